package com.postpilot.queue.post;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.queue.item.Action;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.item.PostTarget.Outcome;
import com.postpilot.queue.item.Status;
import com.postpilot.queue.post.Errands.Act;
import com.postpilot.queue.post.PostClient.PostResponse;
import com.postpilot.queue.post.PostClient.Target;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The post that was made of an item before. What was on its way when it was taken back still goes
 * out: until that is known, the item is not posted a second time.
 */
@Component
class FormerPost {
  private final Items items;
  private final Errands errands;
  private final PostService posts;
  private final PostTargets targets;
  private final TransactionTemplate transaction;

  FormerPost(
      Items items,
      Errands errands,
      PostService posts,
      PostTargets targets,
      TransactionTemplate transaction) {
    this.items = items;
    this.errands = errands;
    this.posts = posts;
    this.targets = targets;
    this.transaction = transaction;
  }

  /**
   * Makes sure that nothing of it comes out any more; outside transactions.
   *
   * @return that post; null if there was none
   * @throws Problem 404, 412, or 409 as long as something may come out, and when something is out;
   *     503 if post-service does not answer
   */
  @Nullable UUID ended(Caller caller, UUID itemId, IfMatch ifMatch) {
    var workspaceId = caller.workspaceId();
    var postId = inTransaction(() -> takenBack(workspaceId, itemId, ifMatch));
    postId.flatMap(id -> found(workspaceId, id)).ifPresent(post -> judge(caller, itemId, post));
    return postId.orElse(null);
  }

  /** Only then what post-service says of it is what became of it. */
  private Optional<UUID> takenBack(UUID workspaceId, UUID itemId, IfMatch ifMatch) {
    var item = items.read(workspaceId, itemId);
    ifMatch.check(item.version());
    item.mustAllow(Action.SCHEDULE);
    var postId = Optional.ofNullable(item.postId());
    if (postId.filter(errands::isAnyFor).isPresent()) {
      throw conflict(
          "Its former post is being taken off the schedule. Schedule the item again in a moment.");
    }
    return postId;
  }

  /** Empty if somebody deleted it. */
  private Optional<PostResponse> found(UUID workspaceId, UUID postId) {
    try {
      return Optional.of(posts.ask(post -> post.read(workspaceId, postId)));
    } catch (Problem refusal) {
      if (refusal.code() != ProblemCode.NOT_FOUND) {
        throw refusal;
      }
      return Optional.empty();
    }
  }

  private void judge(Caller caller, UUID itemId, PostResponse post) {
    var open = post.targets().stream().filter(FormerPost::mayComeOut).findFirst();
    if (open.isPresent()) {
      if (open.get().holdReason() == HoldReason.UNCONFIRMED) {
        inTransaction(() -> withdraw(caller, post));
      }
      throw conflict(whatToWaitFor(open.get()));
    }
    if (post.targets().stream().anyMatch(FormerPost::isOut)) {
      inTransaction(() -> published(caller.workspaceId(), itemId, post));
      throw conflict("Its former post is out: it is not posted a second time.");
    }
  }

  /** What failed goes out no more unless a person has it sent again. */
  private static boolean mayComeOut(Target target) {
    return switch (target.status()) {
      case "DRAFT", "FAILED", "PUBLISHED" -> false;
      case "HELD" -> target.holdReason() != HoldReason.PRODUCT_CHANGED;
      default -> true;
    };
  }

  private static boolean isOut(Target target) {
    return target.status().equals("PUBLISHED");
  }

  private static String whatToWaitFor(Target target) {
    var platform = target.platform().displayName();
    if (target.status().equals("SCHEDULED")) {
      return "Its former post is on the schedule for %s: take that off the schedule first."
          .formatted(platform);
    }
    if (target.holdReason() == HoldReason.UNCONFIRMED) {
      return "Nobody knows whether its former post is out on %s: look there, and say so at the post."
          .formatted(platform);
    }
    if (target.status().equals("HELD")) {
      return "Its former post waits to go out on %s: take that off the schedule first."
          .formatted(platform);
    }
    return "Its former post is being published on %s: wait for what becomes of it."
        .formatted(platform);
  }

  /** Who finds it absent must be able to say so, without having it sent again as it was. */
  private boolean withdraw(Caller caller, PostResponse post) {
    errands.add(
        caller.workspaceId(),
        post.id(),
        Act.UNSCHEDULE,
        "Its item is to be posted anew.",
        caller.userId());
    return true;
  }

  /** As the event of it would have the item, which may still be on its way here. */
  private boolean published(UUID workspaceId, UUID itemId, PostResponse post) {
    var item = items.lock(workspaceId, itemId);
    boolean stands = post.id().equals(item.postId()) && item.status() == Status.APPROVED;
    if (stands) {
      post.targets().stream()
          .filter(FormerPost::isOut)
          .forEach(target -> targets.ended(target.id(), Outcome.PUBLISHED));
      item.published();
      items.settled(item);
    }
    return stands;
  }

  private static Problem conflict(String detail) {
    return Problem.of(ProblemCode.STATE_CONFLICT, detail);
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(ignored -> work.get());
  }
}
