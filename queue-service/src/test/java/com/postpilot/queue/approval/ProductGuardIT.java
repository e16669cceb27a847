package com.postpilot.queue.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.Event;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostEvent.PostUnscheduled;
import com.postpilot.common.contract.PostEvent.TargetConfirmed;
import com.postpilot.common.contract.PublisherOutcome.PostFailed;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.testing.TestKafka;
import com.postpilot.queue.QueueServiceIT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductGuardIT extends QueueServiceIT {
  private static final String CAPTION = "A mug for 24.90 EUR.";

  @Test
  void aNewPriceHoldsThePostUntilItIsTheOldOneAgain() {
    rule("HOLD");
    var item = scheduled();

    product("19.90", 5);
    var hold = shop.read(item).body().at("/post/targets/0/hold");
    assertThat(hold.get("reason").asString()).isEqualTo("PRODUCT_CHANGED");
    assertThat(hold.get("detail").asString()).isEqualTo("The price of the product was changed.");
    assertThat(hold.get("action").asString()).contains("reopen the item");
    told(item, "hold");
    assertThat(shop.status(item)).isEqualTo("SCHEDULED");

    product("24.90", 5);
    assertThat(shop.read(item).at("/post/targets/0/hold")).isEqualTo("null");
    told(item, "hold", "resume");
  }

  @Test
  void whatMayNotGoOnIsForAPerson() {
    rule("HOLD");
    var item = scheduled();
    product("19.90", 5);
    told(item, "hold");
    NEIGHBOURS.stuck(post(item), "approval_required");

    product("24.90", 5);

    becomes(item, "IN_REVIEW");
    assertThat(shop.get("/queue/" + item + "/versions").at("/items/0/reason"))
        .contains("could not go on")
        .contains("It does not go on.");
    told(item, "hold", "withdraw");
  }

  @ParameterizedTest
  @ValueSource(strings = {"already_dispatched", "state_conflict", "not_found"})
  void ofWhatIsGoneOrOnItsWayTheOutcomeTells(String code) {
    rule("HOLD");
    var item = scheduled();
    product("19.90", 5);
    told(item, "hold");
    NEIGHBOURS.stuck(post(item), code);

    product("24.90", 5);

    awaitNoErrand();
    assertThat(shop.status(item)).isEqualTo("SCHEDULED");
  }

  @Test
  void aSoldOutProductIsHeldWhateverTheRule() {
    rule("REAPPROVE");
    var item = scheduled();

    product("24.90", 0);

    told(item, "hold");
    assertThat(shop.status(item)).isEqualTo("SCHEDULED");
  }

  @Test
  void aNewPriceHasToBeApprovedAgain() {
    rule("REAPPROVE");
    var item = scheduled();

    product("19.90", 5);

    told(item, "withdraw");
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.read(item).body().at("/product/price/amount").asDouble()).isEqualTo(19.9);
  }

  @Test
  void whatIsApprovedButNotScheduledGoesToReview() {
    rule("HOLD");
    var item = approved();

    product("19.90", 5);

    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.read(item).body().get("approval").isNull()).isTrue();
  }

  @Test
  void whatIsTakenOffTheScheduleThereWhileItWaitsGoesToReviewWithTheNewPrice() {
    rule("HOLD");
    var item = scheduled();
    product("19.90", 5);
    told(item, "hold");

    send(new PostUnscheduled(UUID.randomUUID(), shop.id, post(item), 2, Instant.now()));

    becomes(item, "IN_REVIEW");
    assertThat(price(item)).isEqualTo(19.9);
    assertThat(shop.read(item).at("/captions/INSTAGRAM/unsupported/0/text")).contains("24.90");
    assertThat(shop.post("/queue/" + item + "/approve", "{}").is(409).code())
        .isEqualTo("state_conflict");
  }

  @Test
  void whatIsReopenedIsSeenWithTheNewPrice() {
    rule("HOLD");
    var item = scheduled();
    product("19.90", 5);
    told(item, "hold");

    shop.post("/queue/" + item + "/reopen", "{}").is(200);

    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(price(item)).isEqualTo(19.9);
    assertThat(shop.read(item).at("/captions/INSTAGRAM/unsupported/0/text")).contains("24.90");

    var rejected = item;
    shop.post("/queue/" + rejected + "/reject", json("{'reason': 'Too dear.'}")).is(200);
    product("17.90", 5);
    shop.post("/queue/" + rejected + "/reopen", "{}").is(200);
    assertThat(price(rejected)).isEqualTo(17.9);
  }

  @Test
  void aPostThatIsADraftAgainIsWithdrawnToo() {
    rule("HOLD");
    var item = scheduled();
    send(new PostUnscheduled(UUID.randomUUID(), shop.id, post(item), 2, Instant.now()));
    becomes(item, "APPROVED");

    product("19.90", 5);

    told(item, "withdraw");
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
  }

  @Test
  void aPostThatWasTakenBackForAnEditIsWithdrawnToo() {
    rule("HOLD");
    var item = scheduled();
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'Just a mug.'}}}")).is(200);
    told(item, "unschedule");

    product("19.90", 5);

    told(item, "unschedule", "withdraw");
  }

  @Test
  void whatFailedIsNotSentAgainWithTheOldPrice() {
    rule("HOLD");
    var item = scheduled();
    fail(item, shop.read(item).at("/post/targets/0/id"));
    becomes(item, "FAILED");

    product("19.90", 5);

    told(item, "withdraw");
  }

  @Test
  void whatIsOutOnOneAccountIsNotSentToTheOtherWithTheOldPrice() {
    rule("HOLD");
    var item = approved();
    shop.post(
            "/queue/" + item + "/schedule",
            json(
                """
                {'account_ids': ['%s', '%s'],
                 'schedule': {'scheduled_at': '2099-01-01T09:00:00Z'}}"""
                    .formatted(NEIGHBOURS.account("INSTAGRAM"), NEIGHBOURS.account("INSTAGRAM"))))
        .is(200);
    send(
        new TargetConfirmed(
            UUID.randomUUID(),
            shop.id,
            post(item),
            UUID.fromString(shop.read(item).at("/post/targets/0/id")),
            Instant.now()));
    fail(item, shop.read(item).at("/post/targets/1/id"));
    becomes(item, "PUBLISHED");

    product("24.90", 4);
    assertThat(NEIGHBOURS.told(post(item))).isEmpty();
    product("19.90", 4);

    told(item, "withdraw");
    assertThat(shop.status(item)).isEqualTo("PUBLISHED");
  }

  @Test
  void aPostOnItsWayIsFollowedByNoSecondOne() {
    var item = takenBackWhile("DISPATCHED");

    var refusal = schedule(item).is(409);

    assertThat(refusal.code()).isEqualTo("state_conflict");
    assertThat(refusal.at("/detail")).contains("is being published on Instagram");
    assertThat(NEIGHBOURS.history(item)).containsExactly("create", "withdraw");
    assertThat(shop.status(item)).isEqualTo("APPROVED");
    publish(item);
    becomes(item, "PUBLISHED");
  }

  @Test
  void aPostOfWhichNobodyKnowsIsFollowedByASecondOneOnlyWhenItIsKnown() {
    var item = scheduled();
    var post = post(item);
    NEIGHBOURS.becomes(post, "UNCONFIRMED");
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'Just a mug.'}}}")).is(200);
    shop.post("/queue/" + item + "/approve", "{}").is(200);

    var refusal = schedule(item).is(409);
    assertThat(refusal.code()).isEqualTo("state_conflict");
    assertThat(refusal.at("/detail")).contains("Nobody knows").contains("Instagram");

    told(item, "unschedule", "withdraw");
    awaitNoErrand();

    NEIGHBOURS.becomes(post, "HELD"); // somebody found it absent, and it is withheld
    schedule(item).is(200);
    assertThat(NEIGHBOURS.history(item))
        .containsExactly("create", "unschedule", "withdraw", "create");
  }

  @Test
  void aPostThatIsOutIsTheItems() {
    var item = takenBackWhile("DISPATCHED");
    NEIGHBOURS.becomes(post(item), "PUBLISHED");

    assertThat(schedule(item).is(409).at("/detail")).contains("Its former post is out");

    assertThat(shop.status(item)).isEqualTo("PUBLISHED");
    assertThat(shop.read(item).at("/post/targets/0/outcome")).isEqualTo("PUBLISHED");
    assertThat(NEIGHBOURS.history(item)).containsExactly("create", "withdraw");
  }

  @Test
  void aPostThatSomebodyScheduledAgainThereIsFollowedByNoSecondOne() {
    var item = takenBackWhile("SCHEDULED");
    NEIGHBOURS.becomes(post(item), "SCHEDULED");

    assertThat(schedule(item).is(409).at("/detail")).contains("off the schedule first");

    NEIGHBOURS.becomes(post(item), "DRAFT");
    schedule(item).is(200);
  }

  @Test
  void nothingIsPostedAgainBeforeTheFormerPostIsWithdrawn() {
    var item = takenBackWhile("SCHEDULED");
    execute(
        """
        insert into errand (post_id, workspace_id, act, detail, requested_by, next_attempt_at)
        values ('%s', '%s', 'UNSCHEDULE', 'x', '%s', 'infinity')"""
            .formatted(post(item), shop.id, UUID.randomUUID()));

    var refusal = schedule(item).is(409);
    assertThat(refusal.code()).isEqualTo("state_conflict");
    assertThat(refusal.at("/detail")).contains("in a moment");

    execute("delete from errand where workspace_id = '" + shop.id + "'");
    schedule(item).is(200);
    assertThat(NEIGHBOURS.history(item)).containsExactly("create", "withdraw", "create");
  }

  private void awaitNoErrand() {
    await()
        .until(
            () -> count("select count(*) from errand where workspace_id = '" + shop.id + "'") == 0);
  }

  /** An item that is approved with its new price, whose former post was this when it was told. */
  private UUID takenBackWhile(String status) {
    rule("REAPPROVE");
    var item = scheduled();
    NEIGHBOURS.becomes(post(item), status);
    product("19.90", 5);
    told(item, "withdraw");
    awaitNoErrand();
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'A mug for 19.90 EUR.'}}}"))
        .is(200);
    shop.post("/queue/" + item + "/approve", "{}").is(200);
    return item;
  }

  @Test
  void aPostDoesNotSayHowManyAreLeftWhenItIsNoLongerSo() {
    rule("HOLD");
    var item = scheduled(product("24.90", 5), "A mug for 24.90 EUR. Stock check: 5 left.");

    product("24.90", 2);
    told(item, "hold");
    assertThat(shop.read(item).body().at("/post/targets/0/hold/detail").asString())
        .isEqualTo("What the caption says is no longer so: “5”. The shop has 2 left.");

    product("24.90", 5);
    told(item, "hold", "resume");
  }

  @Test
  void whatIsNoLongerSoIsForAPersonWhereTheRuleReplacesPrices() {
    rule("REPLACE_PRICE");
    var item = scheduled(product("24.90", 5), "A mug for 24.90 EUR. Stock check: 5 left.");

    product("24.90", 2);

    told(item, "withdraw");
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.read(item).at("/captions/INSTAGRAM/unsupported/0/reason"))
        .isEqualTo("The shop has 2 left.");
    assertThat(count("select count(*) from renewal where item_id = '" + item + "'")).isZero();
  }

  @Test
  void aPostDoesNotNameAMaterialThatTheProductIsNoLongerMadeOf() {
    rule("REAPPROVE");
    var item =
        scheduled(
            product("24.90", 5, "A mug made of bamboo. Fits every shelf."),
            "A bamboo mug for 24.90 EUR.");

    product("24.90", 5, "A mug made of bamboo. Fits nearly every shelf.");
    assertThat(shop.status(item)).isEqualTo("SCHEDULED");
    product("24.90", 5, "A mug made of steel. Fits nearly every shelf.");

    told(item, "withdraw");
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.get("/queue/" + item + "/versions").at("/items/0/reason")).contains("“bamboo”");
  }

  @Test
  void whatAPersonAnsweredForChangesNothingAgain() {
    rule("REAPPROVE");
    var item = product("24.90", 5);
    write(item, "The best mug, of which 7 are left.");
    shop.post("/queue/" + item + "/approve", json("{'accept_unsupported': ['best', '7']}")).is(200);

    product("24.90", 2);

    assertThat(shop.status(item)).isEqualTo("APPROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"REAPPROVE", "REPLACE_PRICE"})
  void aPostThatWasWrittenForASoldOutProductDoesNotGoOutWhenThereIsSome(String rule) {
    rule(rule);
    var item = scheduled(product("24.90", 0), "Gone for now: a mug.");

    product("24.90", 3);

    told(item, "withdraw");
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(count("select count(*) from renewal where item_id = '" + item + "'")).isZero();
  }

  @Test
  void whatNobodySeesOrPaysChangesNothing() {
    rule("REAPPROVE");
    var item = approved();

    product("24.90", 4);

    assertThat(shop.status(item)).isEqualTo("APPROVED");
  }

  private static void send(Event event) {
    TestKafka.instance().send(event);
  }

  private void fail(UUID item, String target) {
    send(
        new PostFailed(
            UUID.randomUUID(),
            shop.id,
            UUID.randomUUID(),
            post(item),
            UUID.fromString(target),
            UUID.randomUUID(),
            Platform.INSTAGRAM,
            "x",
            "It is too long.",
            "Shorten it.",
            Instant.now()));
  }

  private void publish(UUID item) {
    var now = Instant.now();
    send(
        new PostPublished(
            UUID.randomUUID(),
            shop.id,
            UUID.randomUUID(),
            post(item),
            NEIGHBOURS.targetOf(post(item)),
            UUID.randomUUID(),
            Platform.INSTAGRAM,
            "remote",
            now,
            now));
  }

  private UUID post(UUID item) {
    return UUID.fromString(shop.read(item).at("/post_id"));
  }

  private double price(UUID item) {
    return shop.read(item).body().at("/product/price/amount").asDouble();
  }

  private void becomes(UUID item, String status) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(shop.status(item)).isEqualTo(status));
  }

  private void told(UUID item, String... acts) {
    var post = post(item);
    await().untilAsserted(() -> assertThat(NEIGHBOURS.told(post)).isEqualTo(List.of(acts)));
  }

  private UUID scheduled() {
    return scheduled(product("24.90", 5), CAPTION);
  }

  private UUID scheduled(UUID item, String caption) {
    approved(item, caption);
    schedule(item).is(200);
    return item;
  }

  private Reply schedule(UUID item) {
    return shop.post(
        "/queue/" + item + "/schedule",
        json(
            "{'account_ids': ['%s'], 'schedule': {'scheduled_at': '2099-01-01T09:00:00Z'}}"
                .formatted(NEIGHBOURS.account("INSTAGRAM"))));
  }

  private UUID approved() {
    var item = product("24.90", 5);
    approved(item, CAPTION);
    return item;
  }

  private void approved(UUID item, String caption) {
    write(item, caption);
    shop.post("/queue/" + item + "/approve", "{}").is(200);
  }

  private void write(UUID item, String caption) {
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': '%s'}}}".formatted(caption)))
        .is(200);
  }

  /** The item of the one product, with these facts. */
  private UUID product(String price, int stock) {
    return product(price, stock, "");
  }

  private UUID product(String price, int stock, String description) {
    var queued =
        shop.post(
            "/queue",
            json(
                """
                {'external_product_id': 'mug', 'title': 'Mug', 'price': %s, 'currency': 'EUR',
                 'stock': %d, 'description': '%s', 'platforms': ['INSTAGRAM']}"""
                    .formatted(price, stock, description)));
    assertThat(queued.status()).isIn(200, 201);
    return queued.id();
  }

  private void rule(String rule) {
    shop.request(
            "PUT",
            "/queue/settings",
            json(
                """
                {'approval_policy': 'NONE', 'banned_claims': [], 'product_rule': '%s',
                 'generations_at_once': 2}"""
                    .formatted(rule)),
            Map.of())
        .is(200);
  }
}
