package com.postpilot.account.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Answer;
import com.postpilot.account.testing.Database;
import com.postpilot.account.testing.FakeFacebook;
import com.postpilot.account.testing.FakeInstagram;
import com.postpilot.account.testing.FakeTikTok;
import com.postpilot.account.testing.Signed;
import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestKafka;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class NoticeIT extends AccountServiceTest {
  private static final String CALLBACKS = "/api/v1/platform-callbacks/";
  @Autowired private NoticeJob job;

  @Test
  void aPersonWhoRemovesTheAppIsMissedInEveryWorkspace() {
    var person = FakeFacebook.Person.with(FakeFacebook.Page.named("shared"));
    var here = connected(person).getFirst();
    var there = UUID.randomUUID();
    var theirs = connectedIn(there, person);

    var answer = facebook("deauthorize", Signed.request(person.userId(), Instant.now()));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(health(here)).isEqualTo("NEEDS_REAUTH");
    assertThat(token(here).status()).isEqualTo(409);
    var seen = anonymous().owner(there).get("/api/v1/accounts/" + theirs);
    assertThat(seen.text("/health")).isEqualTo("NEEDS_REAUTH");
    assertThat(seen.text("/health_reason/code")).isEqualTo("access_withdrawn");
    assertThat(seen.text("/health_reason/message")).contains("Facebook");
    assertThat(Database.texts("select 1 from token where account_id in (?, ?)", here, theirs))
        .isEmpty();
    facebook("deauthorize", Signed.request(person.userId(), Instant.now()));
    assertAskedOnce(here, theirs);
  }

  @Test
  void aWithdrawalThatIsInterruptedIsFinishedLater() {
    var person = FakeFacebook.Person.with(FakeFacebook.Page.named("interrupted"));
    var here = connected(person).getFirst();
    var there = UUID.randomUUID();
    var theirs = connectedIn(there, person);
    Database.change(
        "update account set connected_at = connected_at - interval '1 hour' where id in (?, ?)",
        here,
        theirs);
    var told = Signed.request(person.userId(), Instant.now().minus(Duration.ofMinutes(30)));

    whileNothingCanBeDoneFor(
        theirs,
        () -> {
          assertThat(facebook("deauthorize", told).status()).isEqualTo(200);
          assertThat(health(here)).isEqualTo("NEEDS_REAUTH");
          resume(person);
          assertThat(anonymous().owner(there).get("/api/v1/accounts/" + theirs).text("/health"))
              .isEqualTo("OK");
          return told;
        });
    connected(person); // who wants it again here
    resume(person);

    assertThat(anonymous().owner(there).get("/api/v1/accounts/" + theirs).text("/health"))
        .isEqualTo("NEEDS_REAUTH");
    assertThat(health(here)).isEqualTo("OK");
    assertThat(notices(person)).isEmpty();
    assertAskedOnce(here, theirs);
  }

  @Test
  void anErasureThatIsInterruptedIsFinishedLaterAndSaysUntilThenThatItIsUnderWay() {
    var page = FakeFacebook.Page.named("halfway" + UUID.randomUUID());
    var person = FakeFacebook.Person.with(page);
    var here = connected(person).getFirst();
    var there = UUID.randomUUID();
    var theirs = connectedIn(there, person);

    var status =
        whileNothingCanBeDoneFor(
            theirs,
            () -> {
              var told = facebook("data-deletion", Signed.request(person.userId(), Instant.now()));
              assertThat(told.status()).as(told.body()).isEqualTo(200);
              return URI.create(told.text("/url")).getPath();
            });
    assertThat(owner().get("/api/v1/accounts/" + here).text("/handle")).isEqualTo("erased");
    assertThat(everything()).contains(person.userId(), page.id());
    assertThat(anonymous().get(status).body())
        .contains("Your data is being deleted", "Facebook")
        .doesNotContain("has been deleted", person.userId());
    resume(person);

    assertThat(everything()).doesNotContain(person.userId(), page.id());
    assertThat(anonymous().get(status).body()).contains("Your data has been deleted", "2 accounts");
    try (var lifecycle = TestKafka.instance().follow(Topics.ACCOUNT_LIFECYCLE)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(lifecycle.events(AccountEvent.AccountErased.class))
                      .extracting(AccountEvent::accountId)
                      .containsOnlyOnce(here, theirs));
    }
  }

  /** The database refuses every change of the account as long as {@code work} lasts. */
  private static <T> T whileNothingCanBeDoneFor(UUID accountId, Supplier<T> work) {
    Database.change(
        """
        create function refuse() returns trigger language plpgsql as $$
        begin raise exception 'disk full'; end $$
        """);
    Database.change(
        "create trigger refuse before update on account for each row when (new.id = '%s')"
                .formatted(accountId)
            + " execute function refuse()");
    try {
      return work.get();
    } finally {
      Database.change("drop trigger refuse on account");
      Database.change("drop function refuse()");
    }
  }

  private static List<String> notices(FakeFacebook.Person person) {
    return Database.texts("select code from notice where user_id = ?", person.userId());
  }

  /** What is left to be done for {@code person} is taken up again. */
  private void resume(FakeFacebook.Person person) {
    assertThat(
            Database.change(
                "update notice set next_attempt_at = now() where user_id = ?", person.userId()))
        .isEqualTo(1);
    job.run();
  }

  private void assertAskedOnce(UUID... accountIds) {
    try (var lifecycle = TestKafka.instance().follow(Topics.ACCOUNT_LIFECYCLE)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(lifecycle.events(AccountEvent.AccountNeedsReauth.class))
                      .extracting(AccountEvent::accountId)
                      .containsOnlyOnce(accountIds));
    }
  }

  private UUID connectedIn(UUID other, FakeFacebook.Person person) {
    var api = anonymous().owner(other);
    var begun = begun(api.post("/api/v1/accounts/connect", "{\"platform\": \"FACEBOOK\"}"));
    bringBack(begun, facebook.consent(person));
    var done = api.post("/api/v1/accounts/connections/" + begun.id() + "/complete", "{}");
    return UUID.fromString(done.text("/accounts/0/id"));
  }

  @Test
  void instagramNamesThePersonByTheIdThatOnlyItsAppKnows() {
    var person = FakeInstagram.Person.named("removed");
    var id = connected(person);

    var answer =
        post(
            "instagram/deauthorize",
            Signed.request("99" + person.userId(), Instant.now(), FakeInstagram.CLIENT_SECRET));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(health(id)).isEqualTo("NEEDS_REAUTH");
  }

  @Test
  void anOldNoticeDoesNotUndoANewConsent() {
    var person = FakeFacebook.Person.with(FakeFacebook.Page.named("again"));
    var id = connected(person).getFirst();
    var old = Signed.request(person.userId(), Instant.now().minus(Duration.ofMinutes(10)));

    assertThat(facebook("deauthorize", old).status()).isEqualTo(200);
    assertThat(facebook("data-deletion", old).status()).isEqualTo(200);

    assertThat(health(id)).isEqualTo("OK");
    assertThat(token(id).status()).isEqualTo(200);
  }

  @Test
  void whatWaitsToBeChosenIsWithdrawnToo() {
    var person = FakeFacebook.Person.with(FakeFacebook.Page.named("waiting"));
    var begun = begin(Platform.FACEBOOK);
    bringBack(begun, facebook.consent(person));

    facebook("deauthorize", Signed.request(person.userId(), Instant.now()));

    assertThat(connection(begun).text("/status")).isEqualTo("failed");
    assertThat(connection(begun).text("/problem/code")).isEqualTo("access_withdrawn");
    assertThat(complete(begun).status()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deauthorize", "data-deletion"})
  void whatIsNotSignedAsItShouldBeChangesNothing(String act) {
    var person = FakeFacebook.Person.with(FakeFacebook.Page.named("safe"));
    var id = connected(person).getFirst();
    var good = Signed.request(person.userId(), Instant.now());
    var dot = good.indexOf('.');
    var payload = good.substring(dot + 1);

    for (var bad :
        List.of(
            "signed_request=",
            "signed_request=x",
            "other=" + payload,
            "signed_request=." + payload,
            "signed_request=AAAA." + payload,
            "signed_request=!!." + payload,
            good + ".x",
            good.substring(0, dot + 1) + payload.substring(1),
            good.substring(0, dot) + "." + payload + "A",
            Signed.request(person.userId(), Instant.now(), "another-secret"),
            Signed.request(person.userId(), Instant.now(), FakeInstagram.CLIENT_SECRET),
            Signed.payload("{\"algorithm\": \"none\", \"user_id\": \"%s\"}", person.userId()),
            Signed.payload("{\"user_id\": \"%s\"}", person.userId()),
            Signed.payload("{\"algorithm\": \"HMAC-SHA256\"}"),
            Signed.payload(
                "{\"algorithm\": \"HMAC-SHA256\", \"user_id\": \"%s\", \"expires\": 1291840400}",
                person.userId()),
            Signed.payload("[1]"),
            Signed.payload("no json"))) {
      var refused = facebook(act, bad);
      assertThat(refused.status()).as(bad).isEqualTo(403);
      assertThat(refused.text("/code")).isEqualTo("forbidden");
    }
    assertThat(post("facebook/" + act, "").status()).isEqualTo(400);
    assertThat(post("facebook/" + act, "x".repeat(70_000)).status()).isEqualTo(413);
    assertThat(post("myspace/" + act, good).status()).isEqualTo(404);
    assertThat(health(id)).isEqualTo("OK");
    assertThat(token(id).status()).isEqualTo(200);
  }

  @Test
  void aPersonWhoWantsToBeForgottenIsForgottenAndCanReadThatItWasDone() {
    var page = FakeFacebook.Page.named("forgetme" + UUID.randomUUID());
    var person = FakeFacebook.Person.with(page, FakeFacebook.Page.named("second"));
    var ids = connected(person);
    var pending = begin(Platform.FACEBOOK);
    bringBack(pending, facebook.consent(person));
    owner().delete("/api/v1/accounts/" + ids.getLast());
    assertThat(everything()).contains(person.userId(), page.id(), page.username());

    var answer = facebook("data-deletion", Signed.request(person.userId(), Instant.now()));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(everything()).doesNotContain(person.userId(), page.id(), page.username());
    var account = owner().get("/api/v1/accounts/" + ids.getFirst());
    assertThat(account.text("/status")).isEqualTo("DISCONNECTED");
    assertThat(account.text("/handle")).isEqualTo("erased");
    assertThat(token(ids.getFirst()).status()).isEqualTo(409);

    var code = answer.text("/confirmation_code");
    assertThat(code).hasSizeGreaterThan(20);
    assertThat(answer.text("/url"))
        .isEqualTo("http://localhost:8106/api/v1/platform-callbacks/data-deletion/" + code);
    var status = anonymous().get(URI.create(answer.text("/url")).getPath());
    assertThat(status.status()).isEqualTo(200);
    assertThat(status.header("Content-Type")).startsWith("text/html");
    assertThat(status.body())
        .contains("Your data has been deleted", "Facebook", "2 accounts", code)
        .doesNotContain(person.userId());
    assertThat(anonymous().get(CALLBACKS + "data-deletion/unknown").status()).isEqualTo(404);
    try (var lifecycle = TestKafka.instance().follow(Topics.ACCOUNT_LIFECYCLE)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(lifecycle.events(AccountEvent.AccountErased.class))
                      .extracting(AccountEvent::accountId)
                      .containsOnlyOnce(ids.getFirst(), ids.getLast()));
    }
  }

  /** Every row of the schema but what Kafka has yet to be told, as text. */
  private static String everything() {
    return String.join(
        "\n",
        Database.texts(
            """
            select to_jsonb(a)::text from account a
            union all select to_jsonb(c)::text from connection c
            union all select to_jsonb(t)::text from token t
            union all select to_jsonb(r)::text from revocation r
            union all select to_jsonb(i)::text from idempotency_key i
            union all select to_jsonb(n)::text from notice n
            """));
  }

  @Test
  void tikTokTellsByAWebhookWhoHasLeft() {
    var person = FakeTikTok.Person.named("left");
    var id = connected(person);
    var body = Signed.event("authorization.removed", person.openId());

    var answer = tikTok("deauthorize", body, Instant.now());

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(health(id)).isEqualTo("NEEDS_REAUTH");
    assertThat(token(id).status()).isEqualTo(409);
  }

  @Test
  void atTheAddressOfDeletionsTikToksWebhookErases() {
    var person = FakeTikTok.Person.named("forgotten");
    var id = connected(person);

    var other =
        tikTok(
            "data-deletion", Signed.event("post.publish.complete", person.openId()), Instant.now());
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.body()).isEmpty();
    assertThat(health(id)).isEqualTo("OK");
    var told =
        tikTok(
            "data-deletion", Signed.event("authorization.removed", person.openId()), Instant.now());

    assertThat(told.text("/confirmation_code")).isNotEmpty();
    assertThat(owner().get("/api/v1/accounts/" + id).text("/handle")).isEqualTo("erased");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 403",
    "'t=%s', 403",
    "'t=%s,s=00', 403",
    "'t=%s,s=0000000000000000000000000000000000000000000000000000000000000000', 403",
    "'s=%2$s,t=%1$s', 403",
    "'t=%s,s=%s', 200",
  })
  void aWebhookIsHeardOnlyIfItIsSigned(String header, int status) {
    var id = connected(FakeTikTok.Person.named("signed"));
    var body = Signed.event("post.publish.complete", "-000x");
    var now = Instant.now();

    var answer =
        anonymous()
            .post(
                CALLBACKS + "tiktok/deauthorize",
                body,
                "TikTok-Signature",
                header.formatted(now.getEpochSecond(), Signed.hex(body, now)));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(health(id)).isEqualTo("OK");
  }

  @ParameterizedTest
  @CsvSource({"-301", "305"})
  void aWebhookOfAnotherTimeIsRefused(int seconds) {
    var person = FakeTikTok.Person.named("replay");
    var id = connected(person);

    var answer =
        tikTok(
            "deauthorize",
            Signed.event("authorization.removed", person.openId()),
            Instant.now().plusSeconds(seconds));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(health(id)).isEqualTo("OK");
  }

  @Test
  void aWebhookThatWasChangedOrIsAnotherAppsIsRefused() {
    var person = FakeTikTok.Person.named("changed");
    var id = connected(person);
    var now = Instant.now();
    var body = Signed.event("authorization.removed", person.openId());
    var signature = "t=%d,s=%s".formatted(now.getEpochSecond(), Signed.hex(body, now));

    assertThat(
            anonymous()
                .post(CALLBACKS + "tiktok/deauthorize", body + " ", "TikTok-Signature", signature)
                .status())
        .isEqualTo(403);
    assertThat(tikTok("deauthorize", body.replace("test-tiktok", "other"), now).status())
        .isEqualTo(403);
    assertThat(tikTok("deauthorize", "no json", now).status()).isEqualTo(403);
    assertThat(health(id)).isEqualTo("OK");
  }

  @Test
  void whatIsNotAPostIsNotAllowed() {
    assertThat(anonymous().get(CALLBACKS + "facebook/deauthorize").status()).isEqualTo(405);
  }

  private Answer facebook(String act, String signedRequest) {
    return post("facebook/" + act, signedRequest);
  }

  private Answer post(String path, String form) {
    return anonymous().postForm(CALLBACKS + path, form);
  }

  private Answer tikTok(String act, String body, Instant at) {
    return anonymous()
        .post(
            CALLBACKS + "tiktok/" + act,
            body,
            "TikTok-Signature",
            "t=%d,s=%s".formatted(at.getEpochSecond(), Signed.hex(body, at)));
  }
}
