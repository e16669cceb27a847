package com.postpilot.auth;

import static com.postpilot.auth.Api.PASSWORD;
import static com.postpilot.auth.Api.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.Database;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@RunningAuthService
class SessionIT {
  @Autowired Api api;
  @Autowired SettableClock clock;

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void aRefreshGivesTheNextTokens() {
    var registered = api.register();

    var refreshed = api.refresh(registered.refreshToken());

    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(refreshed.refreshToken()).isNotBlank().isNotEqualTo(registered.refreshToken());
    assertThat(refreshed.userId()).isEqualTo(registered.userId());
    assertThat(refreshed.workspaceId()).isEqualTo(registered.workspaceId());
    assertThat(api.me(refreshed.accessToken()).status()).isEqualTo(200);
    assertThat(api.refresh(refreshed.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void theSecondUseOfATokenEndsTheSessionForBothWhoHoldIt() {
    var stolen = api.register().refreshToken();
    var thiefs = api.refresh(stolen).refreshToken();

    assertExpired(api.refresh(stolen));
    assertExpired(api.refresh(thiefs));
  }

  @Test
  void theReuseOfOneSessionsTokenLeavesTheUsersOthersAlone() {
    var email = newEmail();
    var first = api.register(email).refreshToken();
    var second = api.login(email, PASSWORD).refreshToken();
    api.refresh(first);
    assertExpired(api.refresh(first));

    assertThat(api.refresh(second).status()).isEqualTo(200);
  }

  @Test
  void ofFiftyParallelRefreshesOfOneTokenExactlyOneSucceeds() throws Exception {
    var token = api.register().refreshToken();

    var answers = Api.atOnce(50, () -> api.refresh(token));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(49);
  }

  @Test
  void aSessionThatNobodyUsesEndsAfterThirtyDays() {
    var idle = api.register().refreshToken();
    var used = api.register().refreshToken();

    clock.advance(Duration.ofDays(29));
    var next = api.refresh(used);
    assertThat(next.status()).isEqualTo(200);
    clock.advance(Duration.ofDays(2));

    assertExpired(api.refresh(idle));
    assertThat(api.refresh(next.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void aSessionThatIsUsedEndsAfterHalfAYear() {
    var token = api.register().refreshToken();
    for (int days = 0; days < 175; days += 25) {
      clock.advance(Duration.ofDays(25));
      var next = api.refresh(token);
      assertThat(next.status()).isEqualTo(200);
      token = next.refreshToken();
    }
    clock.advance(Duration.ofDays(6));

    assertExpired(api.refresh(token));
  }

  @Test
  void aLogoutEndsTheSession() {
    var token = api.register().refreshToken();

    assertThat(api.logout(token).status()).isEqualTo(204);

    assertExpired(api.refresh(token));
    assertThat(api.logout(token).status()).as("out already").isEqualTo(204);
    assertThat(api.post("logout", "").status()).as("never in").isEqualTo(204);
  }

  @Test
  void aRefreshSwitchesToAnotherWorkspaceOfTheUser() throws Exception {
    var ada = api.register();
    var bob = api.register();
    addMember(bob.workspaceId(), ada.userId(), "EDITOR");

    var switched =
        api.post(
            "refresh",
            "{'refresh_token': '%s', 'workspace_id': '%s'}"
                .formatted(ada.refreshToken(), bob.workspaceId()));

    assertThat(switched.status()).isEqualTo(200);
    assertThat(switched.workspaceId()).isEqualTo(bob.workspaceId());
    assertThat(switched.text("/workspace/role")).isEqualTo("EDITOR");
    assertThat(api.me(switched.accessToken()).body().at("/workspaces")).hasSize(2);
    assertThat(api.refresh(switched.refreshToken()).workspaceId())
        .as("it stays there")
        .isEqualTo(bob.workspaceId());
  }

  @Test
  void anotherUsersWorkspaceDoesNotExistAndTheTokenStaysGood() {
    var ada = api.register();
    var bob = api.register();

    var answer =
        api.post(
            "refresh",
            "{'refresh_token': '%s', 'workspace_id': '%s'}"
                .formatted(ada.refreshToken(), bob.workspaceId()));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(api.refresh(ada.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void whoeverIsPutOutOfAWorkspaceIsOutAtTheNextRefresh() throws Exception {
    var ada = api.register();
    Database.change("delete from auth.membership where user_id = ?", ada.userId());

    assertExpired(api.refresh(ada.refreshToken()));
    assertThat(api.me(ada.accessToken()).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refresh | {} | refresh_token",
        "refresh | {'refresh_token': null} | refresh_token",
        "refresh | {'refresh_token': 5} | refresh_token",
        "refresh | {'refresh_token': 'x', 'workspace_id': 'x'} | workspace_id",
        "refresh | {'refresh_token': 'x', 'grant_type': 'x'} | grant_type",
        "logout | {'refresh_token': 5} | refresh_token",
        "logout | {'everywhere': true} | everywhere",
        "verify-email/resend | {'email': 'x'} | email",
      },
      quoteCharacter = '"')
  void badInputIsRefusedByTheNameOfItsField(String route, String body, String field) {
    var answer = api.post(route, body, Api.bearer(api.register().accessToken()));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.fields()).contains(field);
  }

  @Test
  void whatIsNoTokenIsRefused() {
    assertExpired(api.refresh("pprt_" + "A".repeat(43)));
    assertExpired(api.refresh("' or 1=1 --".replace("'", "\\u0027")));
    assertExpired(api.refresh("x".repeat(100_000)));
    assertExpired(api.refresh(""));
  }

  @Test
  void anExpiredAccessTokenInTheHeaderDoesNotDisturbARefresh() {
    var registered = api.register();

    var refreshed =
        api.post(
            "refresh",
            "{'refresh_token': '%s'}".formatted(registered.refreshToken()),
            "Authorization",
            "Bearer not.a.token");

    assertThat(refreshed.status()).isEqualTo(200);
  }

  @Test
  void aBrowserKeepsItsTokenInACookieThatNoScriptReads() {
    var email = newEmail();
    var registered =
        api.post(
            "register",
            "{'email': '%s', 'password': '%s', 'session': 'cookie'}".formatted(email, PASSWORD));

    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.body().has("refresh_token")).isFalse();
    assertThat(registered.header("Set-Cookie"))
        .startsWith("postpilot_refresh=pprt_")
        .contains("; HttpOnly", "; SameSite=Strict", "; Path=/api/v1/auth", "; Max-Age=2592000")
        .doesNotContain("Secure");

    var refreshed = api.post("refresh", "", "Cookie", cookie(registered));
    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(refreshed.body().has("refresh_token")).isFalse();
    assertThat(cookie(refreshed)).isNotEqualTo(cookie(registered));

    var out = api.post("logout", "", "Cookie", cookie(refreshed));
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("Set-Cookie")).startsWith("postpilot_refresh=;").contains("Max-Age=0");
    assertExpired(api.post("refresh", "", "Cookie", cookie(refreshed)));
  }

  @Test
  void aForeignPageCannotUseTheCookie() {
    var registered =
        api.post(
            "register",
            "{'email': '%s', 'password': '%s', 'session': 'cookie'}"
                .formatted(newEmail(), PASSWORD),
            "Origin",
            "http://localhost:3106");
    assertThat(registered.status()).isEqualTo(201);

    for (var origin : new String[] {"https://evil.example", "null", "http://localhost:3107"}) {
      for (var route : new String[] {"refresh", "logout"}) {
        var answer = api.post(route, "", "Cookie", cookie(registered), "Origin", origin);
        assertThat(answer.status()).as(route + " from " + origin).isEqualTo(403);
      }
      var login =
          api.post(
              "login",
              "{'email': 'a@example.com', 'password': 'x', 'session': 'cookie'}",
              "Origin",
              origin);
      assertThat(login.status()).as("login from " + origin).isEqualTo(403);
    }
    var own =
        api.post("refresh", "", "Cookie", cookie(registered), "Origin", "http://localhost:8106");
    assertThat(own.status()).isEqualTo(200);
  }

  private static String cookie(Api.Answer answer) {
    return answer.header("Set-Cookie").split(";", 2)[0];
  }

  private static void assertExpired(Api.Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("/code")).isEqualTo("token_expired");
  }

  private static void addMember(UUID workspaceId, UUID userId, String role) {
    Database.change(
        "insert into auth.membership (workspace_id, user_id, role, created_at) values (?, ?, ?, now())",
        workspaceId,
        userId,
        role);
  }
}
