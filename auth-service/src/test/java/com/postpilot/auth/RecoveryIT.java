package com.postpilot.auth;

import static com.postpilot.auth.Api.PASSWORD;
import static com.postpilot.auth.Api.newEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.testing.Database;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Passwords that are forgotten and changed. */
@RunningAuthService
class RecoveryIT {
  static final String NEW_PASSWORD = "a cow in the meadow";

  @Autowired Api api;
  @Autowired SettableClock clock;

  final String email = newEmail();

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void whoeverForgetsHisPasswordGetsInAgainByMailAndNobodyElseStaysIn() {
    var registered = api.register(email);
    assertThat(api.verifyEmail(Inbox.token(email, Inbox.VERIFY)).status()).isEqualTo(204);
    assertThat(api.me(registered.accessToken()).body().at("/user/email_verified").asBoolean())
        .isTrue();
    var elsewhere = api.login(email, PASSWORD);

    assertThat(api.forgotPassword(" " + email.toUpperCase(Locale.ROOT)).status()).isEqualTo(202);
    var mail = Inbox.await(1, email, Inbox.RESET);
    assertThat(mail).contains("http://localhost:3106/reset-password#token=pplk_", "30 minutes");
    var reset = api.resetPassword(Inbox.token(mail), NEW_PASSWORD);

    assertThat(reset.status()).isEqualTo(204);
    assertExpired(api.refresh(registered.refreshToken()));
    assertExpired(api.refresh(elsewhere.refreshToken()));
    assertThat(api.login(email, PASSWORD).text("/code")).isEqualTo("invalid_credentials");
    assertThat(api.login(email, NEW_PASSWORD).status()).isEqualTo(200);
    assertThat(Inbox.await(1, email, Inbox.CHANGED)).contains("/forgot-password");
  }

