package com.postpilot.e2e.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.client.Owner.Account;
import com.postpilot.e2e.client.Owner.Media;
import com.postpilot.e2e.client.Queue;
import com.postpilot.e2e.client.Queue.Item;
import com.postpilot.e2e.client.Sandbox.Publication;
import com.postpilot.e2e.suite.Distributed;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.standalone.Service;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of queue-service while an item becomes a post, and a broker that is away. */
@EndToEnd
class QueueCrashIT {
  private static final Duration AHEAD = Duration.ofSeconds(5);

  /** A shop with approved items that show a picture of their own. */
  private record Shop(
      Distributed postpilot, Owner owner, Queue queue, Account account, Media picture) {

    static Shop open(Distributed postpilot) {
      var owner = postpilot.register();
      return new Shop(
          postpilot, owner, owner.queue(), owner.connectInstagram(), owner.uploadPicture());
    }

    List<Item> approved(String... titles) {
      var items = queue.add(Stream.of(titles).<Map<String, ?>>map(this::product).toList());
      return queue.write(items).stream().map(queue::approve).toList();
    }

    private Map<String, ?> product(String title) {
      return Map.of(
          "title",
          title,
          "price",
          new BigDecimal("18.00"),
          "currency",
          "EUR",
          "platforms",
          List.of("INSTAGRAM"),
          "media",
          List.of(Map.of("id", picture.id())));
    }

    /** Asks, and does not live to hear the answer. */
    CompletableFuture<Void> scheduleInVain(Item item, Instant due) {
      return CompletableFuture.runAsync(
          () -> {
            try {
              queue.schedule(item, List.of(account), due);
            } catch (UncheckedIOException | AssertionError e) {
              // The gateway says that nobody answers, or says nothing either.
            }
          });
    }

    /** Each went out once, as it was approved, and the queue knows it. */
    void assertEachWentOutOnce(List<Item> items) {
      items.forEach(item -> queue.awaitStatus(item, "PUBLISHED"));
      assertThat(postpilot.sandbox().publicationsOf(account.handle()))
          .extracting(Publication::caption)
          .containsExactlyInAnyOrderElementsOf(
              items.stream().map(item -> item.captions().get("INSTAGRAM").rendered()).toList());
      assertThat(owner.api().get("/posts?limit=100").expect(200).json().path("items"))
          .hasSize(items.size());
    }
  }

  @Test
  void anItemWhoseQueueIsKilledBeforePostServiceHasAnsweredBecomesOnePost(Distributed postpilot)
      throws Exception {
    var shop = Shop.open(postpilot);
    var queueService = postpilot.process(Service.QUEUE_SERVICE);
    var items = shop.approved("Blue mug", "Speckled bowl");
    var due = Instant.now().plus(AHEAD);

    try (var hold = postpilot.hold(Service.POST_SERVICE, "post", "insert")) {
      var asked = items.stream().map(item -> shop.scheduleInVain(item, due)).toList();
      hold.awaitReached();
      queueService.kill();
      asked.forEach(CompletableFuture::join);
    }
    queueService.start().awaitReady();

    // The owner of one tries again, if he is faster than the queue; the other is left alone.
    var body = Queue.schedule(List.of(shop.account()), due);
    assertThat(shop.queue().act(items.getFirst(), "schedule", body).status()).isIn(200, 409);
    shop.assertEachWentOutOnce(items);
  }

  @Test
  void anItemWhoseQueueIsKilledBeforeItKeepsTheAnswerBecomesOnePost(Distributed postpilot)
      throws Exception {
    var shop = Shop.open(postpilot);
    var queueService = postpilot.process(Service.QUEUE_SERVICE);
    var items = shop.approved("Blue mug", "Speckled bowl");
    var due = Instant.now().plus(AHEAD);

    try (var hold = postpilot.hold(Service.QUEUE_SERVICE, "scheduling", "delete")) {
      var asked = items.stream().map(item -> shop.scheduleInVain(item, due)).toList();
      hold.awaitReached();
      queueService.kill();
      asked.forEach(CompletableFuture::join);
    }
    queueService.start().awaitReady();

    shop.assertEachWentOutOnce(items);
  }

  @Test
  void whileKafkaIsAwayItemsAreStillWrittenApprovedAndScheduled(Distributed postpilot) {
    var shop = Shop.open(postpilot);
    postpilot.kafka().kill();

    var items = shop.approved("Blue mug", "Speckled bowl");
    var due = Instant.now().plus(AHEAD);
    for (var item : items) {
      var scheduled = shop.queue().schedule(item, List.of(shop.account()), due);
      assertThat(scheduled.status()).isEqualTo("SCHEDULED");
    }
    postpilot.kafka().start().awaitReady();

    shop.assertEachWentOutOnce(items);
  }
}
