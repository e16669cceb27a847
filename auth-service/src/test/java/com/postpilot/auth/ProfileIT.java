package com.postpilot.auth;

import static com.postpilot.auth.Api.PASSWORD;
import static com.postpilot.auth.Api.newEmail;
import static com.postpilot.auth.RecoveryIT.assertExpired;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What users say about themselves, and whose their addresses are. */
@RunningAuthService
class ProfileIT {
  @Autowired Api api;
  @Autowired SettableClock clock;

  final String email = newEmail();

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void whatThePatchNamesChangesAndTheRestStays() {
    var token = api.register(email).accessToken();

    var named = api.patchMe(token, "{'name': ' Ada ', 'timezone': 'Europe/Berlin'}");
    assertThat(named.status()).isEqualTo(200);
    assertThat(named.text("/user/name")).isEqualTo("Ada");
    assertThat(named.text("/user/timezone")).isEqualTo("Europe/Berlin");
    assertThat(named.text("/user/email")).isEqualTo(email);
    assertThat(named.body().at("/workspaces")).hasSize(1);

    var nameless = api.patchMe(token, "{'name': null}");
    assertThat(nameless.body().at("/user/name").isNull()).isTrue();
    assertThat(nameless.text("/user/timezone")).isEqualTo("Europe/Berlin");

    assertThat(api.patchMe(token, "{'timezone': null}").text("/user/timezone")).isEqualTo("UTC");
    assertThat(api.me(token).body().at("/user"))
        .isEqualTo(api.patchMe(token, "{}").body().at("/user"));
  }

