package com.postpilot.post.authoring;

import com.postpilot.common.content.ContentHash;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.post.account.SocialAccount;
import com.postpilot.post.authoring.PostInput.MediaInput;
import com.postpilot.post.media.MediaObject;
import com.postpilot.post.quota.PostQuota;
import com.postpilot.post.rules.AccountFacts;
import com.postpilot.post.rules.AccountFacts.Connection;
import com.postpilot.post.rules.AccountFacts.Live;
import com.postpilot.post.rules.Candidate;
import com.postpilot.post.rules.Finding;
import com.postpilot.post.rules.Medium;
import com.postpilot.post.rules.Place;
import com.postpilot.post.rules.ReadinessStatus;
import com.postpilot.post.rules.Rules;
import com.postpilot.post.rules.Severity;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells what a platform would refuse, before anybody schedules it. */
@Component
class Checking {
  private static final AccountFacts ANY_ACCOUNT =
      new AccountFacts("of the post", Connection.OK, null, new Live.Known(null, null));

  private final Ingredients ingredients;
  private final Circumstances circumstances;
  private final Readiness readiness;
  private final Approvals approvals;
  private final Outings outings;
  private final Posts posts;
  private final PostQuota quota;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Checking(
      Ingredients ingredients,
      Circumstances circumstances,
      Readiness readiness,
      Approvals approvals,
      Outings outings,
      Posts posts,
      PostQuota quota,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.ingredients = ingredients;
    this.circumstances = circumstances;
    this.readiness = readiness;
    this.approvals = approvals;
    this.outings = outings;
    this.posts = posts;
    this.quota = quota;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setReadOnly(true);
    this.clock = clock;
  }

  /**
   * @param targets one for each account; what is published is not judged any more
   */
  record ReadinessResponse(
      ReadinessStatus status, List<Finding> findings, List<TargetReadiness> targets) {

    static ReadinessResponse of(List<Finding> findings, List<TargetReadiness> targets) {
      return new ReadinessResponse(ReadinessStatus.of(findings), findings, targets);
    }
  }

  /**
   * @param targetId null for what is not stored
   */
  record TargetReadiness(
      @Nullable UUID targetId, UUID accountId, Platform platform, ReadinessStatus status) {

    static TargetReadiness of(
        @Nullable UUID targetId, UUID accountId, Platform platform, List<Finding> findings) {
      return new TargetReadiness(
          targetId,
          accountId,
          platform,
          ReadinessStatus.of(
              findings.stream().filter(finding -> accountId.equals(finding.accountId())).toList()));
    }
  }

  /** Judges what would be created; nothing is stored. */
  ReadinessResponse draft(UUID workspaceId, Authoring.Draft draft) {
    var now = clock.instant();
    var schedule = draft.schedule();
    var dueAt = schedule == null ? now : schedule.resolve("schedule", now).at();
    var accounts = ingredients.accounts(workspaceId, draft.targets());
    var facts = circumstances.of(workspaceId, accounts.values());
    var seen = ingredients.look(draft.media());
    var media = inTransaction(() -> media(workspaceId, draft.media(), seen));
    var findings = new ArrayList<>(inTransaction(() -> plan(workspaceId)));
    var targets = new ArrayList<TargetReadiness>();
    var own = inTransaction(() -> ingredients.ownMedia(workspaceId, draft.targets()));
    var candidates =
        inTransaction(
            () -> candidates(workspaceId, draft, accounts, facts, media, own, dueAt, now));
    for (var candidate : candidates) {
      var found = Rules.judge(candidate);
      findings.addAll(found);
      targets.add(
          TargetReadiness.of(
              null,
              draft.targets().get(candidate.place().index()).account(),
              candidate.platform(),
              found));
    }
    return ReadinessResponse.of(findings, targets);
  }

  private List<Candidate> candidates(
      UUID workspaceId,
      Authoring.Draft draft,
      Map<UUID, SocialAccount> accounts,
      Map<UUID, AccountFacts> facts,
      List<Medium> media,
      Map<UUID, MediaObject> own,
      Instant dueAt,
      Instant now) {
    var candidates = new ArrayList<Candidate>();
    for (int i = 0; i < draft.targets().size(); i++) {
      var target = draft.targets().get(i);
      var caption = target.caption();
      var ownMedia = target.mediaIds();
      candidates.add(
          new Candidate(
              new Place(null, target.account(), i, caption != null, !ownMedia.isEmpty()),
              Objects.requireNonNull(accounts.get(target.account())).platform(),
              Content.text(caption == null ? draft.caption() : caption, draft.hashtags()),
              ownMedia.isEmpty()
                  ? media
                  : ownMedia.stream()
                      .map(id -> Readiness.medium(Objects.requireNonNull(own.get(id))))
                      .toList(),
              target.givenOptions(),
              Objects.requireNonNull(facts.get(target.account())),
              dueAt,
              now,
              outings.of(workspaceId, target.account(), null, dueAt, now),
              false));
    }
    return candidates;
  }

