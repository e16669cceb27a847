package com.postpilot.auth;

import static com.postpilot.auth.Api.PASSWORD;
import static com.postpilot.auth.Api.newEmail;
import static com.postpilot.auth.RecoveryIT.assertExpired;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Where a user is logged in. */
@RunningAuthService
class SessionListIT {
  @Autowired Api api;
  @Autowired SettableClock clock;

  final String email = newEmail();

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void aUserSeesWhereHeIsLoggedIn() {
    var first = api.register(email);
    api.login(email, PASSWORD, "User-Agent", "A telephone", "X-Forwarded-For", "203.0.113.9");
    api.register();

    var sessions = api.sessions(first.accessToken(), "");

    assertThat(sessions.status()).isEqualTo(200);
    assertThat(sessions.body().at("/items")).hasSize(2);
    assertThat(sessions.body().at("/next_cursor").isNull()).isTrue();
    assertThat(sessions.text("/items/0/user_agent")).isEqualTo("A telephone");
    assertThat(sessions.text("/items/0/address")).isEqualTo("203.0.113.9");
    assertThat(sessions.body().at("/items/0/current").asBoolean(true)).isFalse();
    assertThat(sessions.body().at("/items/1/current").asBoolean(false)).isTrue();
    assertThat(sessions.text("/items/1/created_at")).isNotBlank();
    assertThat(sessions.raw()).doesNotContain("pprt_", "hash");
  }

  @Test
  void aSessionIsTheSameOneAfterARefreshThoughItWasUsedSince() {
    var registered = api.register(email);
    var before = api.sessions(registered.accessToken(), "");

    clock.advance(Duration.ofMinutes(1));
    var refreshed = api.refresh(registered.refreshToken());
    var after = api.sessions(refreshed.accessToken(), "");

    assertThat(after.text("/items/0/id")).isEqualTo(before.text("/items/0/id"));
    assertThat(after.body().at("/items/0/current").asBoolean()).isTrue();
    assertThat(after.text("/items/0/created_at")).isEqualTo(before.text("/items/0/created_at"));
    assertThat(after.text("/items/0/last_used_at"))
        .isGreaterThan(before.text("/items/0/last_used_at"));
  }

  @Test
  void endingASessionLogsItsHolderOut() {
    var here = api.register(email);
    var elsewhere = api.login(email, PASSWORD);
    var id = api.sessions(elsewhere.accessToken(), "").text("/items/0/id");

    assertThat(api.endSession(here.accessToken(), id).status()).isEqualTo(204);

    assertExpired(api.refresh(elsewhere.refreshToken()));
    assertExpired(api.sessions(elsewhere.accessToken(), ""));
    assertThat(api.sessions(here.accessToken(), "").body().at("/items")).hasSize(1);
    assertThat(api.refresh(here.refreshToken()).status()).isEqualTo(200);
    assertThat(api.endSession(here.accessToken(), id).status()).as("ended").isEqualTo(404);
  }

  @Test
  void endingTheOthersLeavesThisSessionAndOtherUsersAlone() {
    var elsewhere = api.register(email);
    var here = api.login(email, PASSWORD);
    var bob = api.register();

    assertThat(api.endOtherSessions(here.accessToken()).status()).isEqualTo(204);

    assertExpired(api.refresh(elsewhere.refreshToken()));
    assertThat(api.sessions(here.accessToken(), "").body().at("/items")).hasSize(1);
    assertThat(api.refresh(here.refreshToken()).status()).isEqualTo(200);
    assertThat(api.refresh(bob.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void aTokenOfAnEndedSessionEndsNoOther() {
    var thief = api.register(email);
    var owner = api.login(email, PASSWORD);
    var ownersId = api.sessions(owner.accessToken(), "").text("/items/0/id");
    api.logout(thief.refreshToken());

    assertExpired(api.endSession(thief.accessToken(), ownersId));
    assertExpired(api.endOtherSessions(thief.accessToken()));
    assertThat(api.refresh(owner.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void anotherUsersSessionDoesNotExist() {
    var ada = api.register(email);
    var bob = api.register();
    var bobs = api.sessions(bob.accessToken(), "").text("/items/0/id");

    assertThat(api.endSession(ada.accessToken(), bobs).status()).isEqualTo(404);
    assertThat(api.endSession(ada.accessToken(), UUID.randomUUID().toString()).status())
        .isEqualTo(404);
    assertThat(api.endSession(ada.accessToken(), "x").status()).isEqualTo(404);
    assertThat(api.refresh(bob.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void aLongListComesInPages() {
    var token = api.register(email).accessToken();
    api.login(email, PASSWORD);
    api.login(email, PASSWORD);

    var first = api.sessions(token, "?limit=2");
    var second = api.sessions(token, "?limit=2&cursor=" + first.text("/next_cursor"));

    assertThat(first.body().at("/items")).hasSize(2);
    assertThat(second.body().at("/items")).hasSize(1);
    assertThat(second.body().at("/items/0/current").asBoolean()).isTrue();
    for (var bad : new String[] {"?limit=0", "?limit=101", "?cursor=x", "?user=1"}) {
      assertThat(api.sessions(token, bad).status()).as(bad).isEqualTo(422);
    }
  }

  @Test
  void withoutALoginThereIsNothingToSee() {
    assertThat(api.get("/api/v1/auth/sessions").status()).isEqualTo(401);
    assertThat(api.endOtherSessions("not.a.token").status()).isEqualTo(401);
    assertThat(api.endSession("not.a.token", UUID.randomUUID().toString()).status()).isEqualTo(401);
  }
}
