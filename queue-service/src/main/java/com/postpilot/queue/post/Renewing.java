package com.postpilot.queue.post;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.QueueEvent.ItemApproved;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.queue.item.Change;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.item.Status;
import com.postpilot.queue.post.PostClient.PostResponse;
import com.postpilot.queue.post.Renewals.Account;
import com.postpilot.queue.post.Renewals.Plan;
import com.postpilot.queue.post.Renewals.Renewal;
import com.postpilot.queue.settings.Settings;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Renews approvals of items in which nothing but the price is new. First the former post comes off
 * its schedule, by an errand; only when it is known to be a draft again the item is approved, and
 * scheduled anew for its old time. A person who changes the item meanwhile has the last word.
 */
@Component
class Renewing {
  private final Renewals renewals;
  private final Items items;
  private final Settings settings;
  private final Content content;
  private final Scheduling scheduling;
  private final PostService posts;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Renewing(
      Renewals renewals,
      Items items,
      Settings settings,
      Content content,
      Scheduling scheduling,
      PostService posts,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.renewals = renewals;
    this.items = items;
    this.settings = settings;
    this.content = content;
    this.scheduling = scheduling;
    this.posts = posts;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Keeps what was planned for a post, which forgets it when it comes off its schedule. */
  void remember(UUID workspaceId, UUID postId) {
    var renewal = renewals.unplanned(workspaceId, postId);
    if (renewal.isEmpty()) {
      return;
    }
    var post = posts.ask(client -> client.read(workspaceId, postId));
    var schedule = post.schedule();
    if (schedule != null && post.targets().stream().allMatch(Renewing::isStillToCome)) {
      renewals.plan(
          renewal.get(),
          new Plan(
              post.targets().stream()
                  .map(target -> new Account(target.accountId(), target.platform()))
                  .toList(),
              schedule.scheduledAt(),
              schedule.timezone()));
    } // else part of it is out, or on its way: that is for a person
  }

  private static boolean isStillToCome(PostClient.Target target) {
    return target.status().equals("SCHEDULED") || target.holdReason() == HoldReason.PRODUCT_CHANGED;
  }

  /**
   * Renews some of what can be renewed by now.
   *
   * @return whether there was any
   */
  boolean renewSome() {
    var claimed = renewals.claim();
    claimed.forEach(this::renew);
    return !claimed.isEmpty();
  }

  private void renew(Renewal renewal) {
    try {
      if (!isOffItsSchedule(renewal)) {
        giveUp(renewal, "Its former post was on its way, or out, on one of its accounts.");
        return;
      }
      var item = inTransaction(renewal, () -> present(renewal, false));
      if (item.isEmpty()) {
        inTransaction(renewal, () -> renewals.end(renewal));
        return;
      }
      var approval = renewal.approval();
      if (!content.isStillShown(item.get(), approval.media(), approval.by())) {
        giveUp(renewal, "A picture of the product is another one now, at the same address.");
        return;
      }
      var accepted = content.accepted(item.get(), approval.media());
      inTransaction(renewal, () -> approve(renewal, accepted));
    } catch (Problem refusal) {
      if (refusal.code() == ProblemCode.DEPENDENCY_UNAVAILABLE) {
        renewals.later(renewal);
      } else {
        giveUp(renewal, Objects.requireNonNullElse(refusal.getMessage(), refusal.code().title()));
      }
    }
  }

  private boolean isOffItsSchedule(Renewal renewal) {
    var postId = renewal.postId();
    if (postId == null) {
      return true;
    }
    if (renewal.plan() == null) {
      return false;
    }
    PostResponse post = posts.ask(client -> client.read(renewal.workspaceId(), postId));
    return post.targets().stream().allMatch(target -> target.status().equals("DRAFT"));
  }

  private boolean approve(Renewal renewal, Content.Accepted accepted) {
    var present = present(renewal, true);
    if (!renewals.end(renewal) || present.isEmpty()) {
      return false;
    }
    var item = present.get();
    var policy = settings.of(item.workspaceId()).approvalPolicy();
    if (!renewal.approval().holdsUnder(policy)) {
      leaveToAPerson(item, "The workspace asks for more than when it was approved.");
      return false;
    }
    var now = clock.instant();
    var approval =
        renewal.approval().renewed(accepted.hashes(), now.truncatedTo(ChronoUnit.MILLIS));
    item.approve(approval);
    items.authored(
        item,
        Change.RENEWED,
        null,
        "Nothing but the price is new, and it is in every caption: by the rule of the workspace the"
            + " approval still holds.");
    outbox.append(
        new ItemApproved(
            Ids.next(), item.workspaceId(), item.id(), approval.by(), accepted.hashes(), now));
    if (renewal.plan() != null) {
      scheduling.askLater(item, renewal.plan());
    }
    return true;
  }

  /** The item, if it still is what is to be approved. */
  private Optional<Item> present(Renewal renewal, boolean lock) {
    try {
      var item =
          lock
              ? items.lock(renewal.workspaceId(), renewal.itemId())
              : items.read(renewal.workspaceId(), renewal.itemId());
      return Optional.of(item)
          .filter(found -> found.version() == renewal.itemVersion())
          .filter(found -> found.status() == Status.IN_REVIEW);
    } catch (Problem gone) {
      if (gone.code() != ProblemCode.NOT_FOUND) {
        throw gone;
      }
      return Optional.empty();
    }
  }

  private void giveUp(Renewal renewal, String why) {
    inTransaction(
        renewal,
        () -> {
          var item = present(renewal, true);
          if (renewals.end(renewal)) {
            item.ifPresent(found -> leaveToAPerson(found, why));
          }
          return true;
        });
  }

  private void leaveToAPerson(Item item, String why) {
    items.authored(
        item,
        Change.PRODUCT_CHANGED,
        null,
        "The new price is in its captions, but a person has to decide. " + why);
  }

  private <T> T inTransaction(Renewal renewal, Supplier<T> work) {
    return Tenants.inWorkspace(
        renewal.workspaceId(), () -> transaction.execute(ignored -> work.get()));
  }
}
