package com.postpilot.post.authoring;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.post.account.Accounts;
import com.postpilot.post.account.SocialAccount;
import com.postpilot.post.authoring.PostInput.MediaInput;
import com.postpilot.post.authoring.PostInput.TargetInput;
import com.postpilot.post.dispatch.DueRows.Due;
import com.postpilot.post.media.MediaLibrary;
import com.postpilot.post.quota.PostQuota;
import com.postpilot.post.reading.PostReader;
import com.postpilot.post.reading.PostResource;
import com.postpilot.post.reading.TargetStatus;
import com.postpilot.post.rules.AccountFacts;
import com.postpilot.post.scheduling.PlannedTime;
import com.postpilot.post.scheduling.ScheduleInput;
import com.postpilot.post.timeline.Timeline;
import com.postpilot.post.timeline.TimelineKind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes posts. What has to be asked of others (accounts, pictures behind URLs) is asked first,
 * outside the transaction in which everything then is stored, or nothing.
 */
@Component
class Authoring {
  private final Posts posts;
  private final TakeBack takeBack;
  private final Ingredients ingredients;
  private final Circumstances circumstances;
  private final Readiness readiness;
  private final Approvals approvals;
  private final Accounts accounts;
  private final PostQuota quota;
  private final PostReader reader;
  private final Timeline timeline;
  private final Outbox outbox;
  private final Idempotency idempotency;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Authoring(
      Posts posts,
      TakeBack takeBack,
      Ingredients ingredients,
      Circumstances circumstances,
      Readiness readiness,
      Approvals approvals,
      Accounts accounts,
      PostQuota quota,
      PostReader reader,
      Timeline timeline,
      Outbox outbox,
      Idempotency idempotency,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.posts = posts;
    this.takeBack = takeBack;
    this.ingredients = ingredients;
    this.circumstances = circumstances;
    this.readiness = readiness;
    this.approvals = approvals;
    this.accounts = accounts;
    this.quota = quota;
    this.reader = reader;
    this.timeline = timeline;
    this.outbox = outbox;
    this.idempotency = idempotency;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  record Draft(
      String caption,
      List<String> hashtags,
      List<MediaInput> media,
      List<TargetInput> targets,
      @Nullable ScheduleInput schedule) {}

  /** What a patch changes; null is kept. */
  record Changes(
      @Nullable String caption,
      @Nullable List<String> hashtags,
      @Nullable List<MediaInput> media,
      @Nullable List<TargetInput> targets) {

    boolean shared() {
      return caption != null || hashtags != null || media != null;
    }
  }

  PostResource create(Caller caller, Draft draft) {
    return create(caller, draft, caller.userId(), post -> {});
  }

  /**
   * @param consenter who gives the consents in it
   * @param written is given the post as it will be stored, before it is scheduled
   */
  PostResource create(Caller caller, Draft draft, UUID consenter, Consumer<Post> written) {
    var workspaceId = caller.workspaceId();
    var planned =
        draft.schedule() == null ? null : draft.schedule().resolve("schedule", clock.instant());
    var found = ingredients.accounts(workspaceId, draft.targets());
    if (planned != null) {
      connected(found.values());
    }
    var facts =
        planned == null
            ? Map.<UUID, AccountFacts>of()
            : circumstances.of(workspaceId, found.values());
    var fetched = ingredients.fetch(workspaceId, draft.media());
    return idempotency.once(
        HttpStatus.CREATED,
        PostHeaders::ofNew,
        () -> {
          var now = clock.instant();
          accounts.remember(workspaceId, found.values());
          if (planned != null) {
            connected(accounts.hold(workspaceId, found.keySet()).values());
          }
          var post = new Post(workspaceId, caller.userId(), now);
          var media = ingredients.media(caller, draft.media(), fetched);
          post.write(draft.caption(), draft.hashtags(), Ingredients.ids(media));
          for (var input : draft.targets()) {
            write(consenter, post, post.add(account(found, input), input.caption()), input);
          }
          ingredients.ownMedia(workspaceId, draft.targets());
          post.render(ingredients.renditions(post));
          written.accept(post);
          posts.save(post);
          timeline.add(
              workspaceId, post.id(), null, TimelineKind.CREATED, "Written as a draft.", Map.of());
          var deliveries = planned == null ? List.<Due>of() : plan(post, planned, facts, now);
          quota.use(workspaceId);
          takeBack.put(deliveries);
          return reader.read(workspaceId, post.id());
        });
  }

  private void write(UUID author, Post post, Target target, TargetInput input) {
    target.show(input.mediaIds());
    if (target.write(input.caption(), input.givenOptions(), author)) {
      timeline.add(
          post.workspaceId(),
          post.id(),
          target.id(),
          TimelineKind.CONSENT_GIVEN,
          "Agreed to TikTok's Music Usage Confirmation.",
          Map.of("user_id", author));
    }
  }

  private List<Due> plan(
      Post post, PlannedTime planned, Map<UUID, AccountFacts> facts, Instant now) {
    approvals.mustHold(post, post.targets());
    readiness.mustNotBeBlocked(post, post.targets(), facts, target -> planned.at());
    post.plan(planned);
    var deliveries = new ArrayList<Due>();
    for (var target : post.targets()) {
      target.open(planned.at());
      var delivery = TakeBack.delivery(target, planned.at());
      deliveries.add(delivery);
      timeline.add(
          post.workspaceId(),
          post.id(),
          target.id(),
          TimelineKind.SCHEDULED,
          "Scheduled for %s.".formatted(PlannedTime.words(planned.at(), post.zone())),
          Map.of("due_at", planned.at(), "delivery_id", delivery.deliveryId()));
    }
    post.settled(now);
    outbox.append(post.scheduled(post.targets(), planned.at(), now));
    return deliveries;
  }

  PostResource change(Caller caller, UUID postId, IfMatch ifMatch, Changes changes) {
    var workspaceId = caller.workspaceId();
    // A post that is not theirs must not make us call anybody.
    var before = inTransaction(() -> reader.read(workspaceId, postId));
    var found =
        changes.targets() == null
            ? Map.<UUID, SocialAccount>of()
            : ingredients.accounts(workspaceId, changes.targets());
    var facts = facts(workspaceId, before, found);
    var fetched =
        changes.media() == null
            ? Map.<Integer, MediaLibrary.Fetched>of()
            : ingredients.fetch(workspaceId, changes.media());
    return inTransaction(
        () -> {
          accounts.remember(workspaceId, found.values());
          var held = accounts.hold(workspaceId, found.keySet());
          var post = post(workspaceId, postId);
          ifMatch.check(post.version());
          apply(caller, post, changes, fetched, held, facts);
          return reader.read(workspaceId, postId);
        });
  }

  /** Of all accounts that the post has or gets, if it is scheduled and must stay publishable. */
  private Map<UUID, AccountFacts> facts(
      UUID workspaceId, PostResource before, Map<UUID, SocialAccount> found) {
    if (before.targets().stream().noneMatch(target -> target.status() == TargetStatus.SCHEDULED)) {
      return Map.of();
    }
    var facts = new HashMap<>(circumstances.of(workspaceId, before.id()));
    var added = new HashMap<>(found);
    added.keySet().removeAll(facts.keySet());
    facts.putAll(circumstances.of(workspaceId, added.values()));
    return facts;
  }

  private void apply(
      Caller caller,
      Post post,
      Changes changes,
      Map<Integer, MediaLibrary.Fetched> fetched,
      Map<UUID, SocialAccount> accounts,
      Map<UUID, AccountFacts> facts) {
    var now = clock.instant();
    var kept = new ArrayList<Target>();
    var changed = new ArrayList<Target>();
    var edits = changes.targets();
    if (edits == null) {
      kept.addAll(post.targets());
    } else {
      var byAccount = new HashMap<UUID, TargetInput>();
      edits.forEach(edit -> byAccount.put(edit.account(), edit));
      for (var target : post.targets()) {
        var edit = byAccount.get(target.accountId());
        if (edit == null
            || !Objects.equals(edit.caption(), target.caption())
            || !edit.givenOptions().equals(target.options())
            || !edit.mediaIds().equals(target.mediaIds())) {
          changed.add(target);
        }
        if (edit != null) {
          kept.add(target);
        }
      }
    }
    var touched = changes.shared() ? List.copyOf(post.targets()) : List.copyOf(changed);
    refuseIfPublished(touched);
    refuseToForgetUnconfirmed(post, kept);
    boolean scheduled = !post.targetsThatAre(TargetState.OPEN).isEmpty();
    var agreed = post.targets().stream().filter(target -> !target.changedSinceConsent()).toList();
    boolean asked = approvals.asked(post.workspaceId());
    boolean approved = post.hasApproval();
    var before = contentHashes(post);
    // All of them where one that is changed takes the others with it.
    var taken = takeBack.take(asked || approved ? post.targets() : touched);

    var media =
        changes.media() == null
            ? ingredients.media(post.workspaceId(), post.mediaIds())
            : ingredients.media(caller, changes.media(), fetched);
    post.write(
        changes.caption() == null ? post.caption() : changes.caption(),
        changes.hashtags() == null ? post.hashtags() : changes.hashtags(),
        Ingredients.ids(media));
    var deliveries = new ArrayList<Due>();
    if (edits != null) {
      ingredients.ownMedia(post.workspaceId(), edits);
      deliveries.addAll(retarget(caller, post, edits, kept, accounts, scheduled, now));
    }
    post.render(ingredients.renditions(post));
    timeline.add(post.workspaceId(), post.id(), null, TimelineKind.EDITED, "Changed.", Map.of());
    boolean unapproved =
        post.targets().stream()
            .filter(target -> !target.is(TargetState.PUBLISHED) && !target.approved())
            .anyMatch(
                target ->
                    approved || (asked && !target.contentHash().equals(before.get(target.id()))));
    boolean unscheduled = unapproved && withdraw(post);
    readiness.mustNotBeBlocked(post, post.targetsThatAre(TargetState.OPEN), facts, Target::dueAt);
    post.authored(now);
    agreed.stream()
        .filter(Target::changedSinceConsent)
        .forEach(
            target ->
                timeline.add(
                    post.workspaceId(),
                    post.id(),
                    target.id(),
                    TimelineKind.CONSENT_VOID,
                    "Changed after somebody agreed to TikTok's Music Usage Confirmation, which has to be"
                        + " agreed to again.",
                    Map.of()));
    if (unscheduled) {
      outbox.append(post.unscheduled(now));
    }
    outbox.append(post.changed(unapproved, now));
    deliveries.addAll(taken);
    deliveries.removeIf(
        row -> post.target(row.targetId()).filter(target -> target.is(TargetState.OPEN)).isEmpty());
    takeBack.put(deliveries);
  }

  private static Map<UUID, String> contentHashes(Post post) {
    return post.targets().stream().collect(Collectors.toMap(Target::id, Target::contentHash));
  }

  /**
   * Takes a post that is not what was approved off the schedule, on all accounts: it was approved
   * as a whole. Returns whether anything was scheduled.
   */
  private boolean withdraw(Post post) {
    boolean approved = post.hasApproval();
    post.forgetApproval();
    if (approved) {
      timeline.add(
          post.workspaceId(),
          post.id(),
          null,
          TimelineKind.APPROVAL_VOID,
          "It is not what was approved any more, and has to be approved again.",
          Map.of());
    }
    var targets =
        post.targetsThatAre(TargetState.OPEN, TargetState.HELD).stream()
            .filter(target -> target.holdReason() != HoldReason.UNCONFIRMED)
            .toList();
    for (var target : targets) {
      target.withdraw();
      timeline.add(
          post.workspaceId(),
          post.id(),
          target.id(),
          TimelineKind.UNSCHEDULED,
          "Taken off the schedule: nobody has approved it as it is now.",
          Map.of());
    }
    if (post.targetsThatAre(TargetState.DRAFT).size() == post.targets().size()) {
      post.unplan();
    }
    return !targets.isEmpty();
  }

  /** Brings the list of targets in line; a new one joins the schedule of the others. */
  private List<Due> retarget(
      Caller caller,
      Post post,
      List<TargetInput> edits,
      List<Target> kept,
      Map<UUID, SocialAccount> accounts,
      boolean scheduled,
      Instant now) {
    var deliveries = new ArrayList<Due>();
    var wanted = new ArrayList<Target>();
    for (var edit : edits) {
      var target =
          kept.stream()
              .filter(candidate -> candidate.accountId().equals(edit.account()))
              .findFirst()
              .orElseGet(() -> post.add(account(accounts, edit), edit.caption()));
      wanted.add(target);
      if (!target.is(TargetState.PUBLISHED)) {
        write(caller.userId(), post, target, edit);
      }
      var planned = post.scheduledAt();
      if (!kept.contains(target) && scheduled && planned != null && planned.isAfter(now)) {
        connected(List.of(account(accounts, edit)));
        target.open(planned);
        var delivery = TakeBack.delivery(target, planned);
        deliveries.add(delivery);
        timeline.add(
            post.workspaceId(),
            post.id(),
            target.id(),
            TimelineKind.SCHEDULED,
            "Added, and scheduled with the others for %s."
                .formatted(PlannedTime.words(planned, post.zone())),
            Map.of("due_at", planned, "delivery_id", delivery.deliveryId()));
      }
    }
    post.keep(wanted);
    return deliveries;
  }

  private static void refuseIfPublished(List<Target> touched) {
    if (touched.stream().anyMatch(target -> target.is(TargetState.PUBLISHED))) {
      throw Problem.of(
          ProblemCode.STATE_CONFLICT,
          "The post is published on at least one account: what they share can no longer change.");
    }
  }

  private static void refuseToForgetUnconfirmed(Post post, List<Target> kept) {
    if (post.targets().stream()
        .anyMatch(
            target -> target.holdReason() == HoldReason.UNCONFIRMED && !kept.contains(target))) {
      throw Problem.of(
          ProblemCode.STATE_CONFLICT,
          "Nobody knows yet whether the post is live on an account that you remove: resolve that first.");
    }
  }

  /** Deletes a post, or puts a published one into the archive; neither is shown any more. */
  void delete(Caller caller, UUID postId, IfMatch ifMatch) {
    inTransaction(
        () -> {
          var now = clock.instant();
          var post = post(caller.workspaceId(), postId);
          ifMatch.check(post.version());
          takeBack.take(post.targets());
          post.targetsThatAre(TargetState.OPEN, TargetState.HELD).forEach(Target::withdraw);
          post.authored(now);
          post.delete(now);
          timeline.add(
              post.workspaceId(), post.id(), null, TimelineKind.DELETED, "Deleted.", Map.of());
          outbox.append(post.removed(now));
          return post.id();
        });
  }

  private Post post(UUID workspaceId, UUID postId) {
    return posts
        .lock(workspaceId, postId)
        .filter(post -> !post.deleted())
        .orElseThrow(() -> Problem.notFound("post", postId));
  }

  private static void connected(Iterable<SocialAccount> accounts) {
    for (var account : accounts) {
      if (!account.connected()) {
        throw Problem.of(
            ProblemCode.ACCOUNT_DISCONNECTED,
            "The account %s is not connected: connect it again, then schedule."
                .formatted(account.handle()));
      }
    }
  }

  private static SocialAccount account(Map<UUID, SocialAccount> accounts, TargetInput target) {
    return Objects.requireNonNull(accounts.get(target.accountId()));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(ignored -> work.get());
  }
}
