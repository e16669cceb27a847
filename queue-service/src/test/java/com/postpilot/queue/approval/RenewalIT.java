package com.postpilot.queue.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.testing.TestIdentity;
import com.postpilot.common.testing.TestKafka;
import com.postpilot.queue.QueueServiceIT;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rule that puts a new price in the place of the old one. */
class RenewalIT extends QueueServiceIT {
  private static final String OLD = "A mug for 24.90 EUR.";
  private static final String NEW = "A mug for 19.90 EUR.";
  private static final String TIME = "2099-01-01T09:00:00Z";

  @BeforeEach
  void rule() {
    settings("NONE");
  }

  @Test
  void aNewPriceIsApprovedByTheRuleAndPostedAtTheOldTime() {
    var item = scheduled(OLD);
    var before = shop.read(item);
    NEIGHBOURS.moved(post(item), "2099-05-05T05:00:00Z");

    product("19.90", 4);

    renewed(item);
    var after = shop.read(item);
    assertThat(after.at("/captions/INSTAGRAM/caption")).isEqualTo(NEW);
    assertThat(after.at("/approval/by")).isEqualTo(before.at("/approval/by"));
    assertThat(after.at("/approval/at")).isEqualTo(before.at("/approval/at"));
    assertThat(before.at("/approval/renewed_at")).isEqualTo("null");
    assertThat(after.at("/approval/renewed_at")).isNotEqualTo("null");
    assertThat(after.at("/approval/content_hashes"))
        .isNotEqualTo(before.at("/approval/content_hashes"));
    assertThat(after.at("/post_id")).isNotEqualTo(before.at("/post_id"));

    var made = NEIGHBOURS.postsOf(item).getLast();
    assertThat(made.at("/targets/0/caption").asString()).isEqualTo(NEW);
    assertThat(made.at("/targets/0/account_id"))
        .isEqualTo(NEIGHBOURS.postsOf(item).getFirst().at("/targets/0/account_id"));
    assertThat(made.at("/schedule/scheduled_at").asString())
        .as("to which it had been moved")
        .isEqualTo("2099-05-05T05:00:00Z");
    assertThat(made.at("/schedule/timezone").asString()).isEqualTo("Europe/Vienna");
    assertThat(made.at("/approval/content_hashes"))
        .isEqualTo(after.body().at("/approval/content_hashes"));

    var versions = shop.get("/queue/" + item + "/versions").is(200);
    assertThat(
            versions.body().get("items").values().stream()
                .limit(3)
                .map(one -> one.get("change").asString() + " by " + one.get("by").isNull()))
        .containsExactly("SCHEDULED by true", "RENEWED by true", "PRODUCT_CHANGED by false");
    assertThat(versions.at("/items/1/reason")).contains("still holds");
  }

  @Test
  void thereIsNoNewPostWhileTheOldOneCouldStillGoOut() {
    var item = scheduled(OLD);
    NEIGHBOURS.deaf(shop.id, true);

    product("19.90", 5);
    tried(item);
    assertThat(NEIGHBOURS.history(item)).containsExactly("create");
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    NEIGHBOURS.deaf(shop.id, false);

    renewed(item);
    assertThat(NEIGHBOURS.history(item)).containsExactly("create", "withdraw", "create");
  }

