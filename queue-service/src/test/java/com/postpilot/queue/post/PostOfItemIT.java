package com.postpilot.queue.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostEvent;
import com.postpilot.common.contract.PostEvent.PostChanged;
import com.postpilot.common.contract.PostEvent.PostScheduled;
import com.postpilot.common.contract.PostEvent.PostUnscheduled;
import com.postpilot.common.contract.PostEvent.TargetConfirmed;
import com.postpilot.common.contract.PostEvent.TargetHeld;
import com.postpilot.common.contract.PostEvent.TargetResumed;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.testing.TestKafka;
import com.postpilot.queue.QueueServiceIT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an item shows of its post, which lives elsewhere. */
class PostOfItemIT extends QueueServiceIT {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant TOMORROW = Instant.parse("2026-11-21T12:00:00Z");

  @Autowired HoldPruning pruning;

  private UUID item;
  private UUID post;
  private UUID first;
  private UUID second;

  @BeforeEach
  void schedule() {
    item = shop.written("Mug", "A mug.");
    assertThat(shop.read(item).at("/post")).isEqualTo("null");
    shop.post(
            "/queue/" + item + "/schedule",
            json(
                """
                    {'account_ids': ['%s', '%s'],
                     'schedule': {'scheduled_at': '2099-01-01T09:00:00Z'}}"""
                    .formatted(NEIGHBOURS.account("INSTAGRAM"), NEIGHBOURS.account("INSTAGRAM"))))
        .is(200);
    var scheduled = shop.read(item);
    post = UUID.fromString(scheduled.at("/post/id"));
    first = UUID.fromString(scheduled.at("/post/targets/0/id"));
    second = UUID.fromString(scheduled.at("/post/targets/1/id"));
  }

  @Test
  void whatWaitsIsShownWithWhyAndWhatToDoUntilItGoesOn() {
    held(first);

    shows("/post/targets/0/hold/reason", "QUOTA");
    var shown = shop.read(item);
    assertThat(shown.at("/post/id")).isEqualTo(shown.at("/post_id"));
    assertThat(shown.at("/post/targets/0/platform")).isEqualTo("INSTAGRAM");
    assertThat(shown.at("/post/targets/0/outcome")).isEqualTo("null");
    assertThat(shown.at("/post/targets/0/hold/detail")).isEqualTo("Enough for today.");
    assertThat(shown.at("/post/targets/0/hold/action")).isEqualTo("Nothing.");
    assertThat(shown.at("/post/targets/0/hold/next_action_at")).isEqualTo(TOMORROW.toString());
    assertThat(shown.at("/post/targets/1/hold")).isEqualTo("null");
    assertThat(shown.at("/status")).isEqualTo("SCHEDULED");
    assertThat(shop.get("/queue").is(200).at("/items/0/post/targets/0/hold/reason"))
        .isEqualTo("QUOTA");

    send(new TargetResumed(UUID.randomUUID(), shop.id, post, first, NOW));
    shows("/post/targets/0/hold", "null");

    held(first);
    shows("/post/targets/0/hold/reason", "QUOTA");
    send(new PostScheduled(UUID.randomUUID(), shop.id, post, List.of(first), TOMORROW, 2, NOW));
    shows("/post/targets/0/hold", "null");
  }

  @Test
  void takenOffTheScheduleItWaitsForNothing() {
    held(first);
    held(second);
    shows("/post/targets/1/hold/reason", "QUOTA");

    send(new PostUnscheduled(UUID.randomUUID(), shop.id, post, 2, NOW));

    shows("/post/targets/0/hold", "null");
    shows("/post/targets/1/hold", "null");
    shows("/status", "APPROVED");
  }

  @Test
  void whatIsOutWaitsNoMore() {
    held(first);
    shows("/post/targets/0/hold/reason", "QUOTA");

    TestKafka.instance()
        .send(
            new PostPublished(
                UUID.randomUUID(),
                shop.id,
                UUID.randomUUID(),
                post,
                first,
                UUID.randomUUID(),
                Platform.INSTAGRAM,
                "remote",
                NOW,
                NOW));

    shows("/post/targets/0/outcome", "PUBLISHED");
    shows("/post/targets/0/hold", "null");
    assertThat(shop.status(item)).isEqualTo("SCHEDULED");

    send(new TargetConfirmed(UUID.randomUUID(), shop.id, post, second, NOW));
    shows("/post/targets/1/outcome", "PUBLISHED");
    shows("/status", "PUBLISHED");
  }

  @Test
  void anAccountThatThePostHasNoMoreIsWaitedForNoMore() {
    send(new PostChanged(UUID.randomUUID(), shop.id, post, List.of(second), 2, null, NOW));

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(shop.read(item).body().at("/post/targets").size()).isOne());
    send(new TargetConfirmed(UUID.randomUUID(), shop.id, post, second, NOW));
    shows("/status", "PUBLISHED");
  }

  @Test
  void aHoldThatNobodyWillEndIsForgotten() {
    for (var held : List.of(post, UUID.randomUUID())) {
      execute("insert into product_hold values ('%s', '%s')".formatted(held, shop.id));
    }

    pruning.prune();

    assertThat(uuid("select post_id from product_hold where workspace_id = '" + shop.id + "'"))
        .isEqualTo(post);
    assertThat(count("select count(*) from product_hold where workspace_id = '" + shop.id + "'"))
        .isOne();
  }

  private void held(UUID target) {
    send(
        new TargetHeld(
            UUID.randomUUID(),
            shop.id,
            post,
            target,
            Platform.INSTAGRAM,
            HoldReason.QUOTA,
            "Enough for today.",
            "Nothing.",
            TOMORROW,
            NOW));
  }

  private static void send(PostEvent event) {
    TestKafka.instance().send(event);
  }

  private void shows(String pointer, String value) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(shop.read(item).at(pointer)).isEqualTo(value));
  }
}