  private List<Medium> media(
      UUID workspaceId, List<MediaInput> inputs, Map<Integer, MediaObject> seen) {
    var known = ingredients.known(workspaceId, inputs);
    var media = new ArrayList<Medium>();
    for (int i = 0; i < inputs.size(); i++) {
      var behindUrl = seen.get(i);
      media.add(
          Readiness.medium(
              behindUrl == null ? Ingredients.known(known, i, inputs.get(i).id()) : behindUrl));
    }
    return media;
  }

  private List<Finding> plan(UUID workspaceId) {
    return quota.usage(workspaceId).stream()
        .filter(usage -> usage.used() >= usage.limit())
        .map(
            usage ->
                new Finding(
                    "plan_limit_reached",
                    Severity.BLOCKED,
                    null,
                    null,
                    null,
                    "plan",
                    usage.limit(),
                    usage.used(),
                    "Your plan has %d posts a month, and all of them are used."
                        .formatted(usage.limit()),
                    "Upgrade your plan, or wait for the next month."))
        .toList();
  }

  /**
   * What one platform would get, of nobody's account yet.
   *
   * @param text as a follower reads it
   */
  record Piece(Platform platform, String text, @Nullable Map<String, @Nullable Object> options) {

    Map<String, Object> givenOptions() {
      return options == null ? Map.of() : Map.copyOf(options);
    }
  }

  /**
   * @param contentHashes what an approval of it is bound to
   */
  record ContentResponse(
      ReadinessStatus status, List<Finding> findings, Map<Platform, String> contentHashes) {}

  /**
   * Judges content by what its platforms take, whatever an account allows.
   *
   * @throws Problem 404 for a medium that there is not, 422 for options that a platform does not
   *     have
   */
  ContentResponse content(UUID workspaceId, List<UUID> mediaIds, List<Piece> pieces) {
    var now = clock.instant();
    var input = new PostInput();
    for (int i = 0; i < pieces.size(); i++) {
      TargetOptions.check(i, pieces.get(i).platform(), pieces.get(i).options(), now, input);
    }
    input.check();
    var media = inTransaction(() -> ingredients.stored(workspaceId, mediaIds));
    var findings = new ArrayList<Finding>();
    var hashes = new EnumMap<Platform, String>(Platform.class);
    for (int i = 0; i < pieces.size(); i++) {
      var piece = pieces.get(i);
      findings.addAll(
          Rules.judge(
              new Candidate(
                  new Place(null, null, i, true, false),
                  piece.platform(),
                  piece.text(),
                  media.stream().map(Readiness::medium).toList(),
                  piece.givenOptions(),
                  ANY_ACCOUNT,
                  now,
                  now,
                  List.of(),
                  false)));
      hashes.put(
          piece.platform(),
          ContentHash.of(
              piece.text(),
              media.stream().map(MediaObject::sha256).toList(),
              piece.givenOptions()));
    }
    return new ContentResponse(ReadinessStatus.of(findings), findings, hashes);
  }

  /**
   * Judges a stored post as it would be published at its time, or now if it has none.
   *
   * @throws Problem 404
   */
  ReadinessResponse post(UUID workspaceId, UUID postId) {
    var facts = circumstances.of(workspaceId, postId);
    return inTransaction(
        () -> {
          var post =
              posts
                  .find(workspaceId, postId)
                  .filter(found -> !found.deleted())
                  .orElseThrow(() -> Problem.notFound("post", postId));
          var open =
              post.targets().stream().filter(target -> !target.is(TargetState.PUBLISHED)).toList();
          var findings =
              new ArrayList<>(
                  readiness.of(post, open, facts, target -> target.plannedAt(clock.instant())));
          approvals.lackedBy(post, open).forEach(target -> findings.add(unapproved(target)));
          var withheld = post.withheld();
          if (withheld != null) {
            open.forEach(target -> findings.add(withheld(target, withheld)));
          }
          return ReadinessResponse.of(
              findings,
              open.stream()
                  .map(
                      target ->
                          TargetReadiness.of(
                              target.id(), target.accountId(), target.platform(), findings))
                  .toList());
        });
  }

  private static Finding withheld(Target target, String why) {
    return new Finding(
        "product_changed",
        Severity.BLOCKED,
        target.id(),
        target.accountId(),
        target.platform(),
        "targets[%d]".formatted(target.position()),
        null,
        null,
        why,
        "Reopen its item in the queue and approve it as it is now.");
  }

  private static Finding unapproved(Target target) {
    return new Finding(
        "approval_required",
        Severity.BLOCKED,
        target.id(),
        target.accountId(),
        target.platform(),
        "targets[%d]".formatted(target.position()),
        null,
        null,
        "Nobody has approved the post as it is now.",
        "Approve it in the queue.");
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(ignored -> work.get());
  }
}