  @Test
  void aPostOnItsWayIsFollowedByNoSecondOne() {
    var item = scheduled(OLD);
    var post = post(item);
    NEIGHBOURS.dispatched(post);

    product("19.90", 5);

    await().until(() -> pending(item) == 0);
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.get("/queue/" + item + "/versions").at("/items/0/reason"))
        .contains("a person has to decide");
    published(item, post);
    becomes(item, "PUBLISHED");
    assertThat(NEIGHBOURS.history(item)).containsExactly("create", "withdraw");
  }

  @Test
  void whatACrashLeftOnTheWayIsBroughtToItsEndOnce() {
    var item = scheduled(OLD);
    NEIGHBOURS.forgetful(shop.id, true);

    product("19.90", 5);
    await().until(() -> NEIGHBOURS.postsOf(item).size() == 2);
    NEIGHBOURS.forgetful(shop.id, false);
    execute("update scheduling set next_attempt_at = now() where item_id = '" + item + "'");

    renewed(item);
    assertThat(NEIGHBOURS.postsOf(item)).hasSize(2);
  }

  @Test
  void whatIsNotScheduledIsApprovedAgainAndWaitsForItsTime() {
    var item = approved(OLD);

    product("19.90", 5);

    await().until(() -> pending(item) == 0);
    var after = shop.read(item);
    assertThat(after.at("/status")).isEqualTo("APPROVED");
    assertThat(after.at("/approval/renewed_at")).isNotEqualTo("null");
    assertThat(after.at("/captions/INSTAGRAM/caption")).isEqualTo(NEW);
    assertThat(NEIGHBOURS.postsOf(item)).isEmpty();
  }

  @Test
  void aPriceThatCouldNotBeReplacedIsForAPerson() {
    var item = scheduled("A mug for 24.90 EUR, yes, 24.9 EUR!");

    product("19.90", 5);

    review(item);
    assertThat(shop.read(item).at("/captions/INSTAGRAM/unsupported/0/text")).contains("24.9");
  }

  @Test
  void moreThanAPriceIsForAPerson() {
    var item = scheduled(OLD);

    shop.post("/queue", product("19.90", 5, "Mug", ", 'images': ['http://shop.example/x.jpg']"))
        .is(200);

    review(item);
    assertThat(shop.read(item).at("/captions/INSTAGRAM/caption")).isEqualTo(NEW);
  }

  @Test
  void onTikTokOnlyAPersonConsents() {
    var item =
        shop.post("/queue", product("24.90", 5, "Mug", ", 'platforms': ['TIKTOK']")).is(201).id();
    shop.patch(item, json("{'captions': {'TIKTOK': {'caption': '%s'}}}".formatted(OLD))).is(200);
    shop.post(
            "/queue/" + item + "/approve",
            json("{'tiktok': {'privacy_level': 'SELF_ONLY', 'consent': true}}"))
        .is(200);
    schedule(item, "TIKTOK");

    product("19.90", 5);

    review(item);
    assertThat(shop.read(item).at("/captions/TIKTOK/caption")).isEqualTo(NEW);
  }

  @Test
  void underFourEyesWhoApprovedDoesNotSetThePriceToo() {
    settings("FOUR_EYES");
    var approver = TestIdentity.instance().token(UUID.randomUUID(), shop.id, "ADMIN");
    var item = written(OLD);
    request(approver, "POST", "/queue/" + item + "/approve", "{}", Map.of()).is(200);
    schedule(item, "INSTAGRAM");

    product("19.90", 5);
    renewed(item);

    request(approver, "POST", "/queue", product("17.90", 5, "Mug", ""), Map.of()).is(200);
    assertThat(pending(item)).isZero();
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
  }

  @Test
  void norDidHeSetItWhileThePostWasHeld() {
    settings("FOUR_EYES");
    var approver = TestIdentity.instance().token(UUID.randomUUID(), shop.id, "ADMIN");
    var item = written(OLD);
    request(approver, "POST", "/queue/" + item + "/approve", "{}", Map.of()).is(200);
    schedule(item, "INSTAGRAM");

    request(approver, "POST", "/queue", product("19.90", 0, "Mug", ""), Map.of()).is(200);
    assertThat(shop.status(item)).isEqualTo("SCHEDULED");
    product("19.90", 5);

    assertThat(pending(item)).isZero();
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.read(item).at("/captions/INSTAGRAM/caption")).isEqualTo(NEW);
  }

  @Test
  void anApprovalIsNotRenewedWhereMoreIsAskedForByNow() {
    var item = scheduled(OLD);
    settings("REQUIRED");

    product("19.90", 5);

    review(item);
  }

  @Test
  void rulesThatBecomeStricterOnTheWayCount() {
    var item = scheduled(OLD);
    NEIGHBOURS.deaf(shop.id, true);
    product("19.90", 5);
    settings("REQUIRED");
    NEIGHBOURS.deaf(shop.id, false);

    await().atMost(Duration.ofSeconds(15)).until(() -> pending(item) == 0);
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.get("/queue/" + item + "/versions").at("/items/0/reason"))
        .contains("a person has to decide")
        .contains("asks for more");
    assertThat(NEIGHBOURS.history(item)).containsExactly("create", "withdraw");
  }

  @Test
  void whoChangesItMeanwhileHasTheLastWord() {
    var item = scheduled(OLD);
    NEIGHBOURS.deaf(shop.id, true);
    product("19.90", 5);
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'Just a mug.'}}}")).is(200);
    NEIGHBOURS.deaf(shop.id, false);

    await().atMost(Duration.ofSeconds(15)).until(() -> pending(item) == 0);
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.read(item).at("/captions/INSTAGRAM/caption")).isEqualTo("Just a mug.");
    assertThat(NEIGHBOURS.history(item)).containsExactly("create", "withdraw");
  }

  @Test
  void whatNobodySeesDoesNotStandInItsWay() {
    var item = scheduled(OLD);
    NEIGHBOURS.deaf(shop.id, true);
    product("19.90", 5);
    product("19.90", 3);
    NEIGHBOURS.deaf(shop.id, false);

    renewed(item);
  }

  @Test
  void whatCannotBeScheduledAgainIsSeenOnTheItem() {
    var item = scheduled(OLD);
    NEIGHBOURS.moved(post(item), "2020-01-01T09:00:00Z");

    product("19.90", 5);

    await().until(() -> pending(item) == 0);
    await()
        .untilAsserted(
            () ->
                assertThat(shop.get("/queue/" + item + "/versions").at("/items/0/reason"))
                    .contains("could not be scheduled again")
                    .contains("has passed"));
    review(item);
  }

  @Test
  void aWithdrawalWaitsForNoRenewal() {
    var picture = "http://shop.example/" + UUID.randomUUID() + ".jpg";
    var slow =
        shop.post("/queue", product("24.90", 5, "Mug", ", 'images': ['%s']".formatted(picture)))
            .is(201)
            .id();
    shop.patch(slow, json("{'captions': {'INSTAGRAM': {'caption': '%s'}}}".formatted(OLD))).is(200);
    shop.post("/queue/" + slow + "/approve", "{}").is(200);
    var other = other();
    var delay = NEIGHBOURS.delay(picture);
    try {
      shop.post("/queue", product("19.90", 5, "Mug", ", 'images': ['%s']".formatted(picture)))
          .is(200);
      await().until(delay::isFelt);

      shop.post("/queue", cup("17.90")).is(200);

      withdrawnAtOnce(other);
    } finally {
      delay.end();
    }
    await().until(() -> pending(slow) == 0);
    assertThat(shop.status(slow)).isEqualTo("APPROVED");
  }

  @Test
  void aWithdrawalWaitsForNoOtherOne() {
    var slow = scheduled(OLD);
    var other = other();
    var delay = NEIGHBOURS.delay(post(slow));
    try {
      product("19.90", 5);
      await().until(delay::isFelt);

      shop.post("/queue", cup("17.90")).is(200);

      withdrawnAtOnce(other);
    } finally {
      delay.end();
    }
    renewed(slow);
  }

  /** A scheduled item of another product. */
  private UUID other() {
    var item = shop.post("/queue", cup("24.90")).is(201).id();
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': '%s'}}}".formatted(OLD))).is(200);
    shop.post("/queue/" + item + "/approve", "{}").is(200);
    schedule(item, "INSTAGRAM");
    return item;
  }

  private static String cup(String price) {
    return product(price, 5, "Cup", "").replace("\"mug\"", "\"cup\"");
  }

  /** Long before post-service would be given up. */
  private static void withdrawnAtOnce(UUID item) {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(NEIGHBOURS.history(item)).contains("withdraw"));
  }

  /** Everything that the rule had to do is done. */
  private void renewed(UUID item) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              assertThat(shop.status(item)).isEqualTo("SCHEDULED");
              assertThat(shop.read(item).at("/approval/renewed_at")).isNotEqualTo("null");
            });
    assertThat(pending(item)).isZero();
  }

  /** The post is off the schedule, and nothing but a person puts it there again. */
  private void review(UUID item) {
    await().until(() -> pending(item) == 0);
    await()
        .until(
            () -> count("select count(*) from errand where workspace_id = '" + shop.id + "'") == 0);
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(NEIGHBOURS.history(item)).containsExactly("create", "withdraw");
  }

  /** post-service was asked at least once. */
  private static void tried(UUID item) {
    await()
        .until(
            () ->
                count(
                        """
                        select count(*) from errand e join item i on i.post_id = e.post_id
                        where i.id = '%s' and e.next_attempt_at > now()"""
                            .formatted(item))
                    == 1);
  }

  private static long pending(UUID item) {
    return count(
        """
        select (select count(*) from renewal where item_id = '%s')
          + (select count(*) from scheduling where item_id = '%s')"""
            .formatted(item, item));
  }

  private void published(UUID item, UUID post) {
    var now = Instant.now();
    TestKafka.instance()
        .send(
            new PostPublished(
                UUID.randomUUID(),
                shop.id,
                UUID.randomUUID(),
                post,
                UUID.fromString(shop.read(item).at("/post/targets/0/id")),
                UUID.randomUUID(),
                Platform.INSTAGRAM,
                "remote",
                now,
                now));
  }

  private void becomes(UUID item, String status) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(shop.status(item)).isEqualTo(status));
  }

  private UUID scheduled(String caption) {
    var item = approved(caption);
    schedule(item, "INSTAGRAM");
    return item;
  }

  private UUID post(UUID item) {
    return UUID.fromString(shop.read(item).at("/post_id"));
  }

  private void schedule(UUID item, String platform) {
    shop.post(
            "/queue/" + item + "/schedule",
            json(
                "{'account_ids': ['%s'], 'schedule': {'scheduled_at': '%s'}}"
                    .formatted(NEIGHBOURS.account(platform), TIME)))
        .is(200);
  }

  private UUID approved(String caption) {
    var item = written(caption);
    shop.post("/queue/" + item + "/approve", "{}").is(200);
    return item;
  }

  private UUID written(String caption) {
    var item = shop.post("/queue", product("24.90", 5, "Mug", "")).is(201).id();
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': '%s'}}}".formatted(caption)))
        .is(200);
    return item;
  }

  private void product(String price, int stock) {
    assertThat(shop.post("/queue", product(price, stock, "Mug", "")).status()).isEqualTo(200);
  }

  private static String product(String price, int stock, String title, String more) {
    return json(
        """
        {'external_product_id': 'mug', 'title': '%s', 'price': %s, 'currency': 'EUR',
         'stock': %d%s}"""
            .formatted(
                title,
                price,
                stock,
                more.contains("platforms") ? more : more + ", 'platforms': ['INSTAGRAM']"));
  }

  private void settings(String policy) {
    shop.request(
            "PUT",
            "/queue/settings",
            json(
                """
                {'approval_policy': '%s', 'banned_claims': [], 'product_rule': 'REPLACE_PRICE',
                 'generations_at_once': 2}"""
                    .formatted(policy)),
            Map.of())
        .is(200);
  }
}
