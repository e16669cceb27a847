package com.postpilot.post.authoring;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.post.account.AccountService;
import com.postpilot.post.account.Accounts;
import com.postpilot.post.account.SocialAccount;
import com.postpilot.post.authoring.PostInput.MediaInput;
import com.postpilot.post.authoring.PostInput.TargetInput;
import com.postpilot.post.dispatch.DueRows.Due;
import com.postpilot.post.media.MediaLibrary;
import com.postpilot.post.media.MediaObject;
import com.postpilot.post.quota.PostQuota;
import com.postpilot.post.reading.PostReader;
import com.postpilot.post.reading.PostResource;
import com.postpilot.post.scheduling.PlannedTime;
import com.postpilot.post.scheduling.ScheduleInput;
import com.postpilot.post.timeline.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
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
  private final AccountService accountService;
  private final Accounts accounts;
  private final MediaLibrary library;
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
      AccountService accountService,
      Accounts accounts,
      MediaLibrary library,
      PostQuota quota,
      PostReader reader,
      Timeline timeline,
      Outbox outbox,
      Idempotency idempotency,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.posts = posts;
    this.takeBack = takeBack;
    this.accountService = accountService;
    this.accounts = accounts;
    this.library = library;
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
    var workspaceId = caller.workspaceId();
    var planned =
        draft.schedule() == null ? null : draft.schedule().resolve("schedule", clock.instant());
    var found = find(workspaceId, draft.targets());
    if (planned != null) {
      connected(found.values());
    }
    var fetched = fetch(workspaceId, draft.media());
    return idempotency.once(
        HttpStatus.CREATED,
        () -> {
          var now = clock.instant();
          accounts.remember(workspaceId, found.values());
          if (planned != null) {
            connected(accounts.hold(workspaceId, found.keySet()).values());
          }
          var post = new Post(workspaceId, caller.userId(), now);
          var media = media(caller, draft.media(), fetched);
          post.write(draft.caption(), draft.hashtags(), ids(media));
          for (var input : draft.targets()) {
            var target = post.add(account(found, input), input.caption());
            target.write(input.caption(), input.givenOptions());
          }
          post.render(renditions(media));
          posts.save(post);
          timeline.add(workspaceId, post.id(), null, "created", "Written as a draft.", Map.of());
          var deliveries = planned == null ? List.<Due>of() : plan(post, planned, now);
          quota.use(workspaceId);
          takeBack.put(deliveries);
          return reader.read(workspaceId, post.id());
        });
  }

  private List<Due> plan(Post post, PlannedTime planned, Instant now) {
    PlatformRules.check(post.targets());
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
          "scheduled",
          "Scheduled for %s.".formatted(planned.at()),
          Map.of("due_at", planned.at(), "delivery_id", delivery.deliveryId()));
    }
    post.settled(now);
    outbox.append(post.scheduled(post.targets(), planned.at(), now));
    return deliveries;
  }

  PostResource change(Caller caller, UUID postId, IfMatch ifMatch, Changes changes) {
    var workspaceId = caller.workspaceId();
    // A post that is not theirs must not make us call anybody.
    inTransaction(() -> reader.read(workspaceId, postId));
    var found =
        changes.targets() == null
            ? Map.<UUID, SocialAccount>of()
            : find(workspaceId, changes.targets());
    var fetched =
        changes.media() == null
            ? Map.<Integer, MediaLibrary.Fetched>of()
            : fetch(workspaceId, changes.media());
    return inTransaction(
        () -> {
          accounts.remember(workspaceId, found.values());
          var held = accounts.hold(workspaceId, found.keySet());
          var post = post(workspaceId, postId);
          ifMatch.check(post.version());
          apply(caller, post, changes, fetched, held);
          return reader.read(workspaceId, postId);
        });
  }

  private void apply(
      Caller caller,
      Post post,
      Changes changes,
      Map<Integer, MediaLibrary.Fetched> fetched,
      Map<UUID, SocialAccount> accounts) {
    var now = clock.instant();
    var kept = new ArrayList<Target>();
    var changed = new ArrayList<Target>();
    var edits = changes.targets();
    if (edits == null) {
      kept.addAll(post.targets());
    } else {
      var byAccount = new HashMap<UUID, TargetInput>();
      edits.forEach(edit -> byAccount.put(accountId(edit), edit));
      for (var target : post.targets()) {
        var edit = byAccount.get(target.accountId());
        if (edit == null
            || !Objects.equals(edit.caption(), target.caption())
            || !edit.givenOptions().equals(target.options())) {
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
    var taken = takeBack.take(touched);

    var media =
        changes.media() == null
            ? media(caller, post.mediaIds())
            : media(caller, changes.media(), fetched);
    post.write(
        changes.caption() == null ? post.caption() : changes.caption(),
        changes.hashtags() == null ? post.hashtags() : changes.hashtags(),
        ids(media));
    var deliveries = new ArrayList<Due>();
    if (edits != null) {
      deliveries.addAll(retarget(post, edits, kept, accounts, scheduled, now));
    }
    post.render(renditions(media));
    PlatformRules.check(post.targetsThatAre(TargetState.OPEN));
    post.authored(now);
    timeline.add(post.workspaceId(), post.id(), null, "edited", "Changed.", Map.of());
    outbox.append(post.changed(now));
    taken.stream().filter(row -> post.target(row.targetId()).isPresent()).forEach(deliveries::add);
    takeBack.put(deliveries);
  }

  /** Brings the list of targets in line; a new one joins the schedule of the others. */
  private List<Due> retarget(
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
              .filter(candidate -> candidate.accountId().equals(accountId(edit)))
              .findFirst()
              .orElseGet(() -> post.add(account(accounts, edit), edit.caption()));
      wanted.add(target);
      if (!target.is(TargetState.PUBLISHED)) {
        target.write(edit.caption(), edit.givenOptions());
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
            "scheduled",
            "Added, and scheduled with the others for %s.".formatted(planned),
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
          timeline.add(post.workspaceId(), post.id(), null, "deleted", "Deleted.", Map.of());
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

  private Map<UUID, SocialAccount> find(UUID workspaceId, List<TargetInput> targets) {
    var found =
        accountService.find(workspaceId, targets.stream().map(Authoring::accountId).toList());
    var options = new PostInput();
    for (int i = 0; i < targets.size(); i++) {
      var account = found.get(accountId(targets.get(i)));
      if (account == null) {
        throw Problem.at(
            ProblemCode.NOT_FOUND,
            "targets[%d].account_id".formatted(i),
            "There is no account %s.".formatted(targets.get(i).accountId()));
      }
      options.options(i, account.platform(), targets.get(i).options());
    }
    options.check();
    return found;
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

  /** The pictures behind URLs, by their place in the list. */
  private Map<Integer, MediaLibrary.Fetched> fetch(UUID workspaceId, List<MediaInput> media) {
    var fetched = new HashMap<Integer, MediaLibrary.Fetched>();
    for (int i = 0; i < media.size(); i++) {
      var url = media.get(i).url();
      if (url != null) {
        fetched.put(
            i,
            library.fetch(workspaceId, url, media.get(i).altText(), "media[%d].url".formatted(i)));
      }
    }
    return fetched;
  }

  private List<MediaObject> media(
      Caller caller, List<MediaInput> inputs, Map<Integer, MediaLibrary.Fetched> fetched) {
    var known =
        library.find(
            caller.workspaceId(),
            inputs.stream().map(MediaInput::id).filter(Objects::nonNull).toList());
    var media = new ArrayList<MediaObject>();
    for (int i = 0; i < inputs.size(); i++) {
      var fresh = fetched.get(i);
      var medium =
          fresh == null
              ? known.get(inputs.get(i).id())
              : library.add(caller.workspaceId(), caller.userId(), fresh);
      if (medium == null) {
        throw Problem.at(
            ProblemCode.NOT_FOUND,
            "media[%d].id".formatted(i),
            "There is no medium %s whose upload is complete.".formatted(inputs.get(i).id()));
      }
      media.add(medium);
    }
    return media;
  }

  private List<MediaObject> media(Caller caller, List<UUID> ids) {
    var known = library.find(caller.workspaceId(), ids);
    return ids.stream().map(id -> Objects.requireNonNull(known.get(id))).toList();
  }

  private static List<UUID> ids(List<MediaObject> media) {
    return media.stream().map(MediaObject::id).toList();
  }

  private static List<PostDue.Media> renditions(List<MediaObject> media) {
    return media.stream()
        .map(
            medium ->
                new PostDue.Media(
                    medium.key(),
                    medium.sha256(),
                    medium.kind(),
                    medium.contentType(),
                    medium.size(),
                    medium.durationMs(),
                    medium.altText()))
        .toList();
  }

  private static UUID accountId(TargetInput target) {
    return Objects.requireNonNull(target.accountId());
  }

  private static SocialAccount account(Map<UUID, SocialAccount> accounts, TargetInput target) {
    return Objects.requireNonNull(accounts.get(target.accountId()));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(ignored -> work.get());
  }
}
