package com.postpilot.post.authoring;

import com.postpilot.common.web.Problem;
import com.postpilot.post.media.MediaObject;
import com.postpilot.post.rules.AccountFacts;
import com.postpilot.post.rules.AccountFacts.Connection;
import com.postpilot.post.rules.AccountFacts.Live;
import com.postpilot.post.rules.Candidate;
import com.postpilot.post.rules.Finding;
import com.postpilot.post.rules.Medium;
import com.postpilot.post.rules.Place;
import com.postpilot.post.rules.Rules;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Judges posts by the rules of their platforms. */
@Component
class Readiness {
  /** Of an account that joined the post while the others were asked about. */
  private static final AccountFacts NOT_ASKED =
      new AccountFacts("of the post", Connection.OK, null, new Live.Unavailable());

  private final Ingredients ingredients;
  private final Outings outings;
  private final Clock clock;

  Readiness(Ingredients ingredients, Outings outings, Clock clock) {
    this.ingredients = ingredients;
    this.outings = outings;
    this.clock = clock;
  }

  /**
   * All that stands against {@code targets}, and all that their author should know.
   *
   * @param accounts what is known of each
   * @param dueAt when each is to go out; a time that has passed counts as now
   */
  List<Finding> of(
      Post post,
      Collection<Target> targets,
      Map<UUID, AccountFacts> accounts,
      Function<Target, Instant> dueAt) {
    var now = clock.instant();
    var known = ingredients.known(post);
    return targets.stream()
        .map(target -> candidate(post, target, known, accounts, dueAt.apply(target), now))
        .flatMap(candidate -> Rules.judge(candidate).stream())
        .toList();
  }

  private Candidate candidate(
      Post post,
      Target target,
      Map<UUID, MediaObject> known,
      Map<UUID, AccountFacts> accounts,
      Instant planned,
      Instant now) {
    var dueAt = planned.isAfter(now) ? planned : now;
    return new Candidate(
        new Place(
            target.id(),
            target.accountId(),
            target.position(),
            target.caption() != null,
            !target.mediaIds().isEmpty()),
        target.platform(),
        target.renderedText(),
        post.mediaIds(target).stream()
            .map(id -> medium(Objects.requireNonNull(known.get(id))))
            .toList(),
        target.options(),
        accounts.getOrDefault(target.accountId(), NOT_ASKED),
        dueAt,
        now,
        outings.of(post.workspaceId(), target.accountId(), post.id(), dueAt, now),
        target.changedSinceConsent());
  }

  /**
   * @throws Problem 422 that names everything for which a platform would refuse one of {@code
   *     targets}
   */
  void mustNotBeBlocked(
      Post post,
      Collection<Target> targets,
      Map<UUID, AccountFacts> accounts,
      Function<Target, Instant> dueAt) {
    var findings = of(post, targets, accounts, dueAt);
    var errors =
        findings.stream()
            .filter(Finding::blocks)
            .map(
                finding ->
                    new Problem.FieldError(
                        finding.field(),
                        finding.code(),
                        finding.message() + " " + finding.remedy()))
            .toList();
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).with("findings", findings);
    }
  }

  static Medium medium(MediaObject medium) {
    var video = medium.video();
    return new Medium(
        medium.kind(),
        medium.contentType(),
        medium.size(),
        medium.width(),
        medium.height(),
        medium.durationMs(),
        video == null
            ? null
            : new Medium.Film(
                video.codec(),
                video.audioCodec(),
                video.audioRate(),
                video.audioChannels(),
                video.frameRate(),
                video.fastStart(),
                video.editList()),
        medium.altText());
  }
}
