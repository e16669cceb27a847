package com.postpilot.account.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Database;
import com.postpilot.account.testing.FakeFacebook;
import com.postpilot.account.testing.FakeFacebook.Page;
import com.postpilot.account.testing.FakeInstagram;
import com.postpilot.account.testing.FakeInstagram.Operation;
import com.postpilot.account.testing.FakeTikTok;
import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class CheckupIT extends AccountServiceTest {
  @Autowired private CheckupJob job;

  @BeforeEach
  void othersAreNotDue() {
    Database.change("update account set check_at = now() + interval '1 hour'");
  }

  @Test
  void aDeadConnectionIsFoundBeforeAPostIsDue() {
    var id = connected(FakeInstagram.Person.named("dead"));
    due(id);
    instagram.answerNext(Operation.PROFILE, 400, FakeInstagram.graphErrorBody(190, 460));

    job.run();

    var account = owner().get("/api/v1/accounts/" + id);
    assertThat(account.text("/health")).isEqualTo("NEEDS_REAUTH");
    assertThat(account.text("/health_reason/code")).isEqualTo("190/460");
    assertThat(account.text("/health_reason/message")).contains("password", "Instagram");
    try (var lifecycle = TestKafka.instance().follow(Topics.ACCOUNT_LIFECYCLE)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(lifecycle.events(AccountEvent.AccountNeedsReauth.class))
                      .filteredOn(event -> event.accountId().equals(id))
                      .singleElement()
                      .satisfies(event -> assertThat(event.errorCode()).isEqualTo("190/460")));
    }
    due(id);
    instagram.reset();
    job.run();
    assertThat(instagram.calls(Operation.PROFILE)).isZero();
  }

  @Test
  void aBlockIsSeenToComeAndToGo() {
    var id = connected(FakeInstagram.Person.named("blocked"));
    due(id);
    instagram.answerNext(Operation.PROFILE, 400, FakeInstagram.graphErrorBody(368, 0));
    job.run();
    var account = owner().get("/api/v1/accounts/" + id);
    assertThat(account.text("/health")).isEqualTo("RESTRICTED");
    assertThat(account.text("/health_reason/code")).isEqualTo("368");
    assertThat(token(id).status()).isEqualTo(200);

    due(id);
    job.run();

    assertThat(health(id)).isEqualTo("OK");
    assertThat(owner().get("/api/v1/accounts/" + id).json().at("/health_reason").isNull()).isTrue();
  }

  @Test
  void theEndOfFacebooksDataAccessIsForecastAndMovesWithTheNextVisit() {
    facebook.endDataAccessIn(Duration.ofDays(90));
    var id = connected(FakeFacebook.Person.with(Page.named("forecast"))).getFirst();
    assertThat(health(id)).isEqualTo("OK");
    Database.change(
        "update account set expiring_at = now() - interval '1 second' where id = ?", id);
    var expiring = owner().get("/api/v1/accounts").json().at("/items/0");
    assertThat(expiring.path("health").asString()).isEqualTo("EXPIRING");
    assertThat(expiring.path("health_reason").path("code").asString()).isEqualTo("expiring");
    var end = expiring.path("token_expires_at").asString();
    assertThat(end).isNotEmpty();

    facebook.endDataAccessIn(Duration.ofDays(120));
    due(id);
    job.run();

    var renewed = owner().get("/api/v1/accounts/" + id);
    assertThat(renewed.text("/health")).isEqualTo("OK");
    assertThat(renewed.text("/token_expires_at")).isGreaterThan(end);
  }

  @ParameterizedTest
  @CsvSource({
    "PAGE, 400, '{\"error\": {\"code\": 190, \"error_subcode\": 492}}', NEEDS_REAUTH, 190/492",
    "INSPECT, 200, '{\"data\": {\"is_valid\": false, \"error\": {\"code\": 190, \"subcode\": 460}}}',"
        + " NEEDS_REAUTH, 190/460",
    "PAGE, 400, '{\"error\": {\"code\": 368}}', RESTRICTED, 368",
    "PAGE, 400, '{\"error\": {\"code\": 4}}', OK, ''",
    "INSPECT, 400, '{\"error\": {\"code\": 190}}', OK, ''",
    "INSPECT, 200, '{}', OK, ''",
  })
  void aPageIsAsFacebookSaysUnlessItSaysItOfUs(
      FakeFacebook.Operation operation, int status, String body, String health, String reason) {
    var id = connected(FakeFacebook.Person.with(Page.named("page"))).getFirst();
    due(id);
    facebook.answerNext(operation, status, body);

    job.run();

    var account = owner().get("/api/v1/accounts/" + id);
    assertThat(account.text("/health")).isEqualTo(health);
    assertThat(account.text("/health_reason/code")).isEqualTo(reason);
  }

  @Test
  void aTikTokTokenThatIsNotAcceptedIsRenewedFirst() {
    var id = connected(FakeTikTok.Person.named("cured"));
    tiktok.endAccessTokens();
    due(id);

    job.run();

    assertThat(health(id)).isEqualTo("OK");
    assertThat(tiktok.calls(FakeTikTok.Operation.REFRESH)).isEqualTo(1);
    tiktok.endAccessTokens();
    tiktok.answerNext(FakeTikTok.Operation.REFRESH, 400, FakeTikTok.INVALID_GRANT);
    due(id);
    job.run();
    assertThat(health(id)).isEqualTo("NEEDS_REAUTH");
  }

  @Test
  void aCheckIsPlannedHoursAheadAndSoonerWhereThereWasNoAnswer() {
    var well = connected(FakeTikTok.Person.named("well"));
    var silent = connected(FakeInstagram.Person.named("silent"));
    due(well);
    due(silent);
    instagram.answerNext(Operation.PROFILE, 503, "maintenance");

    job.run();

    assertThat(minutesAhead(well)).isBetween(280L, 440L);
    assertThat(minutesAhead(silent)).isBetween(14L, 15L);
    assertThat(health(silent)).isEqualTo("OK");
    job.run();
    assertThat(tiktok.calls(FakeTikTok.Operation.PROFILE)).isEqualTo(2); // to connect, to check
  }

  private static void due(UUID id) {
    Database.change("update account set check_at = now() where id = ?", id);
  }

  private static long minutesAhead(UUID id) {
    List<String> minutes =
        Database.texts(
            "select floor(extract(epoch from check_at - now()) / 60)::bigint from account"
                + " where id = ?",
            id);
    return Long.parseLong(minutes.getFirst());
  }
}
