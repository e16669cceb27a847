package com.postpilot.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.Shop.Offer;
import com.postpilot.e2e.client.Http;
import com.postpilot.e2e.client.Queue;
import com.postpilot.e2e.client.Queue.Item;
import com.postpilot.e2e.client.Sandbox.Publication;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.e2e.suite.PostPilot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** From a product to an approved post, and what stops it on the way. */
@EndToEnd
class QueueJourneyIT {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration TIME_TO_CHANGE = Duration.ofSeconds(14);
  private static final Duration AHEAD = Duration.ofSeconds(8);

  @Test
  void productsBecomePostsThatReadAsTheyWereApprovedOnceOnEachPlatform(PostPilot postpilot) {
    try (var shop = Shop.open(postpilot, "INSTAGRAM", "FACEBOOK", "TIKTOK")) {
      var queue = shop.queue();
      var items =
          shop.written(
              List.of(shop.product("Blue mug", "18.00"), shop.product("Speckled bowl", "26.50")));

      var approved = items.stream().map(queue::approve).toList();
      var due = Instant.now().plus(AHEAD);
      approved.forEach(item -> queue.schedule(item, shop.accounts(), due));

      approved.forEach(item -> queue.awaitStatus(item, "PUBLISHED"));
      shop.assertSeen(approved);
      assertThat(shop.seen())
          .allMatch(seen -> !seen.publishedAt().isBefore(due) && seen.mediaCount() == 1);
    }
  }

  @Test
  void whereSomebodyHasToApproveNothingGoesAroundTheQueue(PostPilot postpilot) {
    try (var shop = Shop.open(postpilot, "INSTAGRAM")) {
      var queue = shop.queue();
      var owner = shop.owner();
      queue.settings("REQUIRED", "HOLD");
      var byHand = owner.createPost("By hand", owner.uploadPicture(), shop.accounts().getFirst());
      await("post-service to hear of the policy")
          .atMost(Shop.PATIENCE)
          .until(() -> isRefused(shop.send(byHand.id(), "schedule")));
      assertThat(isRefused(shop.send(byHand.id(), "publish"))).isTrue();

      var item = shop.written(List.of(shop.product("Blue mug", "18.00"))).getFirst();
      var body = Queue.schedule(shop.accounts(), Instant.now().plus(Shop.NOT_YET));
      assertThat(isRefused(queue.act(item, "schedule", body))).isTrue();
      var scheduled = shop.scheduled(item, Shop.NOT_YET);
      var post = scheduled.postId();

      owner.api().patch("/posts/" + post, Map.of("caption", "Changed by hand")).expect(200);

      var again = queue.awaitStatus(scheduled, "IN_REVIEW");
      assertThat(owner.read(post).status()).isEqualTo("DRAFT");
      var copy = owner.api().post("/posts/" + post + "/duplicate", Map.of()).expect(201).json();
      for (var id : List.of(post, UUID.fromString(copy.path("id").asString()))) {
        assertThat(isRefused(shop.send(id, "schedule"))).isTrue();
        assertThat(isRefused(shop.send(id, "publish"))).isTrue();
      }
      assertThat(isRefused(queue.act(again, "schedule", body))).isTrue();
      assertThat(shop.seen()).isEmpty();

      var approved = queue.approve(again);
      queue.schedule(approved, shop.accounts(), Instant.now().plus(SOON));
      queue.awaitStatus(approved, "PUBLISHED");
      assertThat(shop.seen())
          .extracting(Publication::caption)
          .containsExactly(approved.captions().get("INSTAGRAM").rendered());
    }
  }

  private static boolean isRefused(Http.Answer answer) {
    return answer.status() == 409 && answer.problem().equals("approval_required");
  }

  /** Something that is done to a scheduled item, and what the item is then. */
  private record Deed(String name, Consumer<Item> deed, String status) {}

