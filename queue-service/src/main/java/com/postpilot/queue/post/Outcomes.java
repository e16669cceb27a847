package com.postpilot.queue.post;

import com.postpilot.common.contract.PostEvent;
import com.postpilot.common.contract.PostEvent.PostChanged;
import com.postpilot.common.contract.PostEvent.PostDeleted;
import com.postpilot.common.contract.PostEvent.PostScheduled;
import com.postpilot.common.contract.PostEvent.PostUnscheduled;
import com.postpilot.common.contract.PostEvent.TargetConfirmed;
import com.postpilot.common.contract.PostEvent.TargetHeld;
import com.postpilot.common.contract.PostEvent.TargetResumed;
import com.postpilot.common.contract.PublisherOutcome;
import com.postpilot.common.contract.PublisherOutcome.PostFailed;
import com.postpilot.common.contract.PublisherOutcome.PostHeld;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.contract.PublisherOutcome.PublicationDetails;
import com.postpilot.common.contract.PublisherOutcome.PublicationProgress;
import com.postpilot.common.inbox.Inbox;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.queue.item.Change;
import com.postpilot.queue.item.Failure;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.item.PostTarget.Hold;
import com.postpilot.queue.item.PostTarget.Outcome;
import com.postpilot.queue.item.Status;
import com.postpilot.queue.product.Product;
import com.postpilot.queue.product.Products;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What became of the posts of items. Most events are about posts that no item made. */
@Component
class Outcomes {
  private final Items items;
  private final Holding holding;
  private final Inbox inbox;
  private final PostTargets targets;
  private final Products products;
  private final TransactionTemplate transaction;

  Outcomes(
      Items items,
      Holding holding,
      Inbox inbox,
      PostTargets targets,
      Products products,
      TransactionTemplate transaction) {
    this.items = items;
    this.holding = holding;
    this.inbox = inbox;
    this.targets = targets;
    this.products = products;
    this.transaction = transaction;
  }

  void apply(PublisherOutcome outcome) {
    switch (outcome) {
      case PostPublished published ->
          forItem(
              published.workspaceId(),
              published.postId(),
              published.eventId(),
              item -> {
                targets.ended(published.targetId(), Outcome.PUBLISHED);
                published(item);
              });
      case PostFailed failed ->
          forItem(
              failed.workspaceId(),
              failed.postId(),
              failed.eventId(),
              item -> {
                targets.ended(failed.targetId(), Outcome.FAILED);
                failed(item, failed);
              });
      case PostHeld _, PublicationDetails _, PublicationProgress _ -> {
        // What waits, and what for, post-service tells.
      }
    }
  }

  void apply(PostEvent event) {
    forItem(
        event.workspaceId(),
        event.postId(),
        event.eventId(),
        item -> {
          switch (event) {
            case PostScheduled scheduled -> {
              targets.goOn(scheduled.targetIds());
              scheduledThere(item);
            }
            case PostUnscheduled _, PostDeleted _ -> {
              targets.allGoOn(event.postId());
              unscheduledThere(item);
            }
            case PostChanged changed -> {
              if (changed.targetIds() != null) {
                targets.keepOnly(event.postId(), changed.targetIds());
              }
              if (changed.unapprovedItemId() != null) {
                changedThere(item);
              }
            }
            case TargetHeld held ->
                targets.held(
                    held.targetId(),
                    new Hold(held.reason(), held.detail(), held.action(), held.nextActionAt()));
            case TargetResumed resumed -> targets.goOn(List.of(resumed.targetId()));
            case TargetConfirmed confirmed -> {
              targets.ended(confirmed.targetId(), Outcome.PUBLISHED);
              published(item);
            }
          }
        });
  }

  /** One that is out counts, also if it was tried again after others came to nothing. */
  private void published(Item item) {
    if (targets.open(postId(item)) == 0 && item.status() != Status.PUBLISHED) {
      item.published();
      items.settled(item);
    }
  }

  private void failed(Item item, PostFailed failed) {
    if (targets.open(postId(item)) > 0 || item.status() != Status.SCHEDULED) {
      return;
    }
    if (targets.published(postId(item)) > 0) {
      item.published();
    } else {
      item.notPublished(new Failure("publishing_failed", failed.reason() + " " + failed.action()));
    }
    items.settled(item);
  }

  /** Only the post that was made of it as it is approved now. */
  private void scheduledThere(Item item) {
    if (item.status() == Status.APPROVED && items.isScheduledAsApproved(item)) {
      item.scheduled(postId(item), item.postTargets());
      items.settled(item);
    }
  }

  private void unscheduledThere(Item item) {
    if (item.status() != Status.SCHEDULED) {
      return;
    }
    if (holding.isHeld(item)) {
      holding.forget(item);
      item.returnToReview(newest(item));
      items.authored(
          item, Change.PRODUCT_CHANGED, null, "Its product was changed while its post waited.");
    } else {
      item.unscheduled();
      items.settled(item);
    }
  }

  private void changedThere(Item item) {
    if (item.status() == Status.SCHEDULED || item.status() == Status.APPROVED) {
      holding.forget(item); // it is off the schedule already
      item.returnToReview(newest(item));
      items.authored(
          item, Change.POST_CHANGED, null, "Its post was changed after it had been approved.");
    }
  }

  private Product newest(Item item) {
    return products.latest(item.workspaceId(), item.product().id());
  }

  private static UUID postId(Item item) {
    return Objects.requireNonNull(item.postId());
  }

  private void forItem(UUID workspaceId, UUID postId, UUID eventId, Consumer<Item> effect) {
    Tenants.inWorkspace(
        workspaceId,
        () -> {
          transaction.executeWithoutResult(
              ignored ->
                  items
                      .lockByPost(workspaceId, postId)
                      .filter(item -> inbox.accept(eventId))
                      .ifPresent(effect));
          return null;
        });
  }
}
