package com.postpilot.queue.post;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.QueueEvent.ItemScheduled;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.security.Caller;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.queue.item.Action;
import com.postpilot.queue.item.Change;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.item.Status;
import com.postpilot.queue.post.Errands.Act;
import com.postpilot.queue.post.PostClient.Approval;
import com.postpilot.queue.post.PostClient.CreateRequest;
import com.postpilot.queue.post.PostClient.CreateTarget;
import com.postpilot.queue.post.PostClient.Medium;
import com.postpilot.queue.post.PostClient.PostResponse;
import com.postpilot.queue.post.PostClient.Source;
import com.postpilot.queue.post.Renewals.Plan;
import com.postpilot.queue.post.Requests.Open;
import com.postpilot.queue.product.Products;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the post of an approved item: one, whatever is lost on the way. */
@Component
public class Scheduling {
  private static final Logger log = LoggerFactory.getLogger(Scheduling.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Items items;
  private final Requests requests;
  private final FormerPost formerPost;
  private final Errands errands;
  private final PostService posts;
  private final AccountPlatforms accounts;
  private final Products products;
  private final Outbox outbox;
  private final PostTargets targets;
  private final Outcomes outcomes;
  private final EarlyEvents early;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Scheduling(
      Items items,
      Requests requests,
      FormerPost formerPost,
      Errands errands,
      PostService posts,
      AccountPlatforms accounts,
      Products products,
      Outbox outbox,
      PostTargets targets,
      Outcomes outcomes,
      EarlyEvents early,
      TransactionTemplate transaction,
      Clock clock) {
    this.items = items;
    this.requests = requests;
    this.formerPost = formerPost;
    this.errands = errands;
    this.posts = posts;
    this.accounts = accounts;
    this.products = products;
    this.outbox = outbox;
    this.targets = targets;
    this.outcomes = outcomes;
    this.early = early;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Post-service's answer to a request that is still open. */
  public record Answered(Open open, PostResponse post) {}

  /**
   * Asks post-service for the post; outside transactions.
   *
   * @param schedule as post-service takes it
   * @throws Problem 404, 409, 412, 422 in post-service's words; 409 {@code state_conflict} while
   *     the former post of the item may come out, or when it is out; or 503: then it is asked for
   *     the same again, by whoever comes first
   */
  public Answered ask(
      Caller caller,
      UUID itemId,
      IfMatch ifMatch,
      List<UUID> accountIds,
      Map<String, Object> schedule) {
    var workspaceId = caller.workspaceId();
    var earlier = inTransaction(() -> requests.find(workspaceId, itemId));
    if (earlier.isPresent()) {
      if (isFor(earlier.get(), accountIds, schedule)) {
        return ask(earlier.get());
      }
      finish(earlier.get());
    }
    var former = formerPost.ended(caller, itemId, ifMatch);
    var platforms = accounts.of(workspaceId, accountIds);
    return ask(
        inTransaction(
            () -> {
              var item = items.lock(workspaceId, itemId);
              ifMatch.check(item.version());
              item.mustAllow(Action.SCHEDULE);
              if (requests.find(workspaceId, itemId).isPresent()
                  || !Objects.equals(item.postId(), former)) {
                throw underWay();
              }
              return requests.add(
                  item, request(item, accountIds, platforms, schedule), caller.userId());
            }));
  }

  private Answered ask(Open open) {
    try {
      return new Answered(
          open,
          posts.ask(
              post ->
                  post.create(open.workspaceId(), open.requestedBy(), open.key(), open.request())));
    } catch (Problem refusal) {
      if (refusal.code() == ProblemCode.DEPENDENCY_UNAVAILABLE) {
        throw underWay();
      }
      inTransaction(open, () -> refused(open, refusal));
      throw refusal;
    }
  }

  /** What nobody asked for, nobody hears the answer to: it has to be seen on the item. */
  private boolean refused(Open open, Problem refusal) {
    if (open.byRule()) {
      try {
        var item = items.lock(open.workspaceId(), open.itemId());
        if (item.version() == open.itemVersion() && item.status() == Status.APPROVED) {
          item.returnToReview(products.latest(item.workspaceId(), item.product().id()));
          items.authored(
              item,
              Change.PRODUCT_CHANGED,
              null,
              "The new price is in its captions, but it could not be scheduled again. "
                  + refusal.getMessage());
        }
      } catch (Problem gone) {
        mustBeDeleted(gone); // nobody misses it
      }
    }
    boolean first = requests.answered(open);
    early.forgetUnlessSomebodyAsks(open.workspaceId());
    return first;
  }

  /** Has post-service asked for the post in the background; needs the transaction that approved. */
  void askLater(Item item, Plan plan) {
    var accounts = new LinkedHashMap<UUID, Platform>();
    plan.accounts().forEach(account -> accounts.put(account.id(), account.platform()));
    var schedule = new HashMap<String, Object>();
    schedule.put("scheduled_at", plan.scheduledAt().toString());
    if (plan.timezone() != null) {
      schedule.put("timezone", plan.timezone());
    }
    requests.addByRule(
        item,
        request(item, List.copyOf(accounts.keySet()), accounts, schedule),
        Objects.requireNonNull(item.approval()).by());
  }

  private static Problem underWay() {
    return Problem.of(
            ProblemCode.DEPENDENCY_UNAVAILABLE,
            "It is not known yet whether the post could be scheduled. It is asked for until it is;"
                + " asking again makes no second post.")
        .retryAfter(SOON);
  }

  /** Gives an answer its effect, once; needs a transaction. */
  public Item settle(Answered answered) {
    var open = answered.open();
    var postId = answered.post().id();
    var item = items.lock(open.workspaceId(), open.itemId());
    if (requests.answered(open)) {
      if (item.version() == open.itemVersion() && item.status() == Status.APPROVED) {
        take(item, answered);
      } else {
        dismiss(open, postId);
        remember(item, answered.post());
      }
      early.forget(open.workspaceId(), postId);
    }
    return items.read(open.workspaceId(), open.itemId());
  }

  private void take(Item item, Answered answered) {
    var open = answered.open();
    var post = answered.post();
    var made = post.targets().stream().map(PostClient.Target::asOfItem).toList();
    item.scheduled(post.id(), made);
    if (open.byRule()) {
      items.authored(item, Change.SCHEDULED, null, "For its old time, with the new price.");
    } else {
      items.authored(item, Change.SCHEDULED, open.requestedBy(), null);
    }
    targets.add(item, post.id(), made);
    outbox.append(
        new ItemScheduled(Ids.next(), item.workspaceId(), item.id(), post.id(), clock.instant()));
    outcomes.settle(item, post); // it took so long to hear of it
    outcomes.catchUp(item);
  }

  /** It may be on its way already: then its outcome is the item's, which is not posted twice. */
  private void remember(Item item, PostResponse post) {
    if (item.status() == Status.SCHEDULED || item.status() == Status.PUBLISHED) {
      return; // by another post
    }
    var made = post.targets().stream().map(PostClient.Target::asOfItem).toList();
    item.madePost(post.id(), made);
    items.settled(item);
    targets.add(item, post.id(), made);
    outcomes.catchUp(item);
  }

  private void dismiss(Open open, UUID postId) {
    errands.add(
        open.workspaceId(),
        postId,
        Act.UNSCHEDULE,
        "The item was changed while it was being scheduled.",
        open.requestedBy());
  }

  /**
   * Some of what a crash or a time-out left open, or a rule asked for.
   *
   * @return whether there was any
   */
  boolean finishSome() {
    var claimed = requests.claim();
    claimed.forEach(this::finish);
    return !claimed.isEmpty();
  }

  private void finish(Open open) {
    Answered answered;
    try {
      answered = ask(open);
    } catch (Problem refusal) {
      log.info("Item {} is not scheduled: {}", open.itemId(), refusal.getMessage());
      return;
    }
    inTransaction(
        open,
        () -> {
          try {
            settle(answered);
          } catch (Problem gone) {
            mustBeDeleted(gone);
            requests.answered(open);
            dismiss(open, answered.post().id());
            early.forget(open.workspaceId(), answered.post().id());
          }
          return true;
        });
  }

  private static void mustBeDeleted(Problem gone) {
    if (gone.code() != ProblemCode.NOT_FOUND) {
      throw gone;
    }
  }

  private static boolean isFor(Open open, List<UUID> accountIds, Map<String, Object> schedule) {
    return open.request().schedule().equals(schedule)
        && open.request().targets().stream()
            .map(CreateTarget::accountId)
            .toList()
            .equals(accountIds);
  }

  private static CreateRequest request(
      Item item,
      List<UUID> accountIds,
      Map<UUID, Platform> platforms,
      Map<String, Object> schedule) {
    var approval = Objects.requireNonNull(item.approval());
    var errors = new ArrayList<FieldError>();
    var targets = new ArrayList<CreateTarget>();
    for (int i = 0; i < accountIds.size(); i++) {
      var accountId = accountIds.get(i);
      var field = "account_ids[%d]".formatted(i);
      var platform = Optional.ofNullable(platforms.get(accountId));
      if (platform.isEmpty()) {
        errors.add(new FieldError(field, "not_found", "You have no account with this id."));
        continue;
      }
      var caption = item.captions().get(platform.get());
      if (caption == null) {
        errors.add(
            new FieldError(
                field,
                "no_caption",
                "This item has no caption for " + platform.get().displayName() + "."));
        continue;
      }
      targets.add(
          new CreateTarget(
              accountId,
              caption.caption(),
              caption.hashtags(),
              item.options().getOrDefault(platform.get(), Map.of())));
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new CreateRequest(
        new Source(item.id()),
        approval.media().stream().map(Medium::new).toList(),
        targets,
        schedule,
        new Approval(approval.by(), approval.at(), approval.contentHashes()));
  }

  private <T> T inTransaction(Open open, Supplier<T> work) {
    return Tenants.inWorkspace(open.workspaceId(), () -> inTransaction(work));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(ignored -> work.get());
  }
}
