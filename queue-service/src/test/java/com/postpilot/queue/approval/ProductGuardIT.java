package com.postpilot.queue.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.queue.QueueServiceIT;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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

    told(item, "unschedule");
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.read(item).body().at("/product/price/amount").asDouble()).isEqualTo(19.9);
  }

  @Test
  void theOldPriceIsReplacedAndSomebodyLooksAtIt() {
    rule("REPLACE_PRICE");
    var item = scheduled();

    product("19.90", 5);

    told(item, "unschedule");
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.read(item).at("/captions/INSTAGRAM/caption")).isEqualTo("A mug for 19.90 EUR.");
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
  void whatNobodySeesOrPaysChangesNothing() {
    rule("REAPPROVE");
    var item = approved();

    product("24.90", 4);

    assertThat(shop.status(item)).isEqualTo("APPROVED");
  }

  private void told(UUID item, String... acts) {
    var post = UUID.fromString(shop.read(item).at("/post_id"));
    await().untilAsserted(() -> assertThat(NEIGHBOURS.told(post)).isEqualTo(List.of(acts)));
  }

  private UUID scheduled() {
    var item = approved();
    shop.post(
            "/queue/" + item + "/schedule",
            json(
                "{'account_ids': ['%s'], 'schedule': {'scheduled_at': '2099-01-01T09:00:00Z'}}"
                    .formatted(NEIGHBOURS.account("INSTAGRAM"))))
        .is(200);
    return item;
  }

  private UUID approved() {
    var item = product("24.90", 5);
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': '%s'}}}".formatted(CAPTION)))
        .is(200);
    shop.post("/queue/" + item + "/approve", "{}").is(200);
    return item;
  }

  /** The item of the one product, with these facts. */
  private UUID product(String price, int stock) {
    var queued =
        shop.post(
            "/queue",
            json(
                """
                {'external_product_id': 'mug', 'title': 'Mug', 'price': %s, 'currency': 'EUR',
                 'stock': %d, 'platforms': ['INSTAGRAM']}"""
                    .formatted(price, stock)));
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
