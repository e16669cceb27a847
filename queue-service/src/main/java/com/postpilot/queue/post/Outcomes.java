package com.postpilot.queue.post;

import com.postpilot.common.contract.Event;
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
import com.postpilot.common.web.Problem;
import com.postpilot.queue.item.Change;
import com.postpilot.queue.item.Failure;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.item.PostTarget.Hold;
import com.postpilot.queue.item.PostTarget.Outcome;
import com.postpilot.queue.item.Status;
import com.postpilot.queue.post.Errands.Errand;
import com.postpilot.queue.post.PostClient.PostResponse;
import com.postpilot.queue.product.Product;
import com.postpilot.queue.product.Products;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What became of the posts of items. Most events are about posts that no item made. */
@Component
class Outcomes {
  private final Items items;
  private final Holding holding;
  private final Errands errands;
  private final Inbox inbox;
  private final PostTargets targets;
  private final Requests requests;
  private final EarlyEvents early;
  private final Products products;
  private final TransactionTemplate transaction;

  Outcomes(
      Items items,
      Holding holding,
      Errands errands,
      Inbox inbox,
      PostTargets targets,
      Requests requests,
      EarlyEvents early,
      Products products,
      TransactionTemplate transaction) {
    this.items = items;
    this.holding = holding;
    this.errands = errands;
    this.inbox = inbox;
    this.targets = targets;
    this.requests = requests;
    this.early = early;
    this.products = products;
    this.transaction = transaction;
  }

  void apply(PublisherOutcome outcome) {
    apply(outcome.workspaceId(), outcome.postId(), outcome);
  }

  void apply(PostEvent event) {
    apply(event.workspaceId(), event.postId(), event);
  }

  private void apply(UUID workspaceId, UUID postId, Event event) {
    Tenants.inWorkspace(
        workspaceId,
        () -> {
          transaction.executeWithoutResult(ignored -> accept(workspaceId, postId, event));
          return null;
        });
  }

  private void accept(UUID workspaceId, UUID postId, Event event) {
    var item = items.lockByPost(workspaceId, postId);
    boolean asked = false;
    if (item.isEmpty()) {
      asked = requests.isAnyOpen(workspaceId);
      item = items.lockByPost(workspaceId, postId); // the answer may just have had its effect
    }
    if (item.isPresent()) {
      acceptOnce(item.get(), event);
    } else if (asked) {
      early.keep(postId, event);
    }
  }

  /**
   * What was told of the post of the item before it was known to be that; needs the transaction
   * that makes it known.
   */
  void catchUp(Item item) {
    early.of(item.workspaceId(), postId(item)).forEach(event -> acceptOnce(item, event));
  }

  private void acceptOnce(Item item, Event event) {
    if (inbox.accept(event.eventId())) {
      if (event instanceof PublisherOutcome outcome) {
        apply(item, outcome);
      } else if (event instanceof PostEvent change) {
        apply(item, change);
      }
    }
  }

  private void apply(Item item, PublisherOutcome outcome) {
    switch (outcome) {
      case PostPublished published -> {
        targets.ended(published.targetId(), Outcome.PUBLISHED);
        published(item);
      }
      case PostFailed failed -> {
        targets.ended(failed.targetId(), Outcome.FAILED);
        failed(item, failed.reason() + " " + failed.action());
      }
      case PostHeld _, PublicationDetails _, PublicationProgress _ -> {
        // What waits, and what for, post-service tells.
      }
    }
  }

  private void apply(Item item, PostEvent event) {
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
  }

  /** One that is out counts, also if it was tried again after others came to nothing. */
  private void published(Item item) {
    if (targets.open(postId(item)) == 0 && item.status() != Status.PUBLISHED) {
      item.published();
      items.settled(item);
    }
  }

  /**
   * One of its targets came to nothing.
   *
   * @param why what happened, and what its owner can do
   */
  private void failed(Item item, String why) {
    if (targets.open(postId(item)) > 0 || item.status() != Status.SCHEDULED) {
      return;
    }
    if (targets.published(postId(item)) > 0) {
      item.published();
    } else {
      item.notPublished(new Failure("publishing_failed", why));
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

  /** Its product is as it was approved, but post-service does not let it go on: a person has to. */
  void goesNotOn(Errand resume, Problem refusal) {
    Tenants.inWorkspace(
        resume.workspaceId(),
        () -> {
          transaction.executeWithoutResult(
              ignored ->
                  items
                      .lockByPost(resume.workspaceId(), resume.postId())
                      .filter(item -> item.status() == Status.SCHEDULED)
                      .filter(item -> errands.isNewest(resume))
                      .ifPresent(item -> returnToReview(item, refusal)));
          return null;
        });
  }

  private void returnToReview(Item item, Problem refusal) {
    var what = "Its product is again what was approved, but its post could not go on.";
    holding.takeBack(item, what);
    item.returnToReview(newest(item));
    items.authored(item, Change.PRODUCT_CHANGED, null, what + " " + refusal.getMessage());
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

  /**
   * The state in which post-service's answer found the post: it may have taken long to come. Needs
   * the transaction that schedules the item.
   */
  void settle(Item item, PostResponse post) {
    if (targets.open(postId(item)) > 0) {
      return;
    }
    post.targets().stream()
        .map(PostClient.Target::failure)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresentOrElse(failure -> failed(item, failure.words()), () -> published(item));
  }
}