  @Test
  void aLinkWorksOnceAndTakesItsSiblingsWithIt() {
    api.register(email);
    api.forgotPassword(email);
    api.forgotPassword(email);
    Inbox.await(2, email, Inbox.RESET);
    var tokens = Inbox.mails(email, Inbox.RESET).stream().map(Inbox::token).toList();
    assertThat(tokens).doesNotHaveDuplicates();

    assertThat(api.resetPassword(tokens.get(0), NEW_PASSWORD).status()).isEqualTo(204);

    assertExpired(api.resetPassword(tokens.get(0), "a pig in the orchard"));
    assertExpired(api.resetPassword(tokens.get(1), "a pig in the orchard"));
    assertThat(api.login(email, NEW_PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void ofTwentyParallelUsesOfALinkExactlyOneSucceeds() throws Exception {
    api.register(email);
    api.forgotPassword(email);
    var token = Inbox.token(email, Inbox.RESET);

    var answers = Api.atOnce(20, () -> api.resetPassword(token, NEW_PASSWORD));

    assertThat(answers).filteredOn(answer -> answer.status() == 204).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(19);
  }

  @Test
  void aLinkEndsAfterHalfAnHour() {
    var registered = api.register(email);
    api.forgotPassword(email);
    var token = Inbox.token(email, Inbox.RESET);

    clock.advance(Duration.ofMinutes(31));

    assertExpired(api.resetPassword(token, NEW_PASSWORD));
    assertThat(api.refresh(registered.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void aPasswordThatIsEasyToGuessIsRefusedAndTheLinkStaysGood() {
    api.register(email);
    api.forgotPassword(email);
    var token = Inbox.token(email, Inbox.RESET);

    for (var weak : List.of("short", "password123", email)) {
      var refused = api.resetPassword(token, weak);
      assertThat(refused.status()).as(weak).isEqualTo(422);
      assertThat(refused.fields()).containsExactly("new_password");
    }

    assertThat(api.resetPassword(token, NEW_PASSWORD).status()).isEqualTo(204);
  }

  @Test
  void aLinkForOnePurposeIsNoneForAnother() {
    api.register(email);
    var verification = Inbox.token(email, Inbox.VERIFY);
    api.forgotPassword(email);
    var recovery = Inbox.token(email, Inbox.RESET);

    assertExpired(api.resetPassword(verification, NEW_PASSWORD));
    assertExpired(api.verifyEmail(recovery));
  }

  @Test
  void nobodyLearnsWhoHasAnAccount() throws Exception {
    api.register(email);
    var stranger = newEmail();

    var known = api.forgotPassword(email);
    var unknown = api.forgotPassword(stranger);

    assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
    assertThat(unknown.raw()).isEqualTo(known.raw()).isEmpty();
    assertThat(unknown.headers().map().keySet()).isEqualTo(known.headers().map().keySet());
    // Both requests leave the same row; what becomes of it, the asker does not see.
    assertSettled(email, "SENT");
    assertSettled(stranger, "OBSOLETE");
    assertThat(Inbox.mails(stranger, Inbox.RESET)).isEmpty();
  }

  @Test
  void mailsToOneAddressAreRationedWhetherOrNotAnybodyHasIt() {
    api.register(email);
    for (var address : List.of(email, newEmail())) {
      for (int i = 0; i < 5; i++) {
        assertThat(api.forgotPassword(address).status()).isEqualTo(202);
      }
      var refused = api.forgotPassword(address);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 301L);
    }
    Inbox.await(5, email, Inbox.RESET);
    clock.advance(Duration.ofMinutes(6));
    assertThat(api.forgotPassword(email).status()).isEqualTo(202);
  }

  @Test
  void resettingShowsThatTheAddressIsOnesOwnAndDropsOneThatAThiefMayHaveEntered() {
    var registered = api.register(email);
    var thiefs = newEmail();
    api.patchMe(
        registered.accessToken(),
        "{'email': '%s', 'current_password': '%s'}".formatted(thiefs, PASSWORD));
    var thiefsToken = Inbox.token(thiefs, Inbox.VERIFY);
    api.forgotPassword(email);

    api.resetPassword(Inbox.token(email, Inbox.RESET), NEW_PASSWORD);

    assertExpired(api.verifyEmail(thiefsToken));
    var user = api.login(email, NEW_PASSWORD).body().at("/user");
    assertThat(user.at("/email").asString()).isEqualTo(email);
    assertThat(user.at("/email_verified").asBoolean()).isTrue();
    assertThat(user.at("/pending_email").isNull()).isTrue();
  }

  @Test
  void aChangeOfThePasswordKeepsThisSessionAndEndsTheOthers() {
    var here = api.register(email);
    var elsewhere = api.login(email, PASSWORD);

    var changed = api.changePassword(here.accessToken(), PASSWORD, NEW_PASSWORD);

    assertThat(changed.status()).isEqualTo(204);
    assertExpired(api.refresh(elsewhere.refreshToken()));
    assertThat(api.refresh(here.refreshToken()).status()).isEqualTo(200);
    assertThat(api.login(email, PASSWORD).status()).isEqualTo(401);
    assertThat(api.login(email, NEW_PASSWORD).status()).isEqualTo(200);
    Inbox.await(1, email, Inbox.CHANGED);
  }

  @Test
  void withoutThePresentPasswordThereIsNoOther() {
    var here = api.register(email);
    var elsewhere = api.login(email, PASSWORD);

    var refused = api.changePassword(here.accessToken(), "a guess", NEW_PASSWORD);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text("/code")).isEqualTo("invalid_credentials");
    assertThat(refused.fields()).containsExactly("current_password");
    assertThat(api.refresh(elsewhere.refreshToken()).status()).isEqualTo(200);
    assertThat(api.login(email, PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void aStolenAccessTokenIsNoWayToGuessThePassword() {
    var here = api.register(email);
    for (int i = 0; i < 10; i++) {
      assertThat(api.changePassword(here.accessToken(), "guess " + i, NEW_PASSWORD).status())
          .isEqualTo(401);
    }

    assertThat(api.changePassword(here.accessToken(), PASSWORD, NEW_PASSWORD).status())
        .isEqualTo(429);
  }

  @Test
  void theTokenOfAnEndedSessionChangesNothing() {
    var ended = api.register(email);
    api.logout(ended.refreshToken());

    assertExpired(api.changePassword(ended.accessToken(), PASSWORD, NEW_PASSWORD));
    assertThat(api.login(email, PASSWORD).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "forgot, '{}', 422, email",
    "forgot, '{\"email\": null}', 422, email",
    "forgot, '{\"email\": \"x\"}', 422, email",
    "forgot, '{\"email\": 5}', 422, email",
    "forgot, '{\"email\": \"a@example.com\", \"url\": \"x\"}', 422, url",
    "reset, '{\"token\": \"x\"}', 422, new_password",
    "reset, '{\"new_password\": \"a cow in the meadow\"}', 422, token",
    "reset, '{\"token\": 1, \"new_password\": \"a cow in the meadow\"}', 422, token",
    "reset, '{\"token\": \"x\", \"new_password\": \"a cow in the meadow\"}', 401, token",
    "reset, '{\"token\": \"\", \"new_password\": \"a cow in the meadow\"}', 401, token",
    "change, '{\"new_password\": \"a cow in the meadow\"}', 422, current_password",
    "change, '{\"current_password\": \"a horse in the rain\"}', 422, new_password",
    "change, '{\"current_password\": \"a horse in the rain\", \"new_password\": \"x\"}', 422,"
        + " new_password",
  })
  void badInputIsRefusedByTheNameOfItsField(String route, String body, int status, String field) {
    var token = api.register(email).accessToken();

    var answer = api.post("password/" + route, body, Api.bearer(token));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.fields()).contains(field);
    assertThat(api.login(email, PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void anEndlessPasswordIsRefusedUnread() {
    var token = api.register(email).accessToken();
    var endless = "x".repeat(100_000);

    assertThat(api.changePassword(token, endless, NEW_PASSWORD).fields())
        .containsExactly("current_password");
    assertThat(api.changePassword(token, PASSWORD, endless).fields())
        .containsExactly("new_password");
  }

  @Test
  void changingNeedsALogin() {
    assertThat(
            api.post(
                    "password/change",
                    "{'current_password': 'a horse in the rain', 'new_password': 'a cow in it'}")
                .status())
        .isEqualTo(401);
  }

  static void assertExpired(Api.Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("/code")).isEqualTo("token_expired");
  }

  private static void assertSettled(String recipient, String outcome) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        Database.text(
                            "select outcome from auth.mail where kind = 'RESET_PASSWORD' and recipient = ?",
                            recipient))
                    .isEqualTo(outcome));
  }
}
