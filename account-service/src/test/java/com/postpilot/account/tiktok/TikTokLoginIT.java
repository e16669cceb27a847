package com.postpilot.account.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Answer;
import com.postpilot.account.testing.Database;
import com.postpilot.account.testing.FakeTikTok;
import com.postpilot.account.testing.FakeTikTok.Operation;
import com.postpilot.account.testing.FakeTikTok.Person;
import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikTokLoginIT extends AccountServiceTest {

  @Test
  void anAccountIsConnectedWithAProofThatTikTokReadsInHex() {
    var person = Person.named("teashop");
    var begun = begin(Platform.TIKTOK);

    assertThat(begun.authorizeUrl().getPath()).isEqualTo("/tiktok-www/v2/auth/authorize/");
    assertThat(begun.parameters())
        .containsEntry("client_key", "test-tiktok")
        .containsEntry("response_type", "code")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("redirect_uri", "http://localhost:8106/api/v1/oauth/tiktok/callback")
        .doesNotContainKey("client_id");
    var challenge = begun.parameters().get("code_challenge");
    assertThat(challenge).matches("[0-9a-f]{64}");
    assertThat(verifiers(begun)).doesNotContain("null");

    bringBack(begun, tiktok.consent(person, challenge));

    assertThat(verifiers(begun)).containsExactly("null");
    assertThat(connection(begun).text("/candidates/0/handle")).isEqualTo("teashop");
    var id = UUID.fromString(complete(begun).text("/accounts/0/id"));
    var account = owner().get("/api/v1/accounts/" + id);
    assertThat(account.text("/external_id")).isEqualTo(person.openId());
    assertThat(Instant.parse(account.text("/token_expires_at")))
        .isBetween(inDays(364), inDays(366));
    var token = token(id);
    assertThat(token.text("/access_token")).startsWith("act.").isIn(tiktok.secrets());
    assertThat(Instant.parse(token.text("/expires_at"))).isBefore(inDays(2));
  }

  private static Instant inDays(int days) {
    return Instant.now().plus(Duration.ofDays(days));
  }

  private static List<String> verifiers(Begun begun) {
    return Database.texts(
        "select encode(sealed_verifier, 'hex') from connection where id = ?",
        UUID.fromString(begun.id()));
  }

  @Test
  void aCodeThatAnotherConnectionAskedForIsNoGood() {
    var mine = begin(Platform.TIKTOK);
    var theirs = begin(Platform.TIKTOK);

    bringBack(
        mine, tiktok.consent(Person.named("stolen"), theirs.parameters().get("code_challenge")));

    assertThat(connection(mine).text("/problem/code")).isEqualTo("platform_refused");
  }

  @ParameterizedTest
  @CsvSource({
    "video.publish, failed, ''",
    "user.info.basic, failed, ''",
    "user.info.profile, choose, Shop half",
    "video.list, choose, half",
  })
  void whatWasUntickedIsToldByItsName(String scope, String status, String handle) {
    var begun = begin(Platform.TIKTOK);
    var granted =
        new ArrayList<>(
            List.of(
                "user.info.basic",
                "user.info.profile",
                "user.info.stats",
                "video.list",
                "video.publish"));
    granted.remove(scope);

    bringBack(
        begun,
        tiktok.consent(Person.named("half"), begun.parameters().get("code_challenge"), granted));

    var connection = connection(begun);
    assertThat(connection.text("/status")).isEqualTo(status);
    assertThat(connection.text("/missing_scopes/0")).isEqualTo(scope);
    assertThat(connection.text("/candidates/0/handle")).isEqualTo(handle);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CODE | 200 | {\"error\": \"invalid_grant\", \"log_id\": \"1\"} | platform_refused",
        "CODE | 400 | {\"error\": \"invalid_client\", \"log_id\": \"1\"} | platform_refused",
        "CODE | 200 | {\"access_token\": \"act.x\", \"expires_in\": 9} | platform_unavailable",
        "CODE | 503 | {\"error\": \"server_error\"} | platform_unavailable",
        "CODE | 200 | [] | platform_unavailable",
        "PROFILE | 401 | {\"error\": {\"code\": \"access_token_invalid\"}} | platform_refused",
        "PROFILE | 200 | {\"error\": {\"code\": \"rate_limit_exceeded\"}} | platform_unavailable",
        "PROFILE | 200 | {\"data\": {}, \"error\": {\"code\": \"ok\"}} | platform_unavailable",
      })
  void aFailureOfTikTokEndsTheConnectionInPlainWords(
      Operation operation, int status, String body, String code) {
    var begun = begin(Platform.TIKTOK);
    for (int i = 0; i < 2; i++) { // questions are asked twice
      tiktok.answerNext(operation, status, body);
    }

    bringBack(begun, tiktok.consent(Person.named("no"), begun.parameters().get("code_challenge")));

    assertThat(connection(begun).text("/problem/code")).isEqualTo(code);
    assertThat(connection(begun).text("/problem/message")).contains("TikTok");
  }

  @Test
  void fiftyRequestsRenewAnExpiredTokenOnceAndTheNewRefreshTokenIsTheOneThatWorksNext()
      throws Exception {
    tiktok.giveTokensFor(Duration.ofSeconds(20));
    var id = connected(Person.named("flight"));
    var old = token(id).text("/access_token");
    for (int round = 1; round <= 2; round++) {
      let(id, Duration.ofSeconds(21));
      tiktok.stall(Operation.REFRESH);

      List<Future<Answer>> answers = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 50; i++) {
          answers.add(threads.submit(() -> token(id)));
        }
        int calls = round;
        await().until(() -> tiktok.calls(Operation.REFRESH) == calls);
        tiktok.open(Operation.REFRESH);
        for (var answer : answers) {
          assertThat(answer.get().status()).isEqualTo(200);
          assertThat(answer.get().text("/access_token")).isNotEqualTo(old);
        }
      }
      assertThat(tiktok.calls(Operation.REFRESH)).isEqualTo(round);
      old = token(id).text("/access_token");
    }
    assertThat(token(id).json().at("/generation").asLong()).isEqualTo(1);
    assertThat(health(id)).isEqualTo("OK");
  }

  @Test
  void anOldRefreshTokenIsKeptUnlessANewOneCame() {
    tiktok.keepRefreshTokens();
    var id = connected(Person.named("keeper"));
    var end = owner().get("/api/v1/accounts/" + id).text("/token_expires_at");

    for (int i = 1; i <= 2; i++) {
      let(id, Duration.ofHours(25));
      assertThat(token(id).status()).isEqualTo(200);
      assertThat(tiktok.calls(Operation.REFRESH)).isEqualTo(i);
    }

    assertThat(owner().get("/api/v1/accounts/" + id).text("/token_expires_at")).isEqualTo(end);
  }

  @Test
  void aLostAnswerCostsTheConnectionOnlyOnceTikTokSaysSo() {
    var id = connected(Person.named("lost"));
    let(id, Duration.ofHours(25));
    tiktok.answerNext(Operation.REFRESH, 502, "lost");

    assertThat(token(id).text("/code")).isEqualTo("dependency_unavailable");
    assertThat(health(id)).isEqualTo("OK");

    tiktok.answerNext(Operation.REFRESH, 200, FakeTikTok.INVALID_GRANT);
    await().untilAsserted(() -> assertThat(token(id).status()).isEqualTo(409));
    assertThat(health(id)).isEqualTo("NEEDS_REAUTH");
    assertThat(owner().get("/api/v1/accounts/" + id).text("/health_reason/code"))
        .isEqualTo("invalid_grant");
    assertThat(Database.texts("select account_id from token where account_id = ?", id)).isEmpty();
    try (var lifecycle = TestKafka.instance().follow(Topics.ACCOUNT_LIFECYCLE)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(lifecycle.events(AccountEvent.AccountNeedsReauth.class))
                      .filteredOn(event -> event.accountId().equals(id))
                      .hasSize(1));
    }
  }

  @Test
  void aNewTokenThatCannotBeStoredAtOnceIsNotLost() {
    var id = connected(Person.named("stored"));
    let(id, Duration.ofHours(25));
    Database.change("create sequence refusals");
    Database.change(
        """
        create function refuse_twice() returns trigger language plpgsql as $$
        begin
          if new.revision > old.revision and nextval('account.refusals') <= 2 then
            raise exception 'disk full';
          end if;
          return new;
        end $$
        """);
    Database.change(
        "create trigger refuse_twice before update on token for each row"
            + " execute function refuse_twice()");
    Database.change("grant usage on sequence refusals to account_app");
    try {
      assertThat(token(id).status()).isEqualTo(200);
    } finally {
      Database.change("drop trigger refuse_twice on token");
      Database.change("drop function refuse_twice()");
      Database.change("drop sequence refusals");
    }

    assertThat(tiktok.calls(Operation.REFRESH)).isEqualTo(1);
    let(id, Duration.ofHours(25));
    assertThat(token(id).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"invalid_client", "invalid_request", "unsupported_grant_type"})
  void whatTikTokHasAgainstUsCondemnsNoAccount(String error) {
    var id = connected(Person.named("ours"));
    let(id, Duration.ofHours(25));
    tiktok.answerNext(Operation.REFRESH, 400, "{\"error\": \"" + error + "\"}");

    assertThat(token(id).status()).isEqualTo(503);
    assertThat(health(id)).isEqualTo("OK");
  }

  @Test
  void aDayWithoutTikTokCostsNoConnection() {
    var id = connected(Person.named("patient"));
    let(id, Duration.ofDays(3));
    tiktok.answerNext(Operation.REFRESH, 503, "maintenance");

    assertThat(token(id).status()).isEqualTo(503);
    await().untilAsserted(() -> assertThat(token(id).status()).isEqualTo(200));
    assertThat(health(id)).isEqualTo("OK");
  }

  @Test
  void aTokenThatWasRejectedIsRenewedBeforeItsOwnerIsAsked() {
    var id = connected(Person.named("rejected"));
    var old = token(id).text("/access_token");
    tiktok.endAccessTokens();

    assertThat(reject(id, 1, "access_token_invalid").status()).isEqualTo(204);

    assertThat(token(id).text("/access_token")).isNotEqualTo(old);
    assertThat(health(id)).isEqualTo("OK");

    tiktok.answerNext(Operation.REFRESH, 400, FakeTikTok.INVALID_GRANT);
    assertThat(reject(id, 1, "access_token_invalid").status()).isEqualTo(204);
    assertThat(token(id).status()).isEqualTo(409);
    assertThat(health(id)).isEqualTo("NEEDS_REAUTH");
  }

  @Test
  void aRejectionThatTikTokCannotCureYetIsToBeMadeAgain() {
    var id = connected(Person.named("not-yet"));
    tiktok.endAccessTokens();
    tiktok.answerNext(Operation.REFRESH, 503, "maintenance");

    var answer = reject(id, 1, "access_token_invalid");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text("/code")).isEqualTo("dependency_unavailable");
    assertThat(health(id)).isEqualTo("OK");
    await()
        .untilAsserted(
            () -> assertThat(reject(id, 1, "access_token_invalid").status()).isEqualTo(204));
    assertThat(health(id)).isEqualTo("OK");
  }

  @Test
  void aRightThatWasTakenAwayNeedsTheOwner() {
    var id = connected(Person.named("scope"));

    reject(id, 1, "scope_not_authorized");

    assertThat(tiktok.calls(Operation.REFRESH)).isZero();
    var reason = owner().get("/api/v1/accounts/" + id);
    assertThat(reason.text("/health")).isEqualTo("NEEDS_REAUTH");
    assertThat(reason.text("/health_reason/message")).contains("permission");
  }

  /** Lets time pass for the token of an account. */
  private static void let(UUID id, Duration pass) {
    var changed =
        Database.change(
            """
            update token set issued_at = issued_at - ?::interval,
              expires_at = expires_at - ?::interval, refresh_at = refresh_at - ?::interval
            where account_id = ?
            """,
            pass.toString(),
            pass.toString(),
            pass.toString(),
            id);
    assertThat(changed).isEqualTo(1);
  }
}
