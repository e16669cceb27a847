package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.AccountEvent.AccountConnected;
import com.postpilot.common.contract.AccountEvent.AccountDisconnected;
import com.postpilot.common.contract.AccountEvent.AccountErased;
import com.postpilot.common.contract.AccountEvent.AccountNeedsReauth;
import com.postpilot.common.contract.AccountEvent.AccountReconnected;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import com.postpilot.post.PostServiceIT;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Connections that come and go, and what that means for what is scheduled on them. */
class ConnectionsIT extends PostServiceIT {
  @Autowired Connections connections;
  @Autowired Outcomes outcomes;

  final UUID account = shop.instagram();

  @Test
  void aLostConnectionHoldsWhatIsScheduledAndARenewedOneLetsItGoOn() {
    var post = shop.scheduled("held and resumed", account, inHours(3));
    var dueAt = shop.target(post).get("next_action_at").asString();

    connections.apply(needsReauth(1));

    assertThat(shop.status(post)).isEqualTo("HELD");
    assertThat(shop.target(post).get("hold_reason").asString()).isEqualTo("NEEDS_REAUTH");
    assertThat(due(post)).isZero();
    assertThat(shop.schedule(post, inHours(1)).is(409).code()).isEqualTo("account_disconnected");

    connections.apply(reconnected(2));

    assertThat(shop.status(post)).isEqualTo("SCHEDULED");
    assertThat(shop.target(post).get("next_action_at").asString())
        .as("at its time")
        .isEqualTo(dueAt);
    assertThat(due(post)).isOne();
    assertThat(shop.timeline(post)).containsExactly("created", "scheduled", "held", "resumed");
  }

  @Test
  void disconnectingHoldsToo() {
    var post = shop.scheduled("disconnected", account, inHours(3));

    connections.apply(disconnected(1));

    assertThat(shop.target(post).get("hold_reason").asString()).isEqualTo("NEEDS_REAUTH");
    assertThat(shop.post("/posts/" + post + "/publish", "{}").is(409).code())
        .isEqualTo("account_disconnected");
    assertThat(shop.post("/posts/" + post + "/retry", "{}").is(409).code())
        .isEqualTo("account_disconnected");
  }

  @Test
  void whoWantsToBeForgottenIsForgottenHereToo() {
    var post = shop.scheduled("forgotten", account, inHours(3));

    connections.apply(
        new AccountErased(Ids.next(), shop.id, account, Platform.INSTAGRAM, 1, Instant.now()));

    assertThat(shop.target(post).get("hold_reason").asString()).isEqualTo("NEEDS_REAUTH");
    assertThat(
            count(
                "select count(*) from account where handle = 'erased' and external_id = 'erased-'"
                    + " || id and status = 'DISCONNECTED' and id = '"
                    + account
                    + "'"))
        .isOne();
  }

  @Test
  void whatFellDueMeanwhileGoesOutNowIfItIsNotTooLate() {
    var post = shop.scheduled("overdue", account, inHours(3));
    connections.apply(needsReauth(1));
    execute(
        "update post_target set due_at = now() - interval '59 minutes' where post_id = '%s'"
            .formatted(post));

    connections.apply(reconnected(2));

    inFlight(shop.targetId(post));
  }

  @Test
  void whatFellDueTooLongAgoWaitsForAPerson() {
    var post = shop.scheduled("missed", account, inHours(3));
    connections.apply(needsReauth(1));
    execute(
        "update post_target set due_at = now() - interval '61 minutes' where post_id = '%s'"
            .formatted(post));

    connections.apply(reconnected(2));

    assertThat(shop.target(post).get("hold_reason").asString()).isEqualTo("MISSED_WINDOW");
  }

  @Test
  void newsOfAnOlderConnectionChangesNothing() {
    var post = shop.scheduled("late complaint", account, inHours(3));
    connections.apply(reconnected(3));

    connections.apply(needsReauth(2));
    connections.apply(disconnected(1));

    assertThat(shop.status(post)).isEqualTo("SCHEDULED");
  }

  @Test
  void aComplaintAboutATokenThatWasReplacedMeanwhileDoesNotHold() {
    var delivery = dispatched();
    connections.apply(reconnected(2)); // before the publisher's word about the first one comes

    outcomes.apply(delivery.held(HoldReason.NEEDS_REAUTH, 1L, null));

    assertThat(inFlight(delivery.targetId())).isNotEqualTo(delivery.deliveryId());
    assertThat(shop.timeline(delivery.postId())).contains("held", "resumed");
  }

