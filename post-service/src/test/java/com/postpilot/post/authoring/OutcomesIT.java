package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PostEvent;
import com.postpilot.common.contract.PublisherOutcome;
import com.postpilot.common.contract.Topics;
import com.postpilot.post.PostServiceIT;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What each outcome makes of a target in each state. */
class OutcomesIT extends PostServiceIT {
  @Autowired Outcomes outcomes;

  /** A post whose one target is under way. */
  private Outcome dispatched() {
    var account = shop.instagram();
    var post = shop.dueNow("outcome", account);
    var target = shop.targetId(post);
    return Outcome.of(shop.id, post, target, inFlight(target)).account(account);
  }

  /** The next delivery of the same target. */
  private Outcome again(Outcome before) {
    var delivery = inFlight(before.targetId());
    assertThat(delivery).isNotEqualTo(before.deliveryId());
    return new Outcome(shop.id, before.postId(), before.targetId(), delivery, before.accountId());
  }

  /** What the publisher was told of this delivery. */
  private static PostDue announced(Outcome delivery) {
    try (var topic = KAFKA.follow(Topics.POST_DUE)) {
      return await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  topic.events(PostDue.class).stream()
                      .filter(due -> due.eventId().equals(delivery.deliveryId()))
                      .findFirst(),
              Optional::isPresent)
          .orElseThrow();
    }
  }

  @Test
  void aFailureTellsWhatIsWrongAndWhatToDo() {
    var delivery = dispatched();

    outcomes.apply(delivery.failed());

    var target = shop.target(delivery.postId());
    assertThat(target.get("status").asString()).isEqualTo("FAILED");
    assertThat(target.get("failure").get("code").asString()).isEqualTo("36003/2207009");
    assertThat(target.get("failure").get("message").asString())
        .isEqualTo("The picture is too wide.");
    assertThat(target.get("failure").get("action").asString()).isEqualTo("Crop it.");
    assertThat(shop.timeline(delivery.postId()))
        .containsExactly("created", "scheduled", "dispatched", "failed");
    assertThat(rows(delivery.targetId())).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aHoldKeepsItsReason(HoldReason reason) {
    var delivery = dispatched();
    var retryAt = inHours(1);

    outcomes.apply(delivery.held(reason, 1L, retryAt));

    var target = shop.target(delivery.postId());
    assertThat(target.get("status").asString()).isEqualTo("HELD");
    assertThat(target.get("hold_reason").asString()).isEqualTo(reason.name());
    assertThat(target.get("failure").get("action").asString()).isNotBlank();
    if (Set.of(HoldReason.QUOTA, HoldReason.UNAVAILABLE).contains(reason)) {
      assertThat(Instant.parse(target.get("next_action_at").asString())).isEqualTo(retryAt);
    } else {
      assertThat(target.get("next_action_at").isNull()).isTrue();
    }
    assertThat(rows(delivery.targetId())).isZero();
  }

  @Test
  void anEventCountsOnce() {
    var delivery = dispatched();
    var failed = delivery.failed();
    outcomes.apply(failed);
    shop.post("/posts/" + delivery.postId() + "/retry", "{}").is(200);
    inFlight(delivery.targetId());

    outcomes.apply(failed);

    assertThat(shop.status(delivery.postId())).isEqualTo("DISPATCHED");
    assertThat(shop.timeline(delivery.postId())).containsOnlyOnce("failed");
  }

  @Test
  void failuresAndHoldsOfAnOldDeliveryAreIgnored() {
    var first = dispatched();
    outcomes.apply(first.failed());
    shop.post("/posts/" + first.postId() + "/retry", "{}").is(200);
    var second = again(first);

    outcomes.apply(first.failed());
    outcomes.apply(first.held(HoldReason.UNCONFIRMED, null, null));

    assertThat(shop.status(first.postId())).isEqualTo("DISPATCHED");
    outcomes.apply(second.published());
    outcomes.apply(second.failed());
    outcomes.apply(second.held(HoldReason.QUOTA, null, null));
    assertThat(shop.status(first.postId())).isEqualTo("PUBLISHED");
  }

  @Test
  void aFailedPostThatWasPublishedAfterAllIsPublished() {
    var delivery = dispatched();
    outcomes.apply(delivery.failed());

    outcomes.apply(delivery.published());

    isPublished(delivery);
    assertThat(shop.target(delivery.postId()).get("failure").isNull()).isTrue();
  }

  @Test
  void aHeldPostThatWasPublishedAfterAllIsPublished() {
    var delivery = dispatched();
    outcomes.apply(delivery.held(HoldReason.UNCONFIRMED, null, null));

    outcomes.apply(delivery.published());

    isPublished(delivery);
    assertThat(shop.target(delivery.postId()).get("hold_reason").isNull()).isTrue();
  }

  @Test
  void aPostScheduledAgainThatWasPublishedAfterAllIsNotSentAgain() {
    var delivery = dispatched();
    outcomes.apply(delivery.held(HoldReason.ACCOUNT_RESTRICTED, null, null));
    shop.schedule(delivery.postId(), inHours(2)).is(200);

    outcomes.apply(delivery.published());

    isPublished(delivery);
    assertThat(count("select count(*) from due where target_id = '" + delivery.targetId() + "'"))
        .isZero();
  }

  @Test
  void aPostDispatchedAgainThatWasPublishedAfterAllIsPublishedOnce() {
    var first = dispatched();
    outcomes.apply(first.failed());
    shop.post("/posts/" + first.postId() + "/retry", "{}").is(200);
    var second = again(first);

    outcomes.apply(first.published());
    isPublished(first);
    outcomes.apply(second.published()); // the worker answers for its newer delivery, too

    isPublished(first);
    assertThat(shop.timeline(first.postId())).containsOnlyOnce("published");
  }

  @Test
  void aDraftThatWasPublishedAfterAllIsPublished() {
    var delivery = dispatched();
    outcomes.apply(delivery.held(HoldReason.QUOTA, null, inHours(1)));
    shop.post("/posts/" + delivery.postId() + "/unschedule", "{}").is(200);
    assertThat(shop.status(delivery.postId())).isEqualTo("DRAFT");

    outcomes.apply(delivery.published());

    isPublished(delivery);
  }

  @Test
  void aDeletedPostThatWasPublishedAfterAllIsKnownToBe() {
    var delivery = dispatched();
    outcomes.apply(delivery.failed());
    shop.delete("/posts/" + delivery.postId()).is(204);

    outcomes.apply(delivery.published());

    assertThat(
            count(
                "select count(*) from post_target where state = 'PUBLISHED' and id = '"
                    + delivery.targetId()
                    + "'"))
        .isOne();
    shop.get("/posts/" + delivery.postId()).is(404);
  }

  @Test
  void detailsComeLateAndNeverChangeTheStatus() {
    var delivery = dispatched();
    outcomes.apply(delivery.details()); // before it is published: nothing to add them to
    assertThat(shop.status(delivery.postId())).isEqualTo("DISPATCHED");

    outcomes.apply(delivery.published());
    outcomes.apply(delivery.details());

    assertThat(shop.target(delivery.postId()).get("permalink").asString())
        .isEqualTo("https://www.instagram.com/p/abc/");
    assertThat(shop.status(delivery.postId())).isEqualTo("PUBLISHED");
  }

  @Test
  void progressIsToldOnTheTimelineAndIsNoOutcome() {
    var delivery = dispatched();
    var next = inHours(1);

    outcomes.apply(delivery.progress(next));

    assertThat(shop.status(delivery.postId())).isEqualTo("DISPATCHED");
    assertThat(shop.timeline(delivery.postId())).contains("claimed");
    assertThat(Instant.parse(shop.target(delivery.postId()).get("next_action_at").asString()))
        .isEqualTo(next);

    outcomes.apply(delivery.failed());
    outcomes.apply(delivery.progress(inHours(2))); // late
    assertThat(shop.target(delivery.postId()).get("next_action_at").isNull()).isTrue();
  }

  @Test
  void anOutcomeOfNothingThatExistsIsDropped() {
    outcomes.apply(
        Outcome.of(shop.id, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()).published());

    var delivery = dispatched();
    PublisherOutcome stranger =
        Outcome.of(UUID.randomUUID(), delivery.postId(), delivery.targetId(), delivery.deliveryId())
            .published();
    outcomes.apply(stranger);

    assertThat(shop.status(delivery.postId()))
        .as("another workspace's word")
        .isEqualTo("DISPATCHED");
  }

  @Test
  void aQuotaHoldGoesOnByItselfWhenItsTimeHasCome() {
    var delivery = dispatched();

    outcomes.apply(delivery.held(HoldReason.QUOTA, null, Instant.now().plusMillis(300)));

    again(delivery);
    assertThat(shop.timeline(delivery.postId())).contains("held", "resumed");
  }

  @Test
  void aQuotaHoldThatEndsTooLateIsForAPerson() {
    var delivery = dispatched();
    execute(
        "update post_target set due_at = due_at - interval '61 minutes' where id = '%s'"
            .formatted(delivery.targetId()));

    outcomes.apply(delivery.held(HoldReason.QUOTA, null, Instant.now()));

    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> shop.target(delivery.postId()).get("hold_reason").asString(),
            "MISSED_WINDOW"::equals);
    shop.post("/posts/" + delivery.postId() + "/retry", "{}").is(200);
    again(delivery);
  }

  @Test
  void whatNobodyKnowsIsResolvedByAPerson() {
    var live = dispatched();
    outcomes.apply(live.held(HoldReason.UNCONFIRMED, null, null));
    shop.post(resolve(live), "{\"outcome\": \"published\"}").is(200);
    assertThat(shop.status(live.postId())).isEqualTo("PUBLISHED");
    assertThat(shop.post(resolve(live), "{\"outcome\": \"absent\"}").is(409).code())
        .isEqualTo("state_conflict");

    var absent = dispatched();
    outcomes.apply(absent.held(HoldReason.UNCONFIRMED, null, null));
    shop.post(resolve(absent), "{\"outcome\": \"absent\"}").is(200);
    assertThat(announced(again(absent)).absentUntil()).isNotNull();
    assertThat(announced(absent).absentUntil()).isNull();
  }

  @Test
  void othersHearWhyATargetWaitsAndWhatEndsIt() {
    try (var lifecycle = KAFKA.follow(Topics.POST_LIFECYCLE)) {
      var delivery = dispatched();
      outcomes.apply(delivery.held(HoldReason.QUOTA, null, Instant.now().plusMillis(300)));
      var resumed = again(delivery);
      outcomes.apply(resumed.held(HoldReason.UNCONFIRMED, null, null));
      shop.post(resolve(delivery), "{\"outcome\": \"published\"}").is(200);

      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(
                          lifecycle.events(PostEvent.class).stream()
                              .filter(event -> event.postId().equals(delivery.postId()))
                              .filter(event -> !(event instanceof PostEvent.PostScheduled)))
                      .satisfiesExactly(
                          first ->
                              assertThat(first)
                                  .isInstanceOfSatisfying(
                                      PostEvent.TargetHeld.class,
                                      held -> {
                                        assertThat(held.targetId()).isEqualTo(delivery.targetId());
                                        assertThat(held.reason()).isEqualTo(HoldReason.QUOTA);
                                        assertThat(held.detail())
                                            .isEqualTo("The platform refused.");
                                        assertThat(held.action()).startsWith("Nothing");
                                        assertThat(held.nextActionAt()).isNotNull();
                                      }),
                          second -> assertThat(second).isInstanceOf(PostEvent.TargetResumed.class),
                          third ->
                              assertThat(third)
                                  .isInstanceOfSatisfying(
                                      PostEvent.TargetHeld.class,
                                      held ->
                                          assertThat(held.reason())
                                              .isEqualTo(HoldReason.UNCONFIRMED)),
                          last -> assertThat(last).isInstanceOf(PostEvent.TargetConfirmed.class)));
    }
  }

  @Test
  void onlyWhatIsUnconfirmedCanBeResolved() {
    var delivery = dispatched();
    outcomes.apply(delivery.held(HoldReason.QUOTA, null, inHours(1)));

    assertThat(shop.post(resolve(delivery), "{\"outcome\": \"published\"}").is(409).code())
        .isEqualTo("state_conflict");
    assertThat(shop.post(resolve(delivery), "{\"outcome\": \"maybe\"}").is(422).field())
        .isEqualTo("outcome");
  }

  @Test
  void retryIsForWhatFailedOrWaits() {
    var delivery = dispatched();
    assertThat(shop.post("/posts/" + delivery.postId() + "/retry", "{}").is(409).code())
        .isEqualTo("already_dispatched");
    assertThat(shop.post("/posts/" + shop.draft("draft") + "/retry", "{}").is(409).code())
        .isEqualTo("state_conflict");
  }

  @Test
  void aSingleTargetIsRetriedAndTheOthersStayAsTheyAre() {
    var good = shop.instagram();
    var bad = shop.instagram();
    var worse = shop.instagram();
    var post =
        shop.post(
                "/posts",
                """
                {"caption": "partly", "media": [{"id": "%s"}], "targets":
                  [{"account_id": "%s"}, {"account_id": "%s"}, {"account_id": "%s"}]}"""
                    .formatted(shop.picture(), good, bad, worse))
            .is(201)
            .id();
    shop.post("/posts/" + post + "/publish", "{}").is(200);
    var deliveries = new ArrayList<Outcome>();
    shop.read(post)
        .body()
        .get("targets")
        .forEach(
            target -> {
              var id = UUID.fromString(target.get("id").asString());
              deliveries.add(Outcome.of(shop.id, post, id, inFlight(id)));
            });
    outcomes.apply(deliveries.get(0).published());
    outcomes.apply(deliveries.get(1).failed());
    outcomes.apply(deliveries.get(2).failed());
    assertThat(shop.status(post)).isEqualTo("PARTIALLY_PUBLISHED");
    var path = "/posts/" + post + "/retry";
    assertThat(shop.post(path, pick(deliveries.get(0), deliveries.get(1))).is(409).code())
        .as("one of them is live")
        .isEqualTo("state_conflict");

    // What failed may get a text of its own first; what is live is not touched by that.
    shop.patch(
            post,
            """
            {"targets": [{"account_id": "%s"}, {"account_id": "%s", "caption": "shorter"},
              {"account_id": "%s"}]}"""
                .formatted(good, bad, worse))
        .is(200);
    shop.post(path, pick(deliveries.get(1))).is(200);

    again(deliveries.get(1));
    var targets = shop.read(post).body().get("targets");
    assertThat(targets.get(0).get("status").asString()).isEqualTo("PUBLISHED");
    assertThat(targets.get(2).get("status").asString()).isEqualTo("FAILED");
    assertThat(shop.post(path, pick(deliveries.get(1))).is(409).code())
        .isEqualTo("already_dispatched");
    assertThat(shop.status(post)).isEqualTo("PUBLISHING");
  }

  private static String pick(Outcome... deliveries) {
    return "{\"target_ids\": [%s]}"
        .formatted(
            Arrays.stream(deliveries)
                .map(delivery -> "\"" + delivery.targetId() + "\"")
                .collect(Collectors.joining(",")));
  }

  @Test
  void whatIsLiveOnOneAccountCanNoLongerChangeForAll() {
    var delivery = dispatched();
    outcomes.apply(delivery.published());

    assertThat(shop.patch(delivery.postId(), "{\"caption\": \"x\"}").is(409).code())
        .isEqualTo("state_conflict");
    assertThat(shop.schedule(delivery.postId(), inHours(1)).is(409).code())
        .isEqualTo("state_conflict");
    shop.delete("/posts/" + delivery.postId()).is(204); // into the archive
  }

  @Test
  void whatIsBeingPublishedCannotBeTouched() {
    var post = dispatched().postId();

    for (var reply :
        new Reply[] {
          shop.patch(post, "{\"caption\": \"x\"}"),
          shop.schedule(post, inHours(1)),
          shop.post("/posts/" + post + "/unschedule", "{}"),
          shop.post("/posts/" + post + "/publish", "{}"),
          shop.delete("/posts/" + post)
        }) {
      assertThat(reply.is(409).code()).isEqualTo("already_dispatched");
    }
  }

  private static String resolve(Outcome delivery) {
    return "/posts/%s/targets/%s/resolve".formatted(delivery.postId(), delivery.targetId());
  }

  private void isPublished(Outcome delivery) {
    var target = shop.target(delivery.postId());
    assertThat(target.get("status").asString()).isEqualTo("PUBLISHED");
    assertThat(target.get("published_at").isNull()).isFalse();
    assertThat(rows(delivery.targetId())).isZero();
  }

  private static long rows(UUID target) {
    return count(
        "select (select count(*) from due where target_id = '%1$s') + (select count(*) from in_flight where target_id = '%1$s')"
            .formatted(target));
  }
}
