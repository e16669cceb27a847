package com.postpilot.queue.post;

import com.postpilot.common.contract.PostEvent;
import com.postpilot.common.contract.PostEvent.PostChanged;
import com.postpilot.common.contract.PostEvent.PostDeleted;
import com.postpilot.common.contract.PostEvent.PostScheduled;
import com.postpilot.common.contract.PostEvent.PostUnscheduled;
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
import com.postpilot.queue.item.Status;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What became of the posts of items. Most events are about posts that no item made. */
@Component
class Outcomes {
  private final Items items;
  private final Holding holding;
  private final Inbox inbox;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Outcomes(
      Items items, Holding holding, Inbox inbox, JdbcClient jdbc, TransactionTemplate transaction) {
    this.items = items;
    this.holding = holding;
    this.inbox = inbox;
    this.jdbc = jdbc;
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
                note(published.targetId(), "PUBLISHED");
                published(item);
              });
      case PostFailed failed ->
          forItem(
              failed.workspaceId(),
              failed.postId(),
              failed.eventId(),
              item -> {
                note(failed.targetId(), "FAILED");
                failed(item, failed);
              });
      case PostHeld _, PublicationDetails _, PublicationProgress _ -> {
        // Its post goes on, by itself or by a person's decision there.
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
            case PostScheduled _ -> scheduledThere(item);
            case PostUnscheduled _, PostDeleted _ -> unscheduledThere(item);
            case PostChanged changed -> {
              if (changed.unapprovedItemId() != null) {
                changedThere(item);
              }
            }
          }
        });
  }

  /** One that is out counts, also if it was tried again after others came to nothing. */
  private void published(Item item) {
    if (open(item) == 0 && item.status() != Status.PUBLISHED) {
      item.published();
      items.settled(item);
    }
  }

  private void failed(Item item, PostFailed failed) {
    if (open(item) > 0 || item.status() != Status.SCHEDULED) {
      return;
    }
    if (anyPublished(item)) {
      item.published();
    } else {
      item.notPublished(new Failure("publishing_failed", failed.reason() + " " + failed.action()));
    }
    items.settled(item);
  }

  private void scheduledThere(Item item) {
    if (item.status() == Status.APPROVED && item.postId() != null) {
      item.scheduled(item.postId());
      items.settled(item);
    }
  }

  private void unscheduledThere(Item item) {
    if (item.status() == Status.SCHEDULED) {
      item.unscheduled();
      items.settled(item);
    }
  }

  private void changedThere(Item item) {
    if (item.status() == Status.SCHEDULED) {
      holding.takeBack(item, "The post was changed after it had been approved.");
    }
    if (item.status() == Status.SCHEDULED || item.status() == Status.APPROVED) {
      item.returnToReview();
      items.authored(
          item, Change.POST_CHANGED, null, "Its post was changed after it had been approved.");
    }
  }

  private void note(UUID targetId, String outcome) {
    jdbc.sql(
            """
            update post_target set outcome = ?
            where target_id = ? and outcome is distinct from 'PUBLISHED'
            """)
        .params(outcome, targetId)
        .update();
  }

  private long open(Item item) {
    return count(item, "outcome is null");
  }

  private boolean anyPublished(Item item) {
    return count(item, "outcome = 'PUBLISHED'") > 0;
  }

  private long count(Item item, String condition) {
    return jdbc.sql("select count(*) from post_target where post_id = ? and " + condition)
        .param(item.postId())
        .query(Long.class)
        .single();
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
