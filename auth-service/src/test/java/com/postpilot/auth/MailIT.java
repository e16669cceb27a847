package com.postpilot.auth;

import static com.postpilot.auth.Api.PASSWORD;
import static com.postpilot.auth.Api.newEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.testing.Database;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Mail outlives a server that does not take it. */
@RunningAuthService
class MailIT {
  @Autowired Api api;
  @Autowired SettableClock clock;

  final String email = newEmail();

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void aMailThatIsNotTakenWaitsAndIsSentLaterWhileEverythingElseGoesOn() throws Exception {
    try (var refusing = Inbox.refusing(email)) {
      assertThat(refusing).isNotNull();
      assertThat(api.register(email).status()).isEqualTo(201);
      awaitStored("1, postponed", state());
      clock.advance(Duration.ofSeconds(31));
      awaitStored("2, postponed", state());
      assertThat(api.login(email, PASSWORD).status()).isEqualTo(200);
      assertThat(Inbox.mails(email, Inbox.VERIFY)).isEmpty();
    }

    clock.advance(Duration.ofSeconds(61));

    assertThat(api.verifyEmail(Inbox.token(email, Inbox.VERIFY)).status()).isEqualTo(204);
    awaitStored("3, SENT", state());
    assertThat(api.get("/actuator/prometheus").raw())
        .containsPattern(
            "postpilot_mail_attempts_total\\{kind=\"verify_address\",outcome=\"postponed\".* [1-9]")
        .containsPattern(
            "postpilot_mail_attempts_total\\{kind=\"verify_address\",outcome=\"sent\".* [1-9]")
        .contains("postpilot_mail_waiting{", "postpilot_mail_oldest_seconds{");
  }

  @Test
  void whatNobodyTakesForAWeekIsGivenUp() throws Exception {
    try (var refusing = Inbox.refusing(email)) {
      assertThat(refusing).isNotNull();
      api.register(email);
      awaitStored("1, postponed", state());
      clock.advance(Duration.ofDays(7));
      awaitStored("2, GIVEN_UP", state());
    }
  }

  @Test
  void whatAProcessLeftUnsettledIsSentByTheNext() throws Exception {
    var registered = api.register(email);
    Inbox.await(1, email, Inbox.VERIFY);
    awaitStored("1, SENT", state());

    // As a process leaves it that was killed between sending and settling.
    Database.change(
        """
        update auth.mail set outcome = null, settled_at = null, next_attempt_at = now()
        where recipient = '%s'
        """
            .formatted(email));

    Inbox.await(2, email, Inbox.VERIFY);
    for (var mail : Inbox.mails(email, Inbox.VERIFY)) {
      assertThat(api.verifyEmail(Inbox.token(mail)).status()).isEqualTo(204);
    }
    assertThat(Inbox.messages(email, Inbox.VERIFY))
        .extracting(message -> message.getMessageID())
        .as("mail programs may tell that it is the same")
        .containsOnly(Inbox.messages(email, Inbox.VERIFY).getFirst().getMessageID());
    assertThat(registered.status()).isEqualTo(201);
  }

  /** Or its lease would run while those before it are being sent. */
  @Test
  void aMailIsTakenWhenItsTurnComesAndNoSooner() throws Exception {
    var other = newEmail();
    try (var waiting = Inbox.waiting(Set.of(email, other))) {
      assertThat(waiting).isNotNull();
      Database.change(
          """
          insert into auth.mail (id, kind, recipient, created_at, next_attempt_at)
          values ('%s', 'PASSWORD_CHANGED', '%s', now(), now()),
                 ('%s', 'PASSWORD_CHANGED', '%s', now(), now())
          """
              .formatted(UUID.randomUUID(), email, UUID.randomUUID(), other));
      var attempts =
          "select sum(attempts)::text from auth.mail where recipient in ('%s', '%s')"
              .formatted(email, other);

      awaitStored("1", attempts);
      await().during(Duration.ofMillis(300)).until(() -> Database.text(attempts).equals("1"));
    }
    Inbox.await(1, email, Inbox.CHANGED);
    Inbox.await(1, other, Inbox.CHANGED);
  }

  @Test
  void aRegistrationThatFailsWritesToNobody() throws Exception {
    api.register(email);
    Inbox.await(1, email, Inbox.VERIFY);

    assertThat(api.register(email).status()).isEqualTo(409);

    assertThat(Database.count("auth.mail where recipient = ?", email)).isEqualTo(1);
  }

  @Test
  void noLinkLiesInTheDatabase() throws Exception {
    api.register(email);
    var token = Inbox.token(email, Inbox.VERIFY);

    assertThat(Database.text("select string_agg(l::text, '') from auth.link l"))
        .doesNotContain(token);
    assertThat(Database.text("select string_agg(m::text, '') from auth.mail m"))
        .doesNotContain("pplk_");
  }

  /** How often it was tried, and what has become of it. */
  private String state() {
    return """
    select attempts || ', ' || coalesce(outcome,
        case when next_attempt_at < now() + interval '4 minutes' then 'postponed' else 'claimed' end)
    from auth.mail where recipient = '%s'
    """
        .formatted(email);
  }

  private static void awaitStored(String expected, String sql) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(Database.text(sql)).isEqualTo(expected));
  }
}
