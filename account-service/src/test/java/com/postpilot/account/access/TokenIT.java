package com.postpilot.account.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.account.AccountServiceApplication;
import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Answer;
import com.postpilot.account.testing.Api;
import com.postpilot.account.testing.Database;
import com.postpilot.account.testing.FakeInstagram;
import com.postpilot.account.testing.FakeInstagram.Operation;
import com.postpilot.account.testing.FakeInstagram.Person;
import com.postpilot.account.testing.FakePlatforms;
import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestInfrastructure;
import com.postpilot.common.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;

class TokenIT extends AccountServiceTest {
  @Autowired private RefreshJob job;

  @Test
  void fiftyRequestsAtTwoInstancesRenewAnExpiredTokenOnce() throws Exception {
    var id = connected(Person.named("flight"));
    var old = token(id).text("/access_token");
    expire(id, "-1 second");
    instagram.stall(Operation.REFRESH);

    List<Future<Answer>> answers = new ArrayList<>();
    try (var second =
            new SpringApplicationBuilder(AccountServiceApplication.class)
                .initializers(new TestInfrastructure(), new FakePlatforms())
                .run(
                    "--spring.config.name=account-service",
                    "--server.port=0",
                    "--postpilot.account.checkup.initial-delay=PT1H",
                    "--postpilot.account.revocation.initial-delay=PT1H",
                    "--postpilot.account.refresh.interval=PT1H",
                    "--postpilot.account.refresh.initial-delay=PT1H");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var port = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      var there = Api.anonymous(port).service();
      for (int i = 0; i < 25; i++) {
        answers.add(threads.submit(() -> token(id)));
        answers.add(threads.submit(() -> there.post(internal(id) + "/token", "")));
      }
      await().until(() -> instagram.calls(Operation.REFRESH) == 1);
      instagram.open(Operation.REFRESH);
      assertThat(answers).allSatisfy(answer -> assertThat(answer.get().status()).isEqualTo(200));
    }

    assertThat(answers.stream().map(TokenIT::accessToken).distinct())
        .singleElement()
        .isNotEqualTo(old);
    assertThat(instagram.calls(Operation.REFRESH)).isEqualTo(1);
    assertThat(token(id).json().at("/generation").asLong()).isEqualTo(1);
  }

  private static String accessToken(Future<Answer> answer) {
    try {
      return answer.get().text("/access_token");
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whileATokenIsBeingRenewedOthersUseItAsLongAsItLives() throws Exception {
    var id = connected(Person.named("alive"));
    var old = token(id).text("/access_token");
    expire(id, "30 seconds");
    instagram.stall(Operation.REFRESH);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> token(id));
      await().until(() -> instagram.calls(Operation.REFRESH) == 1);
      assertThat(token(id).text("/access_token")).isEqualTo(old);
      instagram.open(Operation.REFRESH);
      assertThat(first.get().text("/access_token")).isNotEqualTo(old);
    }
  }

  @Test
  void aRefusedRenewalAsksForTheOwnerOnce() {
    var id = connected(Person.named("refused"));
    expire(id, "-1 second");
    instagram.answerNext(Operation.REFRESH, 400, FakeInstagram.graphErrorBody(190, 463));

    for (int i = 0; i < 3; i++) {
      var refused = token(id);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text("/code")).isEqualTo("account_disconnected");
      assertThat(refused.json().at("/generation").asLong()).isEqualTo(1);
    }
    assertThat(instagram.calls(Operation.REFRESH)).isEqualTo(1);
    job.run();