  @Test
  void whateverChangesAnApprovedItemTakesItsPostOffTheSchedule(PostPilot postpilot) {
    try (var shop = Shop.open(postpilot, "INSTAGRAM")) {
      var queue = shop.queue();
      var api = shop.owner().api();
      queue.settings("NONE", "REAPPROVE");
      var other = Map.of("INSTAGRAM", Map.of("caption", "Another caption"));
      var picture = shop.owner().uploadPicture();
      var deeds =
          List.of(
              new Deed("words", item -> queue.edit(item, Map.of("captions", other)), "IN_REVIEW"),
              new Deed(
                  "hashtags",
                  item ->
                      queue.edit(
                          item,
                          Map.of("captions", Map.of("INSTAGRAM", Map.of("hashtags", List.of())))),
                  "IN_REVIEW"),
              new Deed(
                  "options",
                  item ->
                      queue.edit(
                          item, Map.of("options", Map.of("INSTAGRAM", Map.of("kind", "FEED")))),
                  "IN_REVIEW"),
              new Deed(
                  "picture",
                  item -> queue.edit(item, Map.of("media", List.of(Map.of("id", picture.id())))),
                  "IN_REVIEW"),
              new Deed(
                  "price",
                  item -> queue.edit(item, Map.of("product", Map.of("price", 17))),
                  "IN_REVIEW"),
              new Deed("shop", item -> queue.add(shop.product("Mug shop", "17.00")), "IN_REVIEW"),
              new Deed("writer", item -> queue.write(List.of(item)), "IN_REVIEW"),
              new Deed(
                  "no",
                  item -> queue.act(item, "reject", Map.of("reason", "Dull.")).expect(200),
                  "REJECTED"),
              new Deed(
                  "look", item -> queue.act(item, "reopen", Map.of()).expect(200), "IN_REVIEW"),
              new Deed("bulk", item -> queue.bulk("reopen", List.of(item)), "IN_REVIEW"),
              new Deed(
                  "post",
                  item ->
                      api.patch("/posts/" + item.postId(), Map.of("caption", "By hand"))
                          .expect(200),
                  "IN_REVIEW"),
              new Deed(
                  "end", item -> api.delete("/posts/" + item.postId()).expect(204), "APPROVED"));
      var written =
          shop.written(
              deeds.stream()
                  .<Map<String, ?>>map(deed -> shop.product("Mug " + deed.name(), "18.00"))
                  .toList());
      var scheduled = written.stream().map(item -> shop.scheduled(item, Shop.NOT_YET)).toList();

      var gone =
          shop.scheduled(
              shop.written(List.of(shop.product("Mug", "18.00"))).getFirst(), Shop.NOT_YET);

      var softly = new SoftAssertions();
      for (int i = 0; i < deeds.size(); i++) {
        var deed = deeds.get(i);
        var item = scheduled.get(i);
        deed.deed().accept(item);
        softly
            .assertThatCode(() -> queue.awaitStatus(item, deed.status()))
            .as(deed.name())
            .doesNotThrowAnyException();
        softly
            .assertThatCode(() -> shop.awaitOffSchedule(item.postId()))
            .as(deed.name())
            .doesNotThrowAnyException();
      }
      softly.assertAll();
      api.delete("/queue/" + gone.id()).expect(204);
      shop.awaitOffSchedule(gone.postId());
    }
  }

  private static Offer at(String price, int stock) {
    return new Offer(price, stock);
  }

  @Test
  void aPostWaitsWhileItsProductIsNotWhatWasApproved(PostPilot postpilot) {
    try (var shop = Shop.open(postpilot, "INSTAGRAM", "FACEBOOK")) {
      var queue = shop.queue();
      queue.settings("REQUIRED", "HOLD");
      var written =
          queue.write(
              shop.take(at("47.35", 12), at("47.35", 12), at("47.35", 12), at("47.35", 12)));
      var approved = written.stream().map(queue::approve).toList();
      var due = Instant.now().plus(TIME_TO_CHANGE);
      approved.forEach(item -> queue.schedule(item, shop.accounts(), due));
      var cheaper = queue.read(approved.get(0));
      var soldOut = queue.read(approved.get(1));
      var backAgain = queue.read(approved.get(2));
      var untouched = queue.read(approved.get(3));

      shop.take(at("41.15", 12), at("47.35", 0), at("41.15", 12), at("47.35", 11));
      for (var item : List.of(cheaper, soldOut, backAgain)) {
        shop.awaitHeld(item.postId(), "PRODUCT_CHANGED");
      }
      assertThat(Instant.now()).as("all is changed in time").isBefore(due);

      queue.awaitStatus(untouched, "PUBLISHED");
      shop.assertSeen(List.of(untouched));
      shop.take(at("41.15", 12), at("47.35", 3), at("47.35", 12), at("47.35", 11));
      queue.awaitStatus(backAgain, "PUBLISHED");
      queue.awaitStatus(soldOut, "PUBLISHED");
      shop.assertSeen(List.of(untouched, backAgain, soldOut));

      queue.act(cheaper, "reopen", Map.of()).expect(200);
      var rewritten = queue.approve(queue.write(List.of(cheaper)).getFirst());
      queue.schedule(rewritten, shop.accounts(), Instant.now().plus(SOON));
      queue.awaitStatus(rewritten, "PUBLISHED");
      shop.assertSeen(List.of(untouched, backAgain, soldOut, rewritten));
      assertThat(rewritten.captions().values())
          .noneMatch(caption -> caption.caption().contains("47"))
          .anyMatch(caption -> caption.caption().contains("41"));
    }
  }

  @Test
  void anItemWhosePostCameToNothingSaysWhyAndCanBeTriedAgain(PostPilot postpilot) {
    try (var shop = Shop.open(postpilot, "INSTAGRAM")) {
      var queue = shop.queue();
      var item = shop.written(List.of(shop.product("Blue mug", "18.00"))).getFirst();
      var handle = shop.accounts().getFirst().handle();
      postpilot
          .sandbox()
          .fail(
              "container",
              "error_before_apply",
              Map.of("account", handle, "times", 1, "error_code", 36003, "error_subcode", 2207009));

      shop.scheduled(item, SOON);

      var failed = queue.awaitStatus(item, "FAILED");
      assertThat(failed.failure().code()).isEqualTo("publishing_failed");
      assertThat(failed.failure().message()).contains("shape", "Crop the picture");
      assertThat(shop.seen()).isEmpty();

      queue.act(item, "reopen", Map.of()).expect(200);
      shop.scheduled(item, SOON);
      queue.awaitStatus(item, "PUBLISHED");
      assertThat(shop.seen()).hasSize(1);
    }
  }
}
