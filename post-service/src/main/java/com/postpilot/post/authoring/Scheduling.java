package com.postpilot.post.authoring;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PostEvent.TargetConfirmed;
import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.post.account.Accounts;
import com.postpilot.post.account.SocialAccount;
import com.postpilot.post.dispatch.DueRows.Due;
import com.postpilot.post.reading.PostReader;
import com.postpilot.post.reading.PostResource;
import com.postpilot.post.rules.AccountFacts;
import com.postpilot.post.scheduling.PlannedTime;
import com.postpilot.post.scheduling.ScheduleInput;
import com.postpilot.post.timeline.Timeline;
import com.postpilot.post.timeline.TimelineKind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What authors decide about when, whether and whether again. */
@Component
class Scheduling {
  private static final IfMatch ANY_VERSION = new IfMatch(null);

  private final Posts posts;
  private final TakeBack takeBack;
  private final Accounts accounts;
  private final Circumstances circumstances;
  private final Readiness readiness;
  private final Approvals approvals;
  private final Holding holding;
  private final PostReader reader;
  private final Timeline timeline;
  private final Outbox outbox;
  private final Idempotency idempotency;
  private final Clock clock;

  Scheduling(
      Posts posts,
      TakeBack takeBack,
      Accounts accounts,
      Circumstances circumstances,
      Readiness readiness,
      Approvals approvals,
      Holding holding,
      PostReader reader,
      Timeline timeline,
      Outbox outbox,
      Idempotency idempotency,
      Clock clock) {
    this.posts = posts;
    this.takeBack = takeBack;
    this.accounts = accounts;
    this.circumstances = circumstances;
    this.readiness = readiness;
    this.approvals = approvals;
    this.holding = holding;
    this.reader = reader;
    this.timeline = timeline;
    this.outbox = outbox;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Schedules, or moves to another time, everything of the post that is not published. */
  PostResource schedule(Caller caller, UUID postId, IfMatch ifMatch, ScheduleInput schedule) {
    var planned = schedule.resolve("schedule", clock.instant());
    var facts = circumstances.of(caller.workspaceId(), postId);
    return changed(
        caller,
        postId,
        ifMatch,
        (post, accounts) -> {
          var time = PlannedTime.words(planned.at(), planned.timezone());
          plan(
              post,
              planned,
              accounts,
              facts,
              again -> (again ? "Moved to %s." : "Scheduled for %s.").formatted(time));
        });
  }

  /** Schedules it for this moment. */
  PostResource publish(Caller caller, UUID postId, IfMatch ifMatch) {
    var facts = circumstances.of(caller.workspaceId(), postId);
    return changed(
        caller,
        postId,
        ifMatch,
        (post, accounts) ->
            plan(
                post,
                PlannedTime.at(clock.instant(), post.zone()),
                accounts,
                facts,
                again -> "To be published at once."));
  }

  private void plan(
      Post post,
      PlannedTime planned,
      Map<UUID, SocialAccount> accounts,
      Map<UUID, AccountFacts> facts,
      Function<Boolean, String> text) {
    var targets =
        post.targetsThatAre(
            TargetState.DRAFT, TargetState.OPEN, TargetState.FAILED, TargetState.HELD);
    var before = takeBack.take(targets);
    if (targets.isEmpty()) {
      throw Problem.of(ProblemCode.STATE_CONFLICT, "The post is published already.");
    }
    post.mustNotBeWithheld();
    connected(targets, accounts);
    approvals.mustHold(post, targets);
    readiness.mustNotBeBlocked(post, targets, facts, target -> planned.at());
    post.plan(planned);
    var deliveries = new ArrayList<Due>();
    for (var target : targets) {
      boolean again = before.stream().anyMatch(row -> row.targetId().equals(target.id()));
      deliveries.add(
          open(
              post,
              target,
              planned.at(),
              again ? TimelineKind.RESCHEDULED : TimelineKind.SCHEDULED,
              text.apply(again)));
    }
    var now = clock.instant();
    post.authored(now);
    outbox.append(post.scheduled(targets, planned.at(), now));
    takeBack.put(deliveries);
  }

  /** Back to a draft; what waits because of something is given up, too. */
  PostResource unschedule(Caller caller, UUID postId, IfMatch ifMatch) {
    return changed(
        caller,
        postId,
        ifMatch,
        (post, accounts) -> {
          var targets = waiting(post);
          takeBack.take(targets);
          if (targets.isEmpty()) {
            throw Problem.of(ProblemCode.STATE_CONFLICT, "Nothing of the post is scheduled.");
          }
          withdraw(post, targets, "Taken off the schedule.");
        });
  }

  /**
   * For the queue, in which its item is approved no more: nor is the post, whether it is scheduled
   * or a draft.
   */
  PostResource takeBack(Caller caller, UUID postId) {
    return changed(
        caller,
        postId,
        ANY_VERSION,
        (post, accounts) -> {
          var targets = waiting(post);
          takeBack.take(targets);
          post.forgetApproval();
          if (!targets.isEmpty()) {
            withdraw(post, targets, "Taken off the schedule: its item is being changed.");
          }
        });
  }

  /**
   * For good: whatever is not on its way comes off the schedule, and nothing of the post goes on it
   * again. Again, it changes nothing.
   *
   * @param why in plain words
   */
  PostResource withdraw(Caller caller, UUID postId, String why) {
    return changed(
        caller,
        postId,
        ANY_VERSION,
        (post, accounts) -> {
          post.withhold(why);
          post.forgetApproval();
          var targets = notOnTheirWay(post);
          if (!targets.isEmpty()) {
            withdraw(post, targets, "Taken off the schedule. " + why);
          }
        });
  }

  private void withdraw(Post post, List<Target> targets, String text) {
    for (var target : targets) {
      target.withdraw();
      timeline.add(
          post.workspaceId(), post.id(), target.id(), TimelineKind.UNSCHEDULED, text, Map.of());
    }
    if (post.targetsThatAre(TargetState.DRAFT).size() == post.targets().size()) {
      post.unplan();
    }
    var now = clock.instant();
    post.authored(now);
    outbox.append(post.unscheduled(now));
  }

  /**
   * Keeps everything that is not out from going out until it is resumed: what waits for another
   * reason must not go on by itself, and what is a draft must not be scheduled. What is on its way
   * cannot be stopped, but does not start again.
   */
  PostResource hold(Caller caller, UUID postId, HoldReason reason, String detail) {
    return changed(
        caller,
        postId,
        ANY_VERSION,
        (post, accounts) -> {
          if (post.targets().stream().allMatch(target -> target.is(TargetState.PUBLISHED))) {
            throw Problem.of(ProblemCode.STATE_CONFLICT, "The post is published already.");
          }
          post.withhold(detail);
          notOnTheirWay(post).stream()
              .filter(target -> !target.isHeldFor(reason, detail))
              .forEach(target -> holding.hold(post, target, Hold.of(reason, detail)));
        });
  }

  /** Of what is scheduled or held; of what nobody knows whether it is out a person decides. */
  private static List<Target> waiting(Post post) {
    return post.targetsThatAre(TargetState.OPEN, TargetState.HELD).stream()
        .filter(target -> target.holdReason() != HoldReason.UNCONFIRMED)
        .toList();
  }

  /** Those of them that are with the dispatcher no more, or have not been taken by it yet. */
  private List<Target> notOnTheirWay(Post post) {
    return waiting(post).stream()
        .filter(target -> target.is(TargetState.HELD) || takeBack.took(target))
        .toList();
  }

  /** Lets go on what {@link #hold} keeps; again, it changes nothing. */
  PostResource resume(Caller caller, UUID postId) {
    return changed(
        caller,
        postId,
        ANY_VERSION,
        (post, accounts) -> {
          boolean withheld = post.release();
          var held =
              post.targetsThatAre(TargetState.HELD).stream()
                  .filter(target -> target.holdReason() == HoldReason.PRODUCT_CHANGED)
                  .toList();
          if (!withheld && held.isEmpty() && post.targetsThatAre(TargetState.OPEN).isEmpty()) {
            throw Problem.of(ProblemCode.STATE_CONFLICT, "Nothing of the post is held.");
          }
          approvals.mustHold(post, held);
          held.forEach(
              target ->
                  holding.resume(
                      post,
                      target,
                      accounts.get(target.accountId()),
                      "The product is again what was approved."));
        });
  }

  /** Sends again what failed or waits: at its time if that is still to come, else now. */
  PostResource retry(
      Caller caller, UUID postId, IfMatch ifMatch, @Nullable List<@Nullable UUID> targetIds) {
    var facts = circumstances.of(caller.workspaceId(), postId);
    return changed(
        caller,
        postId,
        ifMatch,
        (post, accounts) -> {
          var targets =
              targetIds == null
                  ? post.targetsThatAre(TargetState.FAILED, TargetState.HELD)
                  : picked(post, targetIds);
          if (targets.isEmpty()) {
            takeBack.take(post.targets()); // says so if it is under way
            throw Problem.of(ProblemCode.STATE_CONFLICT, "Nothing of the post failed or waits.");
          }
          again(post, targets, accounts, facts, "Retried");
        });
  }

  private List<Target> picked(Post post, List<@Nullable UUID> targetIds) {
    var picked = new ArrayList<Target>();
    for (int i = 0; i < targetIds.size(); i++) {
      var id = Objects.requireNonNull(targetIds.get(i));
      var field = "target_ids[%d]".formatted(i);
      picked.add(
          post.target(id)
              .orElseThrow(
                  () ->
                      Problem.at(
                          ProblemCode.NOT_FOUND,
                          field,
                          "The post has no target %s.".formatted(id))));
    }
    if (!post.targetsThatAre(TargetState.FAILED, TargetState.HELD).containsAll(picked)) {
      takeBack.take(picked); // says so if one is under way
      throw Problem.of(
          ProblemCode.STATE_CONFLICT, "One of these targets has neither failed nor does it wait.");
    }
    return picked;
  }

  private void again(
      Post post,
      List<Target> targets,
      Map<UUID, SocialAccount> accounts,
      Map<UUID, AccountFacts> facts,
      String what) {
    post.mustNotBeWithheld();
    connected(targets, accounts);
    approvals.mustHold(post, targets);
    readiness.mustNotBeBlocked(post, targets, facts, Target::dueAt);
    var now = clock.instant();
    var deliveries = new ArrayList<Due>();
    for (var target : targets) {
      boolean ahead = target.dueAt().isAfter(now);
      var at = ahead ? target.dueAt() : now;
      var due = ahead ? "on " + PlannedTime.words(at, post.zone()) : "now";
      deliveries.add(
          open(post, target, at, TimelineKind.RETRIED, "%s: due %s.".formatted(what, due)));
    }
    post.authored(now);
    outbox.append(post.scheduled(targets, earliest(deliveries), now));
    takeBack.put(deliveries);
  }

  /** What a person found out about a publication of which nobody knew whether it is live. */
  enum Resolution {
    PUBLISHED,
    ABSENT
  }

  PostResource resolve(
      Caller caller, UUID postId, UUID targetId, IfMatch ifMatch, Resolution outcome) {
    var facts = circumstances.of(caller.workspaceId(), postId);
    return changed(
        caller,
        postId,
        ifMatch,
        (post, accounts) -> {
          var target =
              post.target(targetId).orElseThrow(() -> Problem.notFound("target", targetId));
          if (target.holdReason() != HoldReason.UNCONFIRMED) {
            throw Problem.of(
                ProblemCode.STATE_CONFLICT, "There is nothing unconfirmed about this target.");
          }
          switch (outcome) {
            case PUBLISHED -> {
              var now = clock.instant();
              target.published(now, null);
              timeline.add(
                  post.workspaceId(),
                  post.id(),
                  target.id(),
                  TimelineKind.PUBLISHED,
                  "Confirmed as published by a person.",
                  Map.of("user_id", caller.userId()));
              post.authored(now);
              outbox.append(
                  new TargetConfirmed(Ids.next(), post.workspaceId(), post.id(), target.id(), now));
            }
            case ABSENT -> {
              target.foundAbsent(clock.instant());
              var withheld = post.withheld();
              if (withheld != null) {
                holding.hold(post, target, Hold.of(HoldReason.PRODUCT_CHANGED, withheld));
                return;
              }
              again(post, List.of(target), accounts, facts, "Confirmed as absent by a person");
            }
          }
        });
  }

  private static void connected(List<Target> targets, Map<UUID, SocialAccount> accounts) {
    for (var target : targets) {
      var account = accounts.get(target.accountId());
      if (account == null || !account.connected()) {
        throw Problem.of(
            ProblemCode.ACCOUNT_DISCONNECTED,
            "The account %s is not connected: connect it again first."
                .formatted(account == null ? target.accountId() : account.handle()));
      }
    }
  }

  private Due open(Post post, Target target, Instant at, TimelineKind kind, String text) {
    target.open(at);
    var delivery = TakeBack.delivery(target, at);
    timeline.add(
        post.workspaceId(),
        post.id(),
        target.id(),
        kind,
        text,
        Map.of("due_at", at, "delivery_id", delivery.deliveryId()));
    return delivery;
  }

  private static Instant earliest(List<Due> deliveries) {
    return deliveries.stream().map(Due::dueAt).min(Instant::compareTo).orElseThrow();
  }

  private PostResource changed(
      Caller caller,
      UUID postId,
      IfMatch ifMatch,
      BiConsumer<Post, Map<UUID, SocialAccount>> change) {
    var workspaceId = caller.workspaceId();
    return idempotency.once(
        HttpStatus.OK,
        PostHeaders::of,
        () -> {
          var held = accounts.holdOf(workspaceId, postId); // accounts first, then the post
          var post =
              posts
                  .lock(workspaceId, postId)
                  .filter(found -> !found.deleted())
                  .orElseThrow(() -> Problem.notFound("post", postId));
          ifMatch.check(post.version());
          change.accept(post, held);
          posts.flush();
          return reader.read(workspaceId, postId);
        });
  }
}