    assertThat(health(id)).isEqualTo("NEEDS_REAUTH");
    assertThat(tokens(id)).isEmpty();
    assertAskedOnce(id, "190/463");
  }

  @Test
  void anExpiredTokenThatCannotBeRenewedNowIsNotAskedForAgainBeforeItsPauseIsOver() {
    var id = connected(Person.named("pause"));
    expire(id, "-1 second");
    instagram.answerNext(Operation.REFRESH, 503, "maintenance");

    for (int i = 0; i < 4; i++) {
      var answer = token(id);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text("/code")).isEqualTo("dependency_unavailable");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
    assertThat(instagram.calls(Operation.REFRESH)).isEqualTo(1);
    assertThat(health(id)).isNotEqualTo("NEEDS_REAUTH");

    await().untilAsserted(() -> assertThat(token(id).status()).isEqualTo(200));
  }

  @Test
  void anAnswerThatCondemnsNothingLeavesTheTokenInUse() {
    var id = connected(Person.named("odd"));
    expire(id, "30 seconds");
    instagram.answerNext(Operation.REFRESH, 400, FakeInstagram.graphErrorBody(100, 0));

    assertThat(token(id).status()).isEqualTo(200);
    assertThat(health(id)).isNotEqualTo("NEEDS_REAUTH");
  }

  @Test
  void aTokenThatIsLongPastItsEndAndCannotBeRenewedIsGivenUp() {
    var id = connected(Person.named("late"));
    expire(id, "-2 hours");
    instagram.answerNext(Operation.REFRESH, 503, "maintenance");

    job.run();

    assertThat(health(id)).isEqualTo("NEEDS_REAUTH");
    assertAskedOnce(id, "expired");
  }

  @Test
  void aBlockedAccountIsRestrictedUntilItsTokenCanBeRenewed() {
    var id = connected(Person.named("blocked"));
    expire(id, "30 seconds");
    instagram.answerNext(Operation.REFRESH, 400, FakeInstagram.graphErrorBody(368, 1390008));

    assertThat(token(id).status()).isEqualTo(200);
    assertThat(health(id)).isEqualTo("RESTRICTED");

    dueNow(id);
    job.run();
    assertThat(health(id)).isEqualTo("OK");
  }

  @Test
  void theJobRenewsWhatIsDueLongBeforeItEndsAndPlansTheNextTime() {
    var id = connected(Person.named("job"));
    var old = token(id).text("/access_token");
    job.run();
    assertThat(token(id).text("/access_token")).isEqualTo(old);
    Database.change(
        "update account set expiring_at = now() - interval '1 second' where id = ?", id);
    assertThat(health(id)).isEqualTo("EXPIRING");
    dueNow(id);

    job.run();

    assertThat(token(id).text("/access_token")).isNotEqualTo(old);
    assertThat(token(id).json().at("/generation").asLong()).isEqualTo(1);
    assertThat(health(id)).isEqualTo("OK");
    assertThat(
            Database.texts(
                "select to_char(refresh_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
                    + " from token where account_id = ?",
                id))
        .singleElement()
        .satisfies(
            next ->
                assertThat(Instant.parse(next))
                    .isBetween(
                        Instant.now().plus(Duration.ofDays(32)),
                        Instant.now().plus(Duration.ofDays(40))));
  }

  @Test
  void aLateComplaintAboutAnOldConnectionNeverCondemnsANewOne() {
    var person = Person.named("late-complaint");
    var id = connected(person);
    connected(person);

    assertThat(reject(id, 1, "190/460").status()).isEqualTo(204);
    assertThat(health(id)).isEqualTo("OK");
    assertThat(token(id).status()).isEqualTo(200);

    assertThat(reject(id, 2, "190/460").status()).isEqualTo(204);
    assertThat(reject(id, 2, "190/460").status()).isEqualTo(204);
    assertThat(health(id)).isEqualTo("NEEDS_REAUTH");
    assertThat(token(id).status()).isEqualTo(409);
    assertAskedOnce(id, "190/460");
  }

  @Test
  void aRenewalThatIsOvertakenByAReconnectChangesNothing() throws Exception {
    var person = Person.named("overtaken");
    var id = connected(person);
    expire(id, "-1 second");
    instagram.stall(Operation.REFRESH);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> token(id));
      await().until(() -> instagram.calls(Operation.REFRESH) == 1);
      connected(person);
      var fresh = token(id).text("/access_token");
      instagram.open(Operation.REFRESH);

      assertThat(waiting.get().text("/access_token")).isEqualTo(fresh);
      assertThat(token(id).text("/access_token")).isEqualTo(fresh);
    }
  }

  @Test
  void aRenewalThatIsOvertakenByADisconnectBringsNoTokenBack() throws Exception {
    var id = connected(Person.named("gone"));
    expire(id, "-1 second");
    instagram.stall(Operation.REFRESH);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> token(id));
      await().until(() -> instagram.calls(Operation.REFRESH) == 1);
      owner().delete("/api/v1/accounts/" + id);
      instagram.open(Operation.REFRESH);

      assertThat(waiting.get().status()).isEqualTo(409);
    }
    assertThat(tokens(id)).isEmpty();
    assertThat(owner().get("/api/v1/accounts/" + id).text("/status")).isEqualTo("DISCONNECTED");
  }

  @Test
  void aCiphertextThatWasMovedToAnotherAccountDoesNotOpen() {
    var mine = connected(Person.named("mine"));
    var other = connected(Person.named("other"));
    Database.change(
        """
        update token set ciphertext = (select ciphertext from token where account_id = ?)
        where account_id = ?
        """,
        other,
        mine);

    var answer = token(mine);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("IGAA-long-");
    assertThat(token(other).status()).isEqualTo(200);
  }

  @Test
  void tokensAreForServicesAlone() {
    var id = connected(Person.named("inside"));

    assertThat(owner().post(internal(id) + "/token", "").status()).isEqualTo(403);
    assertThat(owner().post(internal(id) + "/token/rejected", "{}").status()).isEqualTo(403);
    assertThat(anonymous().post(internal(id) + "/token", "").status()).isEqualTo(401);
    assertThat(token(UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(reject(UUID.randomUUID(), 1, "190").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                          | error_code",
        "{\"generation\": 1}                         | error_code",
        "{\"generation\": 0, \"error_code\": \"1\"}  | generation",
        "{\"generation\": 1.5, \"error_code\": \"1\"} | generation",
        "{\"generation\": \"1\", \"error_code\": \"1\"} | generation",
        "{\"generation\": 1, \"error_code\": \" \"}  | error_code",
        "{\"generation\": 1, \"error_code\": 190}    | error_code",
        "{\"generation\": 1, \"error_code\": \"1\", \"reason\": \"x\"} | reason",
      })
  void aBadComplaintIsRefusedByTheNameOfItsField(String body, String field) {
    var id = connected(Person.named("bad"));

    var refused = service().post(internal(id) + "/token/rejected", body);

    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.text("/errors/0/field")).isEqualTo(field);
    assertThat(health(id)).isEqualTo("OK");
  }

  private static void expire(UUID id, String left) {
    Database.change(
        """
        update token set issued_at = now() - interval '60 days',
          expires_at = now() + ?::interval, ends_at = now() + ?::interval, refresh_at = now() - interval '1 day'
        where account_id = ?
        """,
        left,
        left,
        id);
  }

  private static void dueNow(UUID id) {
    Database.change(
        "update token set refresh_at = now() - interval '1 second' where account_id = ?", id);
  }

  private static List<String> tokens(UUID id) {
    return Database.texts("select account_id from token where account_id = ?", id);
  }

  private static void assertAskedOnce(UUID id, String errorCode) {
    try (var lifecycle = TestKafka.instance().follow(Topics.ACCOUNT_LIFECYCLE)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(lifecycle.events(AccountEvent.AccountNeedsReauth.class))
                      .filteredOn(event -> event.accountId().equals(id))
                      .singleElement()
                      .satisfies(event -> assertThat(event.errorCode()).isEqualTo(errorCode)));
    }
  }
}
