package com.postpilot.post.authoring;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PublisherOutcome;
import com.postpilot.common.contract.PublisherOutcome.PostFailed;
import com.postpilot.common.contract.PublisherOutcome.PostHeld;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.contract.PublisherOutcome.PublicationDetails;
import com.postpilot.common.contract.PublisherOutcome.PublicationProgress;
import com.postpilot.common.inbox.Inbox;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.post.account.Accounts;
import com.postpilot.post.account.SocialAccount;
import com.postpilot.post.dispatch.DueRows;
import com.postpilot.post.dispatch.DueRows.InFlight;
import com.postpilot.post.timeline.Timeline;
import com.postpilot.post.timeline.TimelineKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down what became of deliveries: in one transaction the target gets its result and its row
 * in flight goes. A delivery that is not under way any more has nothing to say, but for one thing:
 * that it was published after all. That is true whatever was decided meanwhile.
 */
@Component
class Outcomes {
  private static final Logger log = LoggerFactory.getLogger(Outcomes.class);

  /** When what stands in the way is looked at again, if nobody said how long it lasts. */
  private static final Duration PAUSE = Duration.ofMinutes(15);

  private final Posts posts;
  private final DueRows dueRows;
  private final Accounts accounts;
  private final Holding holding;
  private final Timeline timeline;
  private final Inbox inbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Outcomes(
      Posts posts,
      DueRows dueRows,
      Accounts accounts,
      Holding holding,
      Timeline timeline,
      Inbox inbox,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.posts = posts;
    this.dueRows = dueRows;
    this.accounts = accounts;
    this.holding = holding;
    this.timeline = timeline;
    this.inbox = inbox;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** Applies {@code outcome} once, however often it comes. */
  void apply(PublisherOutcome outcome) {
    Tenants.inWorkspace(
        outcome.workspaceId(),
        () ->
            transaction.execute(
                ignored -> {
                  if (inbox.accept(outcome.eventId())) {
                    switch (outcome) {
                      case PostPublished published -> onTarget(published, this::published);
                      case PostFailed failed -> onTarget(failed, this::failed);
                      case PostHeld held -> held(held);
                      case PublicationDetails details -> onTarget(details, this::details);
                      case PublicationProgress progress -> onTarget(progress, this::progress);
                    }
                  }
                  return outcome.eventId();
                }));
  }

  /** A post and one of its targets. */
  private record Found(Post post, Target target) {}

  private <E extends PublisherOutcome> void onTarget(E outcome, BiConsumer<E, Found> effect) {
    posts
        .lock(outcome.workspaceId(), outcome.postId())
        .flatMap(post -> post.target(outcome.targetId()).map(target -> new Found(post, target)))
        .ifPresentOrElse(
            found -> effect.accept(outcome, found),
            () ->
                log.error(
                    "{} {} is about target {}, which does not exist",
                    outcome.getClass().getSimpleName(),
                    outcome.eventId(),
                    outcome.targetId()));
  }

  private void published(PostPublished event, Found found) {
    var target = found.target();
    var ended = dueRows.settle(target.id());
    ended.ifPresent(delivery -> dispatched(found, delivery));
    if (target.is(TargetState.PUBLISHED)) {
      target.detailed(event.remoteId(), null);
      return;
    }
    boolean expected =
        ended.filter(delivery -> delivery.deliveryId().equals(event.deliveryId())).isPresent();
    target.published(event.publishedAt(), event.remoteId());
    found.post().settled(clock.instant());
    timeline.add(
        event.workspaceId(),
        event.postId(),
        target.id(),
        event.publishedAt(),
        TimelineKind.PUBLISHED,
        expected ? "Published." : "An earlier delivery turned out to be published.",
        Map.of("delivery_id", event.deliveryId()));
  }

  private void failed(PostFailed event, Found found) {
    var delivery = underWay(event, found);
    if (delivery.isEmpty()) {
      return;
    }
    dispatched(found, delivery.get());
    found.target().failed(event.errorCode(), event.reason(), event.action());
    found.post().settled(clock.instant());
    timeline.add(
        event.workspaceId(),
        event.postId(),
        event.targetId(),
        event.occurredAt(),
        TimelineKind.FAILED,
        "Failed: " + event.reason(),
        Map.of(
            "code", event.errorCode(),
            "action", event.action(),
            "delivery_id", event.deliveryId()));
  }

  private void held(PostHeld event) {
    // The account before the post, as everywhere; and it must not change until this is decided.
    var account =
        accounts.hold(event.workspaceId(), List.of(event.accountId())).get(event.accountId());
    onTarget(event, (held, found) -> held(held, found, account));
  }

  private void held(PostHeld event, Found found, @Nullable SocialAccount account) {
    var delivery = underWay(event, found);
    if (delivery.isEmpty()) {
      return;
    }
    dispatched(found, delivery.get());
    holding.hold(
        found.post(),
        found.target(),
        new Hold(
            event.reason(),
            Holding.code(event.errorCode(), event.reason()),
            event.detail(),
            nextLook(event)));
    if (event.reason() == HoldReason.NEEDS_REAUTH
        && account != null
        && reconnectedSince(event, account, delivery.get())) {
      holding.resume(
          found.post(), found.target(), account, "The account has been connected again meanwhile.");
    }
  }

  /** Whether the complaint is about a connection that has been replaced already. */
  private static boolean reconnectedSince(
      PostHeld event, SocialAccount account, InFlight delivery) {
    var refused = event.generation();
    return account.connected()
        && (refused == null
            ? account.connectedAt().isAfter(delivery.dispatchedAt())
            : account.generation() > refused);
  }

  private @Nullable Instant nextLook(PostHeld event) {
    return switch (event.reason()) {
      case QUOTA, UNAVAILABLE ->
          event.retryAt() == null ? clock.instant().plus(PAUSE) : event.retryAt();
      case PLAN_LIMIT,
          NEEDS_REAUTH,
          APPROVAL_CHANGED,
          PRODUCT_CHANGED,
          MISSED_WINDOW,
          UNCONFIRMED,
          ACCOUNT_RESTRICTED ->
          null;
    };
  }

  private void details(PublicationDetails event, Found found) {
    if (!found.target().is(TargetState.PUBLISHED)) {
      log.warn("Details of target {}, which is {}", event.targetId(), found.target().state());
      return;
    }
    found.target().detailed(event.remoteId(), event.permalink());
    found.post().settled(clock.instant());
    timeline.add(
        event.workspaceId(),
        event.postId(),
        event.targetId(),
        event.occurredAt(),
        TimelineKind.DETAILS,
        "The platform told where it is.",
        Map.of(
            "remote_id",
            event.remoteId(),
            "permalink",
            event.permalink() == null ? "" : event.permalink()));
  }

  private void progress(PublicationProgress event, Found found) {
    timeline.relay(event);
    if (dueRows.isUnderWay(event.targetId(), event.deliveryId())) {
      found.target().expect(event.nextActionAt());
    }
  }

  private Optional<InFlight> underWay(PublisherOutcome event, Found found) {
    var delivery = dueRows.settle(found.target().id(), event.deliveryId());
    if (delivery.isEmpty()) {
      log.debug(
          "{} of delivery {} is out of date", event.getClass().getSimpleName(), event.deliveryId());
    }
    return delivery;
  }

  /** While a delivery is under way its row tells this; from now on the timeline does. */
  private void dispatched(Found found, InFlight delivery) {
    timeline.add(
        found.post().workspaceId(),
        found.post().id(),
        found.target().id(),
        delivery.dispatchedAt(),
        TimelineKind.DISPATCHED,
        "Handed over to the publisher.",
        Map.of(
            "delivery_id",
            delivery.deliveryId(),
            "announced_at",
            delivery.announcedAt() == null ? "" : delivery.announcedAt().toString()));
  }
}