  @Test
  void whoeverHasSeenAnOlderVersionIsTold() {
    var token = api.register(email).accessToken();
    var seen = api.me(token).header("ETag");
    assertThat(seen).isNotBlank();

    var changed = api.patchMe(token, "{'name': 'Ada'}", "If-Match", seen);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(seen).isEqualTo(api.me(token).header("ETag"));

    var late = api.patchMe(token, "{'name': 'Bob'}", "If-Match", seen);
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.text("/code")).isEqualTo("version_mismatch");
    assertThat(api.me(token).text("/user/name")).isEqualTo("Ada");
    assertThat(api.patchMe(token, "{'name': 'Ada'}").header("ETag"))
        .as("nothing changed")
        .isEqualTo(changed.header("ETag"));
  }

  @Test
  void aRegistrationAsksWhetherTheAddressIsOnesOwn() {
    var registered = api.register(email);
    assertThat(registered.body().at("/user/email_verified").asBoolean(true)).isFalse();
    var token = Inbox.token(email, Inbox.VERIFY);

    assertThat(api.verifyEmail(token).status()).isEqualTo(204);
    assertThat(api.verifyEmail(token).status()).as("a second click").isEqualTo(204);

    assertThat(api.me(registered.accessToken()).body().at("/user/email_verified").asBoolean())
        .isTrue();
    assertThat(api.post("verify-email/resend", "", Api.bearer(registered.accessToken())).status())
        .isEqualTo(409);
  }

  @Test
  void aMailThatGotLostIsSentAgainButNotForEver() {
    var registered = api.register(email);
    Inbox.await(1, email, Inbox.VERIFY);

    assertThat(api.post("verify-email/resend", "", Api.bearer(registered.accessToken())).status())
        .isEqualTo(202);

    var second = Inbox.token(Inbox.await(2, email, Inbox.VERIFY));
    for (int i = 1; i < 5; i++) {
      api.post("verify-email/resend", "", Api.bearer(registered.accessToken()));
    }
    assertThat(api.post("verify-email/resend", "", Api.bearer(registered.accessToken())).status())
        .isEqualTo(429);
    clock.advance(Duration.ofDays(4));
    assertExpired(api.verifyEmail(second));
  }

  @Test
  void anotherAddressTakesItsPlaceWhenItIsConfirmedAndTheOldOneIsTold() {
    var token = api.register(email).accessToken();
    var other = newEmail();

    var asked = changeEmail(token, other, PASSWORD);

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.text("/user/email")).isEqualTo(email);
    assertThat(asked.text("/user/pending_email")).isEqualTo(other);
    assertThat(Inbox.await(1, email, Inbox.CHANGING)).contains("/forgot-password");
    assertThat(api.login(other, PASSWORD).status()).isEqualTo(401);

    assertThat(api.verifyEmail(Inbox.token(other, Inbox.VERIFY)).status()).isEqualTo(204);

    var me = api.me(token);
    assertThat(me.text("/user/email")).isEqualTo(other);
    assertThat(me.body().at("/user/pending_email").isNull()).isTrue();
    assertThat(me.body().at("/user/email_verified").asBoolean()).isTrue();
    assertThat(api.login(other, PASSWORD).status()).isEqualTo(200);
    assertThat(api.login(email, PASSWORD).status()).isEqualTo(401);
    assertThat(api.register(email).status()).as("the old address is free").isEqualTo(201);
  }

  @Test
  void anotherAddressNeedsThePassword() {
    var token = api.register(email).accessToken();

    var without = api.patchMe(token, "{'email': '%s'}".formatted(newEmail()));
    assertThat(without.status()).isEqualTo(422);
    assertThat(without.fields()).containsExactly("current_password");
    var wrong = changeEmail(token, newEmail(), "a guess");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text("/code")).isEqualTo("invalid_credentials");

    assertThat(api.me(token).body().at("/user/pending_email").isNull()).isTrue();
    assertThat(api.patchMe(token, "{'email': '%s'}".formatted(email)).status())
        .as("the present one")
        .isEqualTo(200);
  }

  @Test
  void whoeverChangesHisMindKeepsHisAddress() {
    var token = api.register(email).accessToken();
    var other = newEmail();
    changeEmail(token, other, PASSWORD);
    var link = Inbox.token(other, Inbox.VERIFY);

    var kept = api.patchMe(token, "{'email': '%s'}".formatted(email));

    assertThat(kept.body().at("/user/pending_email").isNull()).isTrue();
    assertExpired(api.verifyEmail(link));
    assertThat(api.me(token).text("/user/email")).isEqualTo(email);
  }

  @Test
  void anAddressBelongsToWhoeverConfirmsItFirst() {
    var ada = api.register(email).accessToken();
    var bob = api.register().accessToken();
    var taken = api.register().text("/user/email");
    assertThat(changeEmail(ada, taken, PASSWORD).text("/code")).isEqualTo("email_taken");

    var wanted = newEmail();
    changeEmail(ada, wanted, PASSWORD);
    changeEmail(bob, wanted, PASSWORD);
    Inbox.await(2, wanted, Inbox.VERIFY);
    var answers =
        Inbox.mails(wanted, Inbox.VERIFY).stream().map(Inbox::token).map(api::verifyEmail).toList();

    assertThat(answers).extracting(Api.Answer::status).containsExactly(204, 409);
    assertThat(answers.getLast().text("/code")).isEqualTo("email_taken");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"name\": 5}', name",
    "'{\"name\": \"a\\tb\"}', name",
    "'{\"timezone\": \"Mars/Olympus\"}', timezone",
    "'{\"timezone\": \"\"}', timezone",
    "'{\"email\": null}', email",
    "'{\"email\": \"x\"}', email",
    "'{\"email_verified\": true}', email_verified",
    "'{\"role\": \"OWNER\"}', role",
    "'[]', body",
  })
  void badInputIsRefusedByTheNameOfItsFieldAndChangesNothing(String body, String field) {
    var token = api.register(email).accessToken();
    var before = api.me(token).raw();

    var answer = api.patchMe(token, body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.fields()).contains(field);
    assertThat(api.me(token).raw()).isEqualTo(before);
  }

  @Test
  void aNameHasAHundredCharactersAtMost() {
    var token = api.register(email).accessToken();

    assertThat(api.patchMe(token, "{'name': '%s'}".formatted("x".repeat(100))).status())
        .isEqualTo(200);
    assertThat(api.patchMe(token, "{'name': '%s'}".formatted("x".repeat(101))).fields())
        .containsExactly("name");
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', 422, token",
    "'{\"token\": null}', 422, token",
    "'{\"token\": \"pplk_x\"}', 401, token",
    "'{\"token\": \"x\", \"email\": \"x\"}', 422, email",
  })
  void whatIsNoLinkConfirmsNothing(String body, int status, String field) {
    var answer = api.post("verify-email", body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.fields()).contains(field);
  }

  @Test
  void withoutALoginNobodyIsChangedNorWrittenTo() {
    assertThat(api.patchMe("not.a.token", "{'name': 'x'}").status()).isEqualTo(401);
    assertThat(api.post("verify-email/resend", "").status()).isEqualTo(401);
  }

  private Api.Answer changeEmail(String token, String address, String password) {
    return api.patchMe(
        token, "{'email': '%s', 'current_password': '%s'}".formatted(address, password));
  }
}
