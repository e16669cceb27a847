package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.AccountEvent.AccountNeedsReauth;
import com.postpilot.common.contract.AccountEvent.AccountReconnected;
import com.postpilot.common.contract.ApprovalPolicy;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PostEvent;
import com.postpilot.common.contract.PostEvent.PostChanged;
import com.postpilot.common.contract.QueueEvent.ApprovalPolicyChanged;
import com.postpilot.common.contract.Topics;
import com.postpilot.post.approval.ApprovalPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An approval is bound to content: no way leads around it, and no change leaves it standing. */
class ApprovalIT extends QueueIT {
  @Autowired ApprovalPolicies policies;
  @Autowired Connections connections;

  private void policy(ApprovalPolicy policy, long version) {
    policies.apply(new ApprovalPolicyChanged(Ids.next(), shop.id, policy, version, Instant.now()));
  }

  private static void lacksApproval(Reply reply) {
    assertThat(reply.is(409).code()).isEqualTo("approval_required");
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUIRED", "FOUR_EYES"})
  void noWayAroundTheQueueSchedulesAPostThatNobodyApproved(ApprovalPolicy asking) {
    var draft = shop.draft("Unapproved", instagram);
    var scheduled = shop.scheduled("Before the policy", instagram, inHours(3));
    var failed = failed(shop.scheduled("Failed", instagram, inHours(3)));
    var unconfirmed = unconfirmed(shop.scheduled("Unconfirmed", instagram, inHours(3)));
    var approved = scheduledItem();
    policy(asking, 1);

    lacksApproval(shop.schedule(draft, inHours(1)));
    lacksApproval(shop.schedule(scheduled, inHours(4)));
    lacksApproval(shop.post("/posts/" + draft + "/publish", "{}"));
    lacksApproval(shop.post("/posts/" + scheduled + "/publish", "{}"));
    lacksApproval(shop.post("/posts/" + failed + "/retry", "{}"));
    lacksApproval(
        shop.post(
            "/posts/%s/targets/%s/resolve".formatted(unconfirmed, shop.targetId(unconfirmed)),
            "{\"outcome\": \"absent\"}"));
    lacksApproval(
        shop.post(
            "/posts",
            draftJson("At once", instagram, picture)
                .replaceFirst(
                    "\\{", "{\"schedule\": {\"scheduled_at\": \"" + inHours(1) + "\"},")));
    var copy = shop.post("/posts/" + approved + "/duplicate", "{}").is(201).id();
    lacksApproval(shop.schedule(copy, inHours(1)));
    for (var action : List.of("schedule", "reschedule", "publish")) {
      var time =
          action.equals("publish")
              ? ""
              : ", \"schedule\": {\"scheduled_at\": \"" + inHours(2) + "\"}";
      var results =
          shop.post(
                  "/posts/bulk",
                  "{\"action\": \"%s\", \"items\": [{\"id\": \"%s\"%s}]}"
                      .formatted(action, scheduled, time))
              .is(200)
              .body()
              .get("items");
      assertThat(results.get(0).get("problem").get("code").asString())
          .as(action)
          .isEqualTo("approval_required");
    }

    assertThat(shop.status(scheduled)).as("what was scheduled before").isEqualTo("SCHEDULED");
    assertThat(due(draft) + due(failed) + due(unconfirmed) + due(copy)).isZero();
    shop.schedule(approved, inHours(5)).is(200);
    assertThat(due(approved)).isEqualTo(2);
  }

  @Test
  void whatWaitedForAConnectionStaysHeldIfNobodyApprovedIt() {
    var post = shop.scheduled("Waits", instagram, inHours(3));
    connections.apply(
        new AccountNeedsReauth(
            Ids.next(), shop.id, instagram, Platform.INSTAGRAM, "190/463", 1, Instant.now()));
    policy(ApprovalPolicy.REQUIRED, 1);

    connections.apply(reconnected());

    assertThat(shop.target(post).get("hold_reason").asString()).isEqualTo("APPROVAL_CHANGED");
    lacksApproval(shop.post("/posts/" + post + "/retry", "{}"));
  }

  @Test
  void aPostThatNobodyApprovedSaysSo() {
    var post = shop.draft("Unapproved", instagram);
    policy(ApprovalPolicy.REQUIRED, 1);

    var readiness = shop.get("/posts/" + post + "/readiness").is(200).body();

    assertThat(readiness.get("status").asString()).isEqualTo("blocked");
    assertThat(readiness.get("findings").get(0).get("code").asString())
        .isEqualTo("approval_required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'caption': 'Another text'}",
        "{'hashtags': ['sale']}",
        "{'media': [{'id': 'OTHER'}]}",
        "{'media': []}",
        "{'targets': [{'account_id': 'IG', 'caption': 'Its own'}, FACEBOOK]}",
        "{'targets': [{'account_id': 'IG', 'options': {'kind': 'FEED'}}, FACEBOOK]}",
        "{'targets': [{'account_id': 'IG', 'media': [{'id': 'OTHER'}]}, FACEBOOK]}",
        "{'targets': [{'account_id': 'IG'}, FACEBOOK, {'account_id': 'NEW'}]}",
      })
  void anyChangeOfApprovedContentTakesThePostOffTheScheduleAndTellsIt(String change) {
    var post = scheduledItem();

    try (var lifecycle = KAFKA.follow(Topics.POST_LIFECYCLE)) {
      var reply = shop.patch(post, json(change)).is(200);

      assertThat(reply.body().get("status").asString()).isEqualTo("DRAFT");
      assertThat(reply.body().get("schedule").isNull()).isTrue();
      assertThat(due(post)).isZero();
      assertThat(shop.timeline(post)).contains("approval_void", "unscheduled");
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(lifecycle.events(PostEvent.class))
                      .filteredOn(event -> event.postId().equals(post))
                      .anySatisfy(
                          event ->
                              assertThat(event)
                                  .isInstanceOfSatisfying(
                                      PostChanged.class,
                                      changed ->
                                          assertThat(changed.unapprovedItemId()).isEqualTo(item))));
    }
    policy(ApprovalPolicy.REQUIRED, 1);
    lacksApproval(shop.schedule(post, inHours(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'caption': 'A red mug\\n\\n#mug #red'}",
        "{'targets': [{'account_id': 'IG'}, FACEBOOK]}",
        "{'targets': [FACEBOOK, {'account_id': 'IG'}]}",
        "{'targets': [FACEBOOK]}",
      })
  void whatLeavesTheContentAsItWasLeavesTheApproval(String change) {
    var post = scheduledItem();
    policy(ApprovalPolicy.REQUIRED, 1);

    assertThat(shop.patch(post, json(change)).is(200).body().get("status").asString())
        .isEqualTo("SCHEDULED");

    shop.request("PATCH", "/media/" + picture, "{\"alt_text\": \"A mug\"}", Map.of()).is(200);
    shop.schedule(post, inHours(5)).is(200);
    assertThat(shop.timeline(post)).doesNotContain("approval_void");
  }

  @Test
  void anotherConsentIsAnotherContent() {
    var tiktok = ACCOUNTS.connected(shop.id, "TIKTOK");
    var options = "{\"privacy_level\": \"SELF_ONLY\", \"consent_at\": \"2026-11-20T12:00:00Z\"}";
    var post =
        create("tiktok", approved(inHours(3), new Piece("TIKTOK", tiktok, "Look", "", options)))
            .is(201)
            .id();

    shop.patch(
            post,
            "{\"targets\": [{\"account_id\": \"%s\", \"options\": %s}]}"
                .formatted(tiktok, options.replace("12:00", "12:05")))
        .is(200);

    assertThat(shop.status(post)).isEqualTo("DRAFT");
  }

  @Test
  void whatIsChangedWhileItWaitsDoesNotGoOnByItself() {
    var post = scheduledItem();
    connections.apply(
        new AccountNeedsReauth(
            Ids.next(), shop.id, instagram, Platform.INSTAGRAM, "190/463", 1, Instant.now()));

    shop.patch(post, "{\"caption\": \"Changed while it waits\"}").is(200);
    connections.apply(reconnected());

    assertThat(shop.status(post)).isEqualTo("DRAFT");
    assertThat(due(post)).isZero();
  }

  @Test
  void withoutAPolicyAPersonMayScheduleWhatHeChanged() {
    var post = scheduledItem();
    shop.patch(post, "{\"caption\": \"Changed by hand\"}").is(200);

    shop.schedule(post, inHours(1)).is(200);
    assertThat(
            shop.patch(post, "{\"caption\": \"Once more\"}")
                .is(200)
                .body()
                .get("status")
                .asString())
        .isEqualTo("SCHEDULED");
  }

  @Test
  void aChangeOfWhatNobodyApprovedTakesItOffTheScheduleOnceAnApprovalIsAskedFor() {
    var post = shop.scheduled("Before the policy", instagram, inHours(3));
    policy(ApprovalPolicy.REQUIRED, 1);

    shop.patch(post, "{\"caption\": \"Something else\"}").is(200);

    assertThat(shop.status(post)).isEqualTo("DRAFT");
    assertThat(due(post)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rendered_text = 'Something else'",
        "rendered_text = 'Something else', content_hash = 'its hash'",
        "rendered_media = '[]'",
        "options = '{\"kind\":\"FEED\"}'",
        "approved_hash = 'of something else'",
      })
  void whatWasChangedBehindEverybodysBackIsHeldWhenItFallsDue(String change) {
    var post = scheduledItem();
    var target = shop.targetId(post);
    try (var announcements = KAFKA.follow(Topics.POST_DUE)) {
      execute("update post_target set %s where id = '%s'".formatted(change, target));
      execute(
          "update due set due_at = now() where target_id in (select id from post_target where post_id = '%s')"
              .formatted(post));

      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () ->
                  assertThat(shop.target(post).get("hold_reason").asString(""))
                      .isEqualTo("APPROVAL_CHANGED"));
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () ->
                  assertThat(announcements.events(PostDue.class))
                      .filteredOn(due -> due.postId().equals(post))
                      .extracting(PostDue::platform)
                      .as("the other one, which is as it was")
                      .containsExactly(Platform.FACEBOOK));
    }
    assertThat(count("select count(*) from in_flight where target_id = '" + target + "'")).isZero();
  }

  @Test
  void thePolicyIsTheNewestThatTheQueueTold() {
    var draft = shop.draft("Unapproved", instagram);
    KAFKA.send(
        new ApprovalPolicyChanged(Ids.next(), shop.id, ApprovalPolicy.REQUIRED, 2, Instant.now()));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        texts(
                            "select policy from approval_policy where workspace_id = '%s'"
                                .formatted(shop.id)))
                    .containsExactly("REQUIRED"));

    policy(ApprovalPolicy.NONE, 1);
    lacksApproval(shop.schedule(draft, inHours(1)));

    policy(ApprovalPolicy.NONE, 3);
    shop.schedule(draft, inHours(1)).is(200);
  }

  private String json(String change) {
    return change
        .replace(
            "FACEBOOK", "{'account_id': '%s', 'caption': 'A red mug, for you'}".formatted(facebook))
        .replace("IG", instagram.toString())
        .replace("NEW", ACCOUNTS.connected(shop.id, "FACEBOOK").toString())
        .replace(
            "OTHER",
            change.contains("OTHER")
                ? shop.upload(jpeg(900, 900), "image/jpeg").id().toString()
                : "")
        .replace('\'', '"');
  }

  private AccountReconnected reconnected() {
    return new AccountReconnected(
        Ids.next(),
        shop.id,
        instagram,
        Platform.INSTAGRAM,
        "ext-" + instagram,
        "shop",
        null,
        2,
        Instant.now());
  }

  private UUID failed(UUID post) {
    return ended(post, "state = 'FAILED', failure_code = 'x', failure_message = 'x'");
  }

  private UUID unconfirmed(UUID post) {
    return ended(post, "state = 'HELD', hold_reason = 'UNCONFIRMED'");
  }

  private UUID ended(UUID post, String how) {
    execute("delete from due where target_id = '" + shop.targetId(post) + "'");
    execute("update post_target set %s where post_id = '%s'".formatted(how, post));
    return post;
  }
}
