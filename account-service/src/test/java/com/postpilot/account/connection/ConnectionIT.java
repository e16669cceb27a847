package com.postpilot.account.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Database;
import com.postpilot.account.testing.FakeInstagram;
import com.postpilot.account.testing.FakeInstagram.Operation;
import com.postpilot.account.testing.FakeInstagram.Person;
import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestKafka;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class ConnectionIT extends AccountServiceTest {

  @Test
  void anAccountIsConnectedFromTheFirstClickToAUsableToken() {
    var person = Person.named("teashop");
    var begun =
        begun(
            owner()
                .post(
                    "/api/v1/accounts/connect",
                    """
                    {"platform": "INSTAGRAM", "return_to": "http://localhost:3106/accounts?tab=1"}
                    """));

    assertThat(begun.authorizeUrl().getPath()).isEqualTo("/ig-www/oauth/authorize");
    assertThat(begun.parameters())
        .containsEntry("client_id", "test-instagram")
        .containsEntry("response_type", "code")
        .containsEntry("redirect_uri", "http://localhost:8106/api/v1/oauth/instagram/callback")
        .containsEntry(
            "scope",
            "instagram_business_basic,instagram_business_content_publish,"
                + "instagram_business_manage_insights");
    assertThat(connection(begun).text("/status")).isEqualTo("pending");
    assertThat(complete(begun).text("/code")).isEqualTo("state_conflict");

    var back = bringBack(begun, instagram.consent(person) + "#_");
    assertThat(back.status()).isEqualTo(303);
    assertThat(back.location())
        .hasToString("http://localhost:3106/accounts?tab=1&connection_id=" + begun.id());

    var offered = connection(begun);
    assertThat(offered.text("/status")).isEqualTo("choose");
    assertThat(offered.text("/candidates/0/external_id")).isEqualTo(person.userId());
    assertThat(offered.text("/candidates/0/handle")).isEqualTo("teashop");
    assertThat(offered.json().at("/missing_scopes")).isEmpty();
    assertThat(owner().get("/api/v1/accounts").json().at("/items")).isEmpty();

    var done = complete(begun);
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.text("/status")).isEqualTo("done");
    var id = UUID.fromString(done.text("/accounts/0/id"));
    var account = owner().get("/api/v1/accounts/" + id);
    assertThat(account.text("/platform")).isEqualTo("INSTAGRAM");
    assertThat(account.text("/external_id")).isEqualTo(person.userId());
    assertThat(account.text("/name")).isEqualTo("Shop teashop");
    assertThat(account.text("/avatar_url")).isEqualTo("https://cdn.example/teashop.jpg");
    assertThat(account.text("/status")).isEqualTo("CONNECTED");
    assertThat(account.text("/health")).isEqualTo("OK");
    assertThat(account.json().at("/scopes")).hasSize(3);
    assertThat(account.text("/token_expires_at")).isNotEmpty();

    var token = token(id);
    assertThat(token.status()).isEqualTo(200);
    assertThat(token.text("/access_token")).startsWith("IGAA-long-").isIn(instagram.secrets());
    assertThat(token.text("/external_id")).isEqualTo(person.userId());
    assertThat(token.json().at("/generation").asLong()).isEqualTo(1);
    try (var lifecycle = TestKafka.instance().follow(Topics.ACCOUNT_LIFECYCLE)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(lifecycle.events(AccountEvent.class))
                      .filteredOn(event -> event.accountId().equals(id))
                      .singleElement()
                      .isInstanceOfSatisfying(
                          AccountEvent.AccountConnected.class,
                          event -> {
                            assertThat(event.workspaceId()).isEqualTo(workspace);
                            assertThat(event.handle()).isEqualTo("teashop");
                            assertThat(event.generation()).isEqualTo(1);
                          }));
    }
  }

  @ParameterizedTest
  @EnumSource(FakeInstagram.Shape.class)
  void bothShapesOfInstagramsAnswersAreUnderstood(FakeInstagram.Shape shape) {
    instagram.answerCodesAs(shape);
    var person = Person.named("shape");

    var id = connected(person);

    assertThat(owner().get("/api/v1/accounts/" + id).text("/external_id"))
        .isEqualTo(person.userId());
  }

  @Test
  void withoutAnAddressToReturnToThePersonIsToldToGoBack() {
    var begun = begin();

    var back = bringBack(begun, instagram.consent(Person.named("page")));

    assertThat(back.status()).isEqualTo(200);
    assertThat(back.header("Content-Type")).startsWith("text/html");
    assertThat(back.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(back.body()).contains("Go back to where you started", begun.id());
  }

  @Test
  void aReplayedCallbackAttachesNothingTwice() {
    var begun = begin();
    bringBack(begun, instagram.consent(Person.named("first")));

    var replay = bringBack(begun, instagram.consent(Person.named("second")));

    assertThat(replay.status()).isEqualTo(400);
    assertThat(instagram.calls(Operation.CODE)).isEqualTo(1);
    assertThat(complete(begun).text("/accounts/0/handle")).isEqualTo("first");
    assertThat(bringBack(begun, instagram.consent(Person.named("third"))).status()).isEqualTo(400);
    assertThat(owner().get("/api/v1/accounts").json().at("/items")).hasSize(1);
  }

  @Test
  void anUnknownAUsedAndAnOldStateCannotBeToldApart() {
    var used = begin();
    bringBack(used, instagram.consent(Person.named("used")));
    var old = begin();
    Database.change(
        "update connection set expires_at = now() - interval '1 second' where id = ?",
        UUID.fromString(old.id()));

    var answers =
        List.of(
            anonymous().get("/api/v1/oauth/instagram/callback?code=x&state=unknown"),
            anonymous().get("/api/v1/oauth/instagram/callback?code=x"),
            bringBack(used, "x"),
            bringBack(old, "x"));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(400));
    assertThat(answers.stream().map(answer -> answer.body()).distinct()).hasSize(1);
    assertThat(connection(old).text("/status")).isEqualTo("expired");
    assertThat(complete(old).text("/code")).isEqualTo("state_conflict");
  }

  @Test
  void anUnknownPlatformHasNoCallback() {
    assertThat(anonymous().get("/api/v1/oauth/myspace/callback?code=x&state=y").status())
        .isEqualTo(404);
  }

  @Test
  void aDenialIsTold() {
    var begun = begin();

    anonymous()
        .get(
            "/api/v1/oauth/instagram/callback?error=access_denied&error_reason=user_denied"
                + "&error_description=The+user+denied&something=else&state="
                + begun.state());

    var connection = connection(begun);
    assertThat(connection.text("/status")).isEqualTo("denied");
    assertThat(connection.text("/problem/code")).isEqualTo("access_denied");
    assertThat(complete(begun).status()).isEqualTo(409);
    assertThat(instagram.calls(Operation.CODE)).isZero();
  }

  @Test
  void onlyWhoStartedAConnectionSeesAndCompletesIt() {
    var begun = begin();
    bringBack(begun, instagram.consent(Person.named("mine")));
    var colleague = anonymous().user(UUID.randomUUID(), workspace, "OWNER");
    var stranger = anonymous().owner(UUID.randomUUID());

    for (var other : List.of(colleague, stranger)) {
      assertThat(other.get("/api/v1/accounts/connections/" + begun.id()).status()).isEqualTo(404);
      assertThat(
              other.post("/api/v1/accounts/connections/" + begun.id() + "/complete", "{}").status())
          .isEqualTo(404);
    }
    assertThat(complete(begun).status()).isEqualTo(200);
  }

  @Test
  void withoutTheRightToPublishNothingIsConnected() {
    var begun = begin();

    bringBack(begun, instagram.consent(Person.named("half"), "instagram_business_basic"));

    var connection = connection(begun);
    assertThat(connection.text("/status")).isEqualTo("failed");
    assertThat(connection.text("/problem/code")).isEqualTo("missing_scopes");
    assertThat(connection.json().at("/missing_scopes").values())
        .extracting(scope -> scope.asString())
        .contains("instagram_business_content_publish");
    assertThat(Database.texts("select sealed_tokens from connection where id = ?", id(begun)))
        .containsExactly("null");
  }

  @Test
  void withoutInsightsAnAccountIsConnectedAndTheGapIsShown() {
    var begun = begin();

    bringBack(
        begun,
        instagram.consent(
            Person.named("nostats"),
            "instagram_business_basic",
            "instagram_business_content_publish"));

    assertThat(connection(begun).text("/missing_scopes/0"))
        .isEqualTo("instagram_business_manage_insights");
    assertThat(complete(begun).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "CODE, 400, platform_refused",
    "CODE, 500, platform_unavailable",
    "LONG_LIVED, 400, platform_refused",
    "LONG_LIVED, 503, platform_unavailable",
    "PROFILE, 400, platform_refused",
  })
  void aFailureOfInstagramEndsTheConnectionInPlainWords(
      Operation operation, int status, String code) {
    var begun = begin();
    var body =
        operation == Operation.CODE
            ? "{\"error_type\": \"OAuthException\", \"code\": 400, \"error_message\": \"used\"}"
            : FakeInstagram.graphErrorBody(status == 400 ? 190 : 2, 0);
    for (int i = 0; i < 2; i++) { // questions are asked twice
      instagram.answerNext(operation, status, body);
    }

    assertThat(bringBack(begun, instagram.consent(Person.named("unlucky"))).status())
        .isEqualTo(200);

    var connection = connection(begun);
    assertThat(connection.text("/status")).isEqualTo("failed");
    assertThat(connection.text("/problem/code")).isEqualTo(code);
    assertThat(connection.text("/problem/message")).contains("Instagram");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>busy</html>", "[]", "{}", "{\"access_token\": 7.5}", "null"})
  void garbageFromInstagramFailsTheConnection(String garbage) {
    var begun = begin();
    instagram.answerNext(Operation.CODE, 200, garbage);

    bringBack(begun, instagram.consent(Person.named("garbage")));

    assertThat(connection(begun).text("/problem/code")).isEqualTo("platform_unavailable");
  }

  @Test
  void aHiccupAfterTheCodeIsSpentIsBridged() {
    var begun = begin();
    instagram.answerNext(Operation.LONG_LIVED, 500, FakeInstagram.graphErrorBody(2, 0));
    instagram.answerNext(Operation.PROFILE, 500, "oops");

    bringBack(begun, instagram.consent(Person.named("hiccup")));

    assertThat(connection(begun).text("/status")).isEqualTo("choose");
    assertThat(instagram.calls(Operation.CODE)).isEqualTo(1);
  }

  @Test
  void whileInstagramIsDownItIsNotAskedAgainAndAgain() {
    for (int i = 0; i < 12; i++) {
      instagram.answerNext(Operation.CODE, 502, "down");
      bringBack(begin(), instagram.consent(Person.named("down")));
    }

    assertThat(instagram.calls(Operation.CODE)).isEqualTo(10);
    var begun = begin();
    bringBack(begun, "any");
    assertThat(connection(begun).text("/problem/code")).isEqualTo("platform_unavailable");
  }

  @Test
  void aPersonalAccountIsRefusedWithWhatToDo() {
    var begun = begin();

    bringBack(begun, instagram.consent(new Person("17840001", "private", "PERSONAL")));

    assertThat(connection(begun).text("/problem/code")).isEqualTo("personal_account");
    assertThat(connection(begun).text("/problem/message")).contains("business");
  }

  @Test
  void connectingAKnownIdentityAgainKeepsItsIdAndRaisesTheGeneration() {
    var person = Person.named("again");
    var id = connected(person);
    var before = token(id).text("/access_token");

    assertThat(connected(person)).isEqualTo(id);

    var token = token(id);
    assertThat(token.json().at("/generation").asLong()).isEqualTo(2);
    assertThat(token.text("/access_token")).isNotEqualTo(before);
    try (var lifecycle = TestKafka.instance().follow(Topics.ACCOUNT_LIFECYCLE)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(lifecycle.events(AccountEvent.class))
                      .filteredOn(event -> event.accountId().equals(id))
                      .extracting(event -> event.getClass().getSimpleName())
                      .containsExactly("AccountConnected", "AccountReconnected"));
    }
  }

  @Test
  void aDisconnectedAccountComesBackByReconnecting() {
    var person = Person.named("back");
    var id = connected(person);
    assertThat(owner().delete("/api/v1/accounts/" + id).status()).isEqualTo(204);

    var begun = begun(owner().post("/api/v1/accounts/" + id + "/reconnect", "{}"));
    bringBack(begun, instagram.consent(person));

    assertThat(complete(begun).text("/accounts/0/id")).isEqualTo(id.toString());
    assertThat(health(id)).isEqualTo("OK");
    assertThat(token(id).json().at("/generation").asLong()).isEqualTo(2);
  }

  @Test
  void reconnectingWithAnotherIdentityIsAMismatch() {
    var id = connected(Person.named("right"));
    var begun = begun(owner().post("/api/v1/accounts/" + id + "/reconnect", ""));

    bringBack(begun, instagram.consent(Person.named("wrong")));

    assertThat(connection(begun).text("/problem/code")).isEqualTo("identity_mismatch");
    var refused = complete(begun);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/code")).isEqualTo("identity_mismatch");
    assertThat(refused.text("/detail")).contains("@right");
    assertThat(owner().get("/api/v1/accounts").json().at("/items")).hasSize(1);
    assertThat(token(id).json().at("/generation").asLong()).isEqualTo(1);
  }

  @Test
  void completingTwiceConnectsOnce() {
    var begun = begin();
    bringBack(begun, instagram.consent(Person.named("twice")));

    var first = complete(begun);
    var second = complete(begun);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().at("/accounts")).isEqualTo(first.json().at("/accounts"));
    assertThat(token(UUID.fromString(first.text("/accounts/0/id"))).json().at("/generation"))
        .hasToString("1");
    assertThat(
            owner()
                .post(
                    "/api/v1/accounts/connections/" + begun.id() + "/complete",
                    "{\"external_ids\": [\"another\"]}")
                .text("/code"))
        .isEqualTo("state_conflict");
  }

  @Test
  void theSameIdempotencyKeyStartsOneConnection() {
    var key = UUID.randomUUID().toString();
    var body = "{\"platform\": \"INSTAGRAM\"}";

    var first = owner().post("/api/v1/accounts/connect", body, "Idempotency-Key", key);
    var second = owner().post("/api/v1/accounts/connect", body, "Idempotency-Key", key);

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.text("/connection_id")).isEqualTo(first.text("/connection_id"));
    assertThat(second.text("/expires_at")).isEqualTo(first.text("/expires_at"));
    assertThat(second.json().at("/authorize_url").isNull()).isTrue();
    assertThat(
            Database.texts(
                "select response from idempotency_key where workspace_id = ?", workspace))
        .singleElement()
        .satisfies(remembered -> assertThat(remembered).doesNotContain(begun(first).state()));
  }

  @Test
  void tokensThatWaitAreEncryptedAndDestroyedOnceTheyAreWithTheirAccount() {
    var begun = begin();
    bringBack(begun, instagram.consent(Person.named("sealed")));
    var sql = "select encode(sealed_tokens, 'escape') from connection where id = ?";

    assertThat(Database.texts(sql, id(begun)))
        .singleElement()
        .satisfies(text -> assertThat(text).isNotEqualTo("null").doesNotContain("IGAA-long-"));
    complete(begun);
    assertThat(Database.texts(sql, id(begun))).containsExactly("null");
    assertThat(
            Database.texts(
                "select encode(ciphertext, 'escape') from token where workspace_id = ?", workspace))
        .singleElement()
        .satisfies(text -> assertThat(text).doesNotContain("IGAA-long-"));
  }

  @Test
  void tokensThatNobodyCameForAreDestroyed(@Autowired ConnectionPruning pruning) {
    var begun = begin();
    bringBack(begun, instagram.consent(Person.named("forgotten")));
    Database.change(
        "update connection set expires_at = now() - interval '1 second' where id = ?", id(begun));

    pruning.run();

    assertThat(Database.texts("select sealed_tokens from connection where id = ?", id(begun)))
        .containsExactly("null");
    assertThat(connection(begun).text("/status")).isEqualTo("expired");
    Database.change(
        "update connection set expires_at = now() - interval '8 days' where id = ?", id(begun));
    pruning.run();
    assertThat(connection(begun).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "http://localhost:3106@evil.example/",
        "http://localhost:3107/",
        "https://localhost:3106/",
        "http://localhost:3106.evil.example/",
        "//evil.example/x",
        "/accounts",
        "javascript:alert(1)",
        "http://localhost:3106/#x",
        "http://local host:3106/",
        "http://localhost:3106\\\\@evil.example/",
        "http://localhost:3106/\\r\\nSet-Cookie: a=b",
        "",
      })
  void nobodyIsSentToAPlaceThatIsNotConfigured(String returnTo) {
    var refused =
        owner()
            .post(
                "/api/v1/accounts/connect",
                "{\"platform\": \"INSTAGRAM\", \"return_to\": \"%s\"}".formatted(returnTo));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/errors/0/field")).isEqualTo("return_to");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                             | 422 | platform",
        "{\"platform\": null}                           | 422 | platform",
        "{\"platform\": \"MYSPACE\"}                    | 422 | platform",
        "{\"platform\": 0}                              | 422 | platform",
        "{\"platform\": [\"INSTAGRAM\"]}                | 422 | platform",
        "{\"platform\": \"INSTAGRAM\", \"x\": 1}        | 422 | x",
        "{\"platform\": \"INSTAGRAM\", \"return_to\": 7} | 422 | return_to",
        "{\"platform\": \"INSTAGRAM\", \"return_to\": \"\\u0000\"} | 422 | return_to",
        "[]                                             | 422 | body",
        "{                                              | 400 |",
      })
  void badInputIsRefusedByTheNameOfItsField(String body, int status, String field) {
    var refused = owner().post("/api/v1/accounts/connect", body);

    assertThat(refused.status()).as(refused.body()).isEqualTo(status);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.text("/errors/0/field")).isEqualTo(field == null ? "" : field);
    assertThat(Database.texts("select id from connection where workspace_id = ?", workspace))
        .isEmpty();
  }

  @Test
  void anOversizedReturnAddressIsRefused() {
    var refused =
        owner()
            .post(
                "/api/v1/accounts/connect",
                "{\"platform\": \"INSTAGRAM\", \"return_to\": \"http://localhost:3106/%s\"}"
                    .formatted("x".repeat(2000)));

    assertThat(refused.text("/errors/0/field")).isEqualTo("return_to");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"external_ids\": []}              | external_ids",
        "{\"external_ids\": \"1784\"}        | external_ids",
        "{\"external_ids\": [\"nobody\"]}    | external_ids[0]",
        "{\"external_ids\": [null]}          | external_ids[0]",
        "{\"external_ids\": [\"\"]}          | external_ids[0]",
        "{\"external_ids\": [1784]}          | external_ids[0]",
        "{\"external_id\": \"1784\"}         | external_id",
      })
  void aBadChoiceIsRefusedAndTheConnectionStaysOpen(String body, String field) {
    var begun = begin();
    bringBack(begun, instagram.consent(Person.named("choice")));

    var refused = owner().post("/api/v1/accounts/connections/" + begun.id() + "/complete", body);

    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.text("/errors/0/field")).isEqualTo(field);
    assertThat(connection(begun).text("/status")).isEqualTo("choose");
  }

  @Test
  void accountsAreForOwnersAndAdmins() {
    var editor = anonymous().user(UUID.randomUUID(), workspace, "EDITOR");
    var id = connected(Person.named("roles"));

    for (var refused :
        List.of(
            editor.post("/api/v1/accounts/connect", "{\"platform\": \"INSTAGRAM\"}"),
            editor.post("/api/v1/accounts/" + id + "/reconnect", "{}"),
            editor.post("/api/v1/accounts/connections/" + id + "/complete", "{}"),
            editor.delete("/api/v1/accounts/" + id))) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text("/code")).isEqualTo("role_required");
    }
    assertThat(editor.get("/api/v1/accounts/" + id).status()).isEqualTo(200);
    assertThat(
            anonymous()
                .user(UUID.randomUUID(), workspace, "ADMIN")
                .post("/api/v1/accounts/connect", "{\"platform\": \"instagram\"}")
                .status())
        .isEqualTo(201);
  }

  private static UUID id(Begun begun) {
    return UUID.fromString(begun.id());
  }
}
