package com.postpilot.queue.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostEvent;
import com.postpilot.common.contract.PostEvent.PostChanged;
import com.postpilot.common.contract.PostEvent.PostScheduled;
import com.postpilot.common.contract.PostEvent.PostUnscheduled;
import com.postpilot.common.contract.PostEvent.TargetHeld;
import com.postpilot.common.contract.PublisherOutcome.PostFailed;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.testing.TestKafka;
import com.postpilot.queue.QueueServiceIT;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SchedulingIT extends QueueServiceIT {
  @Autowired EarlyEventPruning pruning;

  private final UUID account = NEIGHBOURS.account("INSTAGRAM");

  @Test
  void anApprovedItemBecomesAPost() {
    var item = approved("A mug.");

    var scheduled = schedule(item).is(200);

    assertThat(scheduled.at("/status")).isEqualTo("SCHEDULED");
    var made = NEIGHBOURS.postsOf(item);
    assertThat(made).hasSize(1);
    assertThat(made.getFirst().at("/targets/0/caption").asString()).isEqualTo("A mug.");
    assertThat(made.getFirst().at("/schedule/scheduled_at").asString())
        .isEqualTo("2099-01-01T09:00:00Z");
    assertThat(made.getFirst().at("/approval/content_hashes"))
        .isEqualTo(scheduled.body().at("/approval/content_hashes"));
  }

  @Test
  void anAnswerThatIsLostMakesNoSecondPost() {
    var item = approved("A mug.");
    NEIGHBOURS.forgetful(shop.id, true);
    assertThat(schedule(item).is(503).at("/detail")).contains("no second post");
    assertThat(shop.status(item)).isEqualTo("APPROVED");
    NEIGHBOURS.forgetful(shop.id, false);

    schedule(item).is(200);

    assertThat(shop.status(item)).isEqualTo("SCHEDULED");
    assertThat(NEIGHBOURS.postsOf(item)).hasSize(1);
  }

  @Test
  void whatACrashLeftOpenIsBroughtToItsEnd() {
    var item = approved("A mug.");
    NEIGHBOURS.forgetful(shop.id, true);
    schedule(item).is(503);
    NEIGHBOURS.forgetful(shop.id, false);

    askAgainNow(item);

    becomes(item, "SCHEDULED");
    assertThat(NEIGHBOURS.postsOf(item)).hasSize(1);
  }

  @Test
  void whatWasChangedBeforeTheAnswerCameDoesNotGoOut() {
    var item = approved("A mug.");
    NEIGHBOURS.forgetful(shop.id, true);
    schedule(item).is(503);
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'Another.'}}}")).is(200);
    NEIGHBOURS.forgetful(shop.id, false);

    await().until(() -> open(item) == 0);
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    await()
        .until(
            () -> count("select count(*) from errand where workspace_id = '" + shop.id + "'") == 0);
    assertThat(NEIGHBOURS.postsOf(item)).hasSize(1);
    assertThat(NEIGHBOURS.unscheduled(item)).isTrue();
  }

  @Test
  void whatWasOnItsWayBeforeTheAnswerCameIsFollowedByNoSecondPost() {
    var item = unheard();
    var post = NEIGHBOURS.postOf(item);
    NEIGHBOURS.dispatched(post);
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'Another.'}}}")).is(200);
    NEIGHBOURS.forgetful(shop.id, false);
    await().until(() -> open(item) == 0);
    await()
        .until(
            () -> count("select count(*) from errand where workspace_id = '" + shop.id + "'") == 0);
    shop.post("/queue/" + item + "/approve", "{}").is(200);

    assertThat(schedule(item).is(409).code()).isEqualTo("state_conflict");

    publish(post, NEIGHBOURS.targetOf(post));
    becomes(item, "PUBLISHED");
    assertThat(NEIGHBOURS.postsOf(item)).hasSize(1);
  }

  @Test
  void manyAtOnceMakeOnePost() throws Exception {
    var item = approved("A mug.");
    var calls = new ArrayList<Callable<Reply>>();
    for (int i = 0; i < 10; i++) {
      calls.add(() -> schedule(item));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var reply : threads.invokeAll(calls)) {
        assertThat(reply.get().status()).isIn(200, 409, 412, 503);
      }
    }

    becomes(item, "SCHEDULED");
    assertThat(NEIGHBOURS.postsOf(item)).hasSize(1);
  }

  @Test
  void whereNobodyIsAskedWhoSchedulesAnswersForIt() {
    var item = shop.written("Mug", "A mug.");

    var scheduled = schedule(item).is(200);

    assertThat(scheduled.at("/status")).isEqualTo("SCHEDULED");
    assertThat(scheduled.at("/approval/by")).isEqualTo(scheduled.at("/created_by"));
  }

  @Test
  void whereSomebodyIsAskedNothingIsScheduledWithout() {
    shop.request(
            "PUT",
            "/queue/settings",
            json(
                """
                {'approval_policy': 'REQUIRED', 'banned_claims': [], 'product_rule': 'HOLD',
                 'generations_at_once': 2}"""),
            Map.of())
        .is(200);
    var item = shop.written("Mug", "A mug.");

    assertThat(schedule(item).is(409).code()).isEqualTo("approval_required");

    assertThat(NEIGHBOURS.postsOf(item)).isEmpty();
  }

  @Test
  void anAccountNeedsACaption() {
    var item = approved("A mug.");

    var refusal =
        schedule(item, List.of(account, NEIGHBOURS.account("FACEBOOK"), UUID.randomUUID())).is(422);

    assertThat(refusal.at("/errors/0/field")).isEqualTo("account_ids[1]");
    assertThat(refusal.at("/errors/1/field")).isEqualTo("account_ids[2]");
    shop.post("/queue/" + item + "/schedule", "{}").is(422);
    new Workspace()
        .post(
            "/queue/" + item + "/schedule",
            json("{'account_ids': ['%s'], 'schedule': {}}".formatted(account)))
        .is(404);
  }

  @Test
  void anEditTakesThePostBackUnlessItIsOnItsWay() {
    var item = approved("A mug.");
    var post = post(schedule(item));

    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'Another.'}}}")).is(200);

    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(NEIGHBOURS.told(post)).contains("unschedule");

    var late = approved("A mug.");
    NEIGHBOURS.dispatched(post(schedule(late)));
    var refusal =
        shop.patch(late, json("{'captions': {'INSTAGRAM': {'caption': 'Another.'}}}")).is(409);
    assertThat(refusal.code()).isEqualTo("already_dispatched");
    assertThat(shop.status(late)).isEqualTo("SCHEDULED");
  }

  @Test
  void manyAreScheduledByOneRequestEachForItself() {
    var shared = approved("A mug.");
    var own = approved("Another mug.");
    var twice = shop.written("Mug", "A third mug.");
    schedule(twice).is(200);
    var elsewhere = NEIGHBOURS.account("INSTAGRAM");

    var results =
        shop.post(
                "/queue/bulk",
                json(
                    """
                    {'action': 'schedule', 'account_ids': ['%s'],
                     'schedule': {'scheduled_at': '2099-02-02T09:00:00Z'},
                     'items': [
                       {'id': '%s'},
                       {'id': '%s', 'account_ids': ['%s'],
                        'schedule': {'scheduled_at': '2099-03-03T09:00:00Z'}},
                       {'id': '%s'}, {'id': '%s'},
                       {'id': '%s', 'if_match': '\\"1\\"'}]}"""
                        .formatted(
                            account,
                            shared,
                            own,
                            elsewhere,
                            twice,
                            UUID.randomUUID(),
                            approved("Seen long ago."))))
            .is(200);

    assertThat(results.at("/succeeded")).isEqualTo("2");
    assertThat(results.at("/items/0/item/status")).isEqualTo("SCHEDULED");
    assertThat(results.at("/items/2/problem/code")).isEqualTo("state_conflict");
    assertThat(results.at("/items/3/status")).isEqualTo("404");
    assertThat(results.at("/items/4/status")).isEqualTo("412");
    var first = NEIGHBOURS.postsOf(shared).getFirst();
    assertThat(first.at("/targets/0/account_id").asString()).isEqualTo(account.toString());
    assertThat(first.at("/schedule/scheduled_at").asString()).startsWith("2099-02-02");
    var second = NEIGHBOURS.postsOf(own).getFirst();
    assertThat(second.at("/targets/0/account_id").asString()).isEqualTo(elsewhere.toString());
    assertThat(second.at("/schedule/scheduled_at").asString()).startsWith("2099-03-03");
    assertThat(NEIGHBOURS.postsOf(twice)).hasSize(1);
  }

  @Test
  void anOutcomeThatOvertakesTheAnswerCounts() {
    var published = unheard();
    publish(NEIGHBOURS.postOf(published), NEIGHBOURS.targetOf(NEIGHBOURS.postOf(published)));
    var failed = unheard();
    var now = Instant.now();
    TestKafka.instance().send(failure(NEIGHBOURS.postOf(failed)));
    var held = unheard();
    TestKafka.instance()
        .send(
            new TargetHeld(
                UUID.randomUUID(),
                shop.id,
                NEIGHBOURS.postOf(held),
                NEIGHBOURS.targetOf(NEIGHBOURS.postOf(held)),
                Platform.INSTAGRAM,
                HoldReason.NEEDS_REAUTH,
                "The account was disconnected.",
                "Connect it again.",
                null,
                now));
    var deleted = unheard();
    TestKafka.instance()
        .send(
            new PostEvent.PostDeleted(UUID.randomUUID(), shop.id, NEIGHBOURS.postOf(deleted), now));
    await().atMost(Duration.ofSeconds(30)).until(() -> early() == 4);
    NEIGHBOURS.forgetful(shop.id, false);

    for (var item : List.of(published, failed, held, deleted)) {
      askAgainNow(item);
    }

    becomes(published, "PUBLISHED");
    becomes(failed, "FAILED");
    assertThat(shop.read(failed).at("/failure/message")).isEqualTo("It is too long. Shorten it.");
    becomes(held, "SCHEDULED");
    assertThat(shop.read(held).at("/post/targets/0/hold/reason")).isEqualTo("NEEDS_REAUTH");
    await().until(() -> open(deleted) == 0);
    assertThat(shop.status(deleted)).isEqualTo("APPROVED");
    await().until(() -> early() == 0);
  }

  @Test
  void theAnswerItselfMayKnowTheOutcome() {
    var published = unheard();
    NEIGHBOURS.becomes(NEIGHBOURS.postOf(published), "PUBLISHED");
    var failed = unheard();
    NEIGHBOURS.becomes(NEIGHBOURS.postOf(failed), "FAILED");
    var held = unheard();
    NEIGHBOURS.becomes(NEIGHBOURS.postOf(held), "HELD");
    NEIGHBOURS.forgetful(shop.id, false);

    assertThat(schedule(published).is(200).at("/status")).isEqualTo("PUBLISHED");
    assertThat(schedule(failed).is(200).at("/status")).isEqualTo("FAILED");
    assertThat(shop.read(failed).at("/failure/message")).isEqualTo("It is not what it was. Look.");
    var waiting = schedule(held).is(200);
    assertThat(waiting.at("/status")).isEqualTo("SCHEDULED");
    assertThat(waiting.at("/post/targets/0/hold/detail")).isEqualTo("It is not what it was.");
  }

  @Test
  void whatIsToldOfOthersPostsIsKeptForNobody() {
    var item = approved("A mug.");
    publish(UUID.randomUUID(), UUID.randomUUID());
    publish(post(schedule(item)), target(item));

    becomes(item, "PUBLISHED");
    assertThat(early()).isZero();
  }

  @Test
  void whatIsKeptForAnAnswerGoesWithItAlsoWhileAnotherOneIsAskedFor() {
    var item = unheard();
    var other = unheard();
    execute("update scheduling set next_attempt_at = 'infinity' where item_id = '" + other + "'");
    for (var post : List.of(NEIGHBOURS.postOf(item), UUID.randomUUID())) {
      TestKafka.instance()
          .send(new PostUnscheduled(UUID.randomUUID(), shop.id, post, 2, Instant.now()));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> early() == 2);
    NEIGHBOURS.forgetful(shop.id, false);

    schedule(item).is(200);

    assertThat(open(other)).isOne();
    assertThat(early()).as("what is told of another post").isOne();
    pruning.prune();
    assertThat(early()).as("which may still be named").isOne();
    execute(
        "update early_event set kept_at = now() - interval '25 hours' where workspace_id = '%s'"
            .formatted(shop.id));
    pruning.prune();
    assertThat(early()).isZero();
  }

  /** An item whose post is made, which nobody here knows. */
  private UUID unheard() {
    var item = approved("A mug.");
    NEIGHBOURS.forgetful(shop.id, true);
    schedule(item).is(503);
    return item;
  }

  private long early() {
    return count("select count(*) from early_event where workspace_id = '" + shop.id + "'");
  }

  private PostFailed failure(UUID post) {
    return new PostFailed(
        UUID.randomUUID(),
        shop.id,
        UUID.randomUUID(),
        post,
        NEIGHBOURS.targetOf(post),
        account,
        Platform.INSTAGRAM,
        "x",
        "It is too long.",
        "Shorten it.",
        Instant.now());
  }

  @Test
  void aPostThatIsADraftAgainIsTheItemsOnlyAsLongAsItsApproval() {
    var item = approved("A mug.");
    var post = post(schedule(item));
    var now = Instant.now();
    TestKafka.instance().send(new PostUnscheduled(UUID.randomUUID(), shop.id, post, 2, now));
    becomes(item, "APPROVED");
    TestKafka.instance()
        .send(new PostScheduled(UUID.randomUUID(), shop.id, post, List.of(), now, 3, now));
    becomes(item, "SCHEDULED");
    TestKafka.instance().send(new PostUnscheduled(UUID.randomUUID(), shop.id, post, 4, now));
    becomes(item, "APPROVED");

    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'Another.'}}}")).is(200);
    assertThat(NEIGHBOURS.told(post)).as("its approval is taken back").contains("unschedule");
    shop.post("/queue/" + item + "/approve", "{}").is(200);
    TestKafka.instance()
        .send(new PostScheduled(UUID.randomUUID(), shop.id, post, List.of(), now, 5, now));
    var other = approved("Another mug.");
    TestKafka.instance()
        .send(new PostUnscheduled(UUID.randomUUID(), shop.id, post(schedule(other)), 2, now));

    becomes(other, "APPROVED");
    assertThat(shop.status(item)).as("that post says something else").isEqualTo("APPROVED");
  }

  @Test
  void anItemFollowsItsPost() {
    var published = approved("A mug.");
    publish(post(schedule(published)), target(published));
    becomes(published, "PUBLISHED");

    var failed = approved("A mug.");
    var post = post(schedule(failed));
    var now = Instant.now();
    TestKafka.instance()
        .send(
            new PostFailed(
                UUID.randomUUID(),
                shop.id,
                UUID.randomUUID(),
                post,
                target(failed),
                account,
                Platform.INSTAGRAM,
                "x",
                "It is too long.",
                "Shorten it.",
                now));
    becomes(failed, "FAILED");
    assertThat(shop.read(failed).at("/failure/message")).isEqualTo("It is too long. Shorten it.");
    publish(post, target(failed)); // somebody tried it again there
    becomes(failed, "PUBLISHED");

    var unscheduled = approved("A mug.");
    TestKafka.instance()
        .send(new PostUnscheduled(UUID.randomUUID(), shop.id, post(schedule(unscheduled)), 2, now));
    becomes(unscheduled, "APPROVED");

    var changed = approved("A mug.");
    TestKafka.instance()
        .send(
            new PostChanged(
                UUID.randomUUID(), shop.id, post(schedule(changed)), null, 2, changed, now));
    becomes(changed, "IN_REVIEW");
  }

  private void publish(UUID post, UUID target) {
    var now = Instant.now();
    TestKafka.instance()
        .send(
            new PostPublished(
                UUID.randomUUID(),
                shop.id,
                UUID.randomUUID(),
                post,
                target,
                account,
                Platform.INSTAGRAM,
                "remote",
                now,
                now));
  }

  private UUID approved(String caption) {
    var item = shop.written("Mug", caption);
    shop.post("/queue/" + item + "/approve", "{}").is(200);
    return item;
  }

  private Reply schedule(UUID item) {
    return schedule(item, List.of(account));
  }

  private Reply schedule(UUID item, List<UUID> accounts) {
    var ids = accounts.stream().map("'%s'"::formatted).toList();
    return shop.post(
        "/queue/" + item + "/schedule",
        json(
            "{'account_ids': %s, 'schedule': {'scheduled_at': '2099-01-01T09:00:00Z'}}"
                .formatted(ids)));
  }

  private static UUID post(Reply scheduled) {
    return UUID.fromString(scheduled.is(200).at("/post_id"));
  }

  private static UUID target(UUID item) {
    return uuid("select target_id from post_target where item_id = '" + item + "'");
  }

  private static long open(UUID item) {
    return count("select count(*) from scheduling where item_id = '" + item + "'");
  }

  private static void askAgainNow(UUID item) {
    execute("update scheduling set next_attempt_at = now() where item_id = '" + item + "'");
  }

  private void becomes(UUID item, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(shop.status(item)).isEqualTo(status));
  }
}