  @Test
  void aComplaintWithoutGenerationIsJudgedByItsTime() {
    var delivery = dispatched();
    connections.apply(reconnected(2));

    outcomes.apply(delivery.held(HoldReason.NEEDS_REAUTH, null, null));

    assertThat(inFlight(delivery.targetId())).isNotEqualTo(delivery.deliveryId());
  }

  @Test
  void aComplaintAboutThePresentTokenHoldsUntilTheNextOne() {
    var delivery = dispatched();

    outcomes.apply(delivery.held(HoldReason.NEEDS_REAUTH, 1L, null));

    assertThat(shop.status(delivery.postId())).isEqualTo("HELD");
    connections.apply(needsReauth(1));
    assertThat(shop.status(delivery.postId())).isEqualTo("HELD");
    connections.apply(reconnected(2));
    assertThat(inFlight(delivery.targetId())).isNotEqualTo(delivery.deliveryId());
  }

  @Test
  void otherHoldsAreNotTheConnectionsToEnd() {
    var delivery = dispatched();
    outcomes.apply(delivery.held(HoldReason.ACCOUNT_RESTRICTED, null, null));

    connections.apply(reconnected(2));

    assertThat(shop.target(delivery.postId()).get("hold_reason").asString())
        .isEqualTo("ACCOUNT_RESTRICTED");
  }

  @Test
  void whateverTheOrderNothingStaysHeldOnceTheAccountIsConnectedAgain() throws Exception {
    var deliveries = new ArrayList<Outcome>();
    var work = new ArrayList<Callable<Object>>();
    for (int i = 0; i < 15; i++) {
      var delivery = dispatched();
      deliveries.add(delivery);
      work.add(
          () -> {
            outcomes.apply(delivery.held(HoldReason.NEEDS_REAUTH, 1L, null));
            return delivery;
          });
    }
    work.add(
        7,
        () -> {
          connections.apply(needsReauth(1));
          connections.apply(reconnected(2));
          return account;
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }

    assertThat(deliveries)
        .allSatisfy(
            delivery ->
                assertThat(inFlight(delivery.targetId())).isNotEqualTo(delivery.deliveryId()));
  }

  @Test
  void schedulingBesideALossEndsHeldOrIsRefusedButNeverGoesOutOnIt() throws Exception {
    var posts = new ArrayList<UUID>();
    for (int i = 0; i < 15; i++) {
      posts.add(shop.draft("beside", account));
    }
    var work = new ArrayList<Callable<Object>>();
    posts.forEach(post -> work.add(() -> shop.schedule(post, inHours(1))));
    work.add(
        7,
        () -> {
          connections.apply(disconnected(1));
          return account;
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }

    assertThat(posts)
        .allSatisfy(
            post -> {
              assertThat(due(post)).isZero();
              assertThat(shop.status(post)).isIn("HELD", "DRAFT");
            });
  }

  private Outcome dispatched() {
    var post = shop.dueNow("on its way", account);
    var target = shop.targetId(post);
    return Outcome.of(shop.id, post, target, inFlight(target)).account(account);
  }

  private static long due(UUID post) {
    return count(
        "select count(*) from due d join post_target t on t.id = d.target_id where t.post_id = '"
            + post
            + "'");
  }

  private AccountEvent needsReauth(long generation) {
    return new AccountNeedsReauth(
        Ids.next(), shop.id, account, Platform.INSTAGRAM, "190/463", generation, Instant.now());
  }

  private AccountEvent disconnected(long generation) {
    return new AccountDisconnected(
        Ids.next(), shop.id, account, Platform.INSTAGRAM, generation, Instant.now());
  }

  private AccountEvent reconnected(long generation) {
    return generation == 1
        ? new AccountConnected(
            Ids.next(), shop.id, account, Platform.INSTAGRAM, "ext", "shop", null, 1, Instant.now())
        : new AccountReconnected(
            Ids.next(),
            shop.id,
            account,
            Platform.INSTAGRAM,
            "ext",
            "shop",
            null,
            generation,
            Instant.now());
  }
}
