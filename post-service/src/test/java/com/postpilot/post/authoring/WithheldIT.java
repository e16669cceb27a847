package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.ApprovalPolicy;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.QueueEvent.ApprovalPolicyChanged;
import com.postpilot.post.approval.ApprovalPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody's post shows yesterday's price, whoever wants it to go out. */
class WithheldIT extends QueueIT {
  private static final String WHY = "The price of the product was changed.";

  @Autowired Outcomes outcomes;
  @Autowired ApprovalPolicies policies;

  @Test
  void whatIsHeldForItsProductNobodySendsOutUntilTheQueueLetsItGoOn() {
    var post = scheduledItem();
    hold(post);

    everyWayOutIsRefused(post);
    assertThat(shop.target(post).get("failure").get("action").asString())
        .contains("approve it with its product as it is now");

    shop.post("/posts/" + post + "/unschedule", "{}").is(200);
    everyWayOutIsRefused(post);
    var readiness = shop.get("/posts/" + post + "/readiness").is(200).body();
    assertThat(readiness.get("status").asString()).isEqualTo("blocked");
    assertThat(readiness.get("findings").valueStream().map(one -> one.get("code").asString()))
        .contains("product_changed");

    shop.patch(post, "{\"caption\": \"Looks new\"}").is(200);
    everyWayOutIsRefused(post);
  }

  @Test
  void theQueueLetsItGoOn() {
    var post = scheduledItem();
    hold(post);

    queue("/posts/" + post + "/resume", null).is(200);

    assertThat(due(post)).isEqualTo(2);
    shop.schedule(post, inHours(5)).is(200);
  }

  @Test
  void aSecondReasonIsTold() {
    var post = scheduledItem();
    hold(post);
    queue(
            "/posts/" + post + "/hold",
            "{\"reason\": \"PRODUCT_CHANGED\", \"detail\": \"It is sold out.\"}")
        .is(200);

    assertThat(shop.target(post).get("failure").get("message").asString())
        .isEqualTo("It is sold out.");
    assertThat(shop.post("/posts/" + post + "/retry", "{}").is(409).body().at("/detail").asString())
        .startsWith("It is sold out.");
  }

  @Test
  void whatIsWithdrawnComesOffTheScheduleForGood() {
    var post = scheduledItem();

    withdraw(post);
    withdraw(post);

    assertThat(shop.status(post)).isEqualTo("DRAFT");
    assertThat(due(post)).isZero();
    assertThat(asked("/posts/" + post).is(200).body().at("/targets/0/status").asString())
        .isEqualTo("DRAFT");
    assertThat(shop.timeline(post)).filteredOn("unscheduled"::equals).hasSize(2);
    everyWayOutIsRefused(post);
  }

  @Test
  void whatIsOnItsWayIsNotStartedAgain() {
    var post = scheduledItem();
    shop.post("/posts/" + post + "/publish", "{}").is(200);
    var target = shop.targetId(post);
    var delivery = Outcome.of(shop.id, post, target, inFlight(target)).account(instagram);

    hold(post);
    assertThat(shop.target(post).get("status").asString()).isEqualTo("DISPATCHED");
    outcomes.apply(delivery.held(HoldReason.QUOTA, null, Instant.now()));

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> shop.target(post).get("hold_reason").asString(), "PRODUCT_CHANGED"::equals);
    assertThat(shop.target(post).get("failure").get("message").asString()).isEqualTo(WHY);
  }

  @Test
  void whatFailsOnItsWayIsNotSentAgain() {
    var post = create("alone", approved(inHours(3), onInstagram("A red mug"))).is(201).id();
    shop.post("/posts/" + post + "/publish", "{}").is(200);
    var target = shop.targetId(post);
    var delivery = Outcome.of(shop.id, post, target, inFlight(target)).account(instagram);

    withdraw(post);
    outcomes.apply(delivery.failed());

    everyWayOutIsRefused(post);
  }

  @Test
  void whatAPersonFindsAbsentIsNotSentAgain() {
    var post = scheduledItem();
    shop.post("/posts/" + post + "/publish", "{}").is(200);
    var target = shop.targetId(post);
    var delivery = Outcome.of(shop.id, post, target, inFlight(target)).account(instagram);
    outcomes.apply(delivery.held(HoldReason.UNCONFIRMED, null, null));
    withdraw(post);

    shop.post("/posts/%s/targets/%s/resolve".formatted(post, target), "{\"outcome\": \"absent\"}")
        .is(200);

    assertThat(shop.target(post).get("hold_reason").asString()).isEqualTo("PRODUCT_CHANGED");
    assertThat(count("select count(*) from due where target_id = '%s'".formatted(target))).isZero();
  }

  @Test
  void whatTheQueueTookBackNobodyHasApproved() {
    policies.apply(
        new ApprovalPolicyChanged(Ids.next(), shop.id, ApprovalPolicy.REQUIRED, 1, Instant.now()));
    var scheduled = scheduledItem();
    queue("/posts/" + scheduled + "/unschedule", null).is(200);
    var draft = scheduledItem();
    shop.post("/posts/" + draft + "/unschedule", "{}").is(200);
    shop.schedule(draft, inHours(2)).is(200); // by a person, as it was approved
    shop.post("/posts/" + draft + "/unschedule", "{}").is(200);
    queue("/posts/" + draft + "/unschedule", null).is(200);

    for (var post : List.of(scheduled, draft)) {
      assertThat(shop.schedule(post, inHours(2)).is(409).code()).isEqualTo("approval_required");
    }
  }

  private void everyWayOutIsRefused(UUID post) {
    for (var reply :
        List.of(shop.schedule(post, inHours(1)), shop.post("/posts/" + post + "/publish", "{}"))) {
      assertThat(reply.is(409).code()).isEqualTo("product_changed");
      assertThat(reply.body().at("/detail").asString()).startsWith(WHY).contains("approve it");
    }
    if (!shop.status(post).equals("DRAFT")) {
      assertThat(shop.post("/posts/" + post + "/retry", "{}").is(409).code())
          .isEqualTo("product_changed");
    }
    for (var action : List.of("schedule", "publish")) {
      var time =
          action.equals("publish")
              ? ""
              : ", \"schedule\": {\"scheduled_at\": \"" + inHours(2) + "\"}";
      var results =
          shop.post(
                  "/posts/bulk",
                  "{\"action\": \"%s\", \"items\": [{\"id\": \"%s\"%s}]}"
                      .formatted(action, post, time))
              .is(200);
      assertThat(results.body().toString()).contains("product_changed");
    }
    assertThat(due(post)).isZero();
  }

  private void hold(UUID post) {
    queue(
            "/posts/" + post + "/hold",
            "{\"reason\": \"PRODUCT_CHANGED\", \"detail\": \"%s\"}".formatted(WHY))
        .is(200);
  }

  private void withdraw(UUID post) {
    queue("/posts/" + post + "/withdraw", "{\"detail\": \"%s\"}".formatted(WHY)).is(200);
  }
}
