package com.postpilot.post.authoring;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.post.account.SocialAccount;
import com.postpilot.post.authoring.PostInput.MediaInput;
import com.postpilot.post.media.MediaObject;
import com.postpilot.post.quota.PostQuota;
import com.postpilot.post.rules.AccountFacts;
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
  private final Ingredients ingredients;
  private final Circumstances circumstances;
  private final Readiness readiness;
  private final Outings outings;
  private final Posts posts;
  private final PostQuota quota;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Checking(
      Ingredients ingredients,
      Circumstances circumstances,
      Readiness readiness,
      Outings outings,
      Posts posts,
      PostQuota quota,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.ingredients = ingredients;
    this.circumstances = circumstances;
    this.readiness = readiness;
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
          TargetReadiness.of(null, candidate.place().accountId(), candidate.platform(), found));
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
              readiness.of(post, open, facts, target -> target.plannedAt(clock.instant()));
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

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(ignored -> work.get());
  }
}
