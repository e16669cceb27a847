package com.postpilot.publisher.execution;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PublisherOutcome.PublicationProgress.Entry;
import com.postpilot.publisher.PublisherProperties;
import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Ending;
import com.postpilot.publisher.ledger.Ledger;
import com.postpilot.publisher.ledger.Overtaken;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.platform.ErrorClass;
import com.postpilot.publisher.platform.Evidence;
import com.postpilot.publisher.platform.PlatformError;
import com.postpilot.publisher.platform.Progress;
import com.postpilot.publisher.platform.SocialPlatform;
import com.postpilot.publisher.token.AccountToken;
import com.postpilot.publisher.token.AccountTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One attempt at a claimed publication: find out what became of an unsettled step, then go on; each
 * network call stands between two short transactions.
 */
@Component
class Publishing {
  private static final Logger log = LoggerFactory.getLogger(Publishing.class);
  private static final Duration DEPENDENCY_AWAY = Duration.ofSeconds(5);
  private static final DateTimeFormatter CALLED_AT =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH);

  private final Ledger ledger;
  private final AccountTokens tokens;
  private final FailurePolicy policy;
  private final Platforms platforms;
  private final PublisherProperties properties;
  private final MeterRegistry metrics;
  private final Clock clock;

  Publishing(
      Ledger ledger,
      AccountTokens tokens,
      FailurePolicy policy,
      Platforms platforms,
      PublisherProperties properties,
      MeterRegistry metrics,
      Clock clock) {
    this.ledger = ledger;
    this.tokens = tokens;
    this.policy = policy;
    this.platforms = platforms;
    this.properties = properties;
    this.metrics = metrics;
    this.clock = clock;
  }

  void run(Claim claim) {
    var progress = new ArrayList<Entry>();
    try {
      settle(claim, attempt(claim, progress), progress);
    } catch (Overtaken e) {
      log.info("{}", e.getMessage());
    } catch (RuntimeException e) {
      // The database, or a mistake of ours. The lease ends by itself, and what was sent is
      // recorded.
      log.error(
          "The attempt at {} broke off; it is taken up again when its lease ends",
          claim.publication().targetId(),
          e);
    }
  }

  private Verdict attempt(Claim claim, List<Entry> progress) {
    var publication = claim.publication();
    tell(progress, "claimed", "The publisher took it up.");
    var platform = platforms.of(publication);
    var unsettled = claim.unsettled();
    if (unsettled.isEmpty() && !publication.isWhatWasApproved()) {
      return notApproved();
    }
    if (unsettled.isEmpty() && claim.claimedAt().isAfter(publication.misfireAt())) {
      return missed();
    }
    if (unsettled.isEmpty() && claim.restsUntil() != null) {
      return new Verdict.Over(
          new Ending.Held(
              HoldReason.QUOTA,
              null,
              "A limit of "
                  + publication.platform().displayName()
                  + " is reached. It goes on by itself.",
              claim.restsUntil(),
              null));
    }
    return switch (tokens.get(publication.workspaceId(), publication.accountId())) {
      case AccountToken.Unavailable(var why) ->
          Verdict.Later.at(
              clock.instant().plus(DEPENDENCY_AWAY), why + ".", publication.attempts());
      case AccountToken.NeedsOwner(var generation) ->
          new Verdict.Over(
              new Ending.Held(
                  HoldReason.NEEDS_REAUTH,
                  null,
                  "The account is not connected. Reconnect it.",
                  null,
                  generation));
      case AccountToken.Usable token ->
          unsettled.isPresent()
              ? reconcile(claim, unsettled.get(), platform, token, progress)
              : publish(claim, platform, token, progress);
    };
  }

  private static Verdict notApproved() {
    return new Verdict.Over(
        new Ending.Held(
            HoldReason.APPROVAL_CHANGED,
            null,
            "What arrived at the publisher is not what was approved. Nothing was sent.",
            null,
            null));
  }

  private Predicate<String> taken(Claim claim) {
    return remoteId -> ledger.isKnownElsewhere(claim.publication(), remoteId);
  }

  private static Verdict missed() {
    return new Verdict.Over(
        new Ending.Held(
            HoldReason.MISSED_WINDOW,
            null,
            "It could not be published in time. Choose a new time.",
            null,
            null));
  }

  private Verdict publish(
      Claim claim, SocialPlatform platform, AccountToken.Usable token, List<Entry> progress) {
    lateness(claim);
    tell(progress, "step_sent", "Sent to " + claim.publication().platform().displayName() + ".");
    return switch (platform.publish(claim, token, taken(claim))) {
      case Progress.Live(var step, var remoteId) -> {
        tell(progress, "step_answered", "It is live.");
        yield new Verdict.Live(step, new Ending.Published(remoteId, clock.instant()));
      }
      case Progress.NotReady(var after, var what) -> notReady(claim, after, what);
      case Progress.Refused(var error) -> refused(claim, error, token, progress);
      case Progress.Unknown(var why) ->
          new Verdict.Look(
              clock.instant(),
              "What became of the call is not known: " + why + " The platform is asked.");
    };
  }

  private Verdict notReady(Claim claim, Duration after, String what) {
    return Verdict.Later.at(
        clock.instant().plus(after),
        "%s prepares %s.".formatted(claim.publication().platform().displayName(), what),
        claim.publication().attempts());
  }

  private Verdict refused(
      Claim claim, PlatformError error, AccountToken.Usable token, List<Entry> progress) {
    tell(progress, "step_answered", error.cause() + " (" + error.code() + ")");
    return error.kind() == ErrorClass.REAUTH
        ? tokenRefused(claim, error, token)
        : policy.decide(claim.publication(), error, token, clock.instant());
  }

  /** Unless account-service has another token meanwhile, only the account's owner can help. */
  private Verdict tokenRefused(Claim claim, PlatformError error, AccountToken.Usable token) {
    var publication = claim.publication();
    if (!tokens.reject(
        publication.workspaceId(), publication.accountId(), token.generation(), error.code())) {
      return Verdict.Later.at(
          clock.instant().plus(DEPENDENCY_AWAY), error.cause(), publication.attempts());
    }
    var now = clock.instant();
    return switch (tokens.get(publication.workspaceId(), publication.accountId())) {
      case AccountToken.Usable renewed when !renewed.accessToken().equals(token.accessToken()) ->
          policy.again(publication, error, false, now);
      case AccountToken.Unavailable(var why) ->
          Verdict.Later.at(now.plus(DEPENDENCY_AWAY), why + ".", publication.attempts());
      case AccountToken.Usable _, AccountToken.NeedsOwner _ ->
          policy.decide(publication, error, token, now);
    };
  }

  /** Asks the platform what became of a visible step, before anything is sent again. */
  private Verdict reconcile(
      Claim claim,
      Step step,
      SocialPlatform platform,
      AccountToken.Usable token,
      List<Entry> progress) {
    var publication = claim.publication();
    var evidence = platform.lookUp(claim, step, token, taken(claim));
    metrics.counter("postpilot.publish.reconciled", "evidence", name(evidence)).increment();
    return switch (evidence) {
      case Evidence.Live(var remoteId) -> {
        tell(progress, "reconciling", "The platform shows that it is live.");
        yield new Verdict.Live(step.no(), new Ending.Published(remoteId, step.startedAt()));
      }
      case Evidence.Pending(var after, var what) -> {
        tell(progress, "reconciling", what);
        yield notReady(claim, after, "the post");
      }
      case Evidence.GivenUp(var error) -> {
        ledger.finish(publication, step.no(), Step.Outcome.REFUSED, null, error.code());
        ledger.discardPrepared(publication); // it went into what was given up
        yield refused(claim, error, token, progress);
      }
      case Evidence.NoTrace(var what) -> absent(claim, step, what, platform, token, progress);
      case Evidence.Unclear(var why) ->
          unclear(claim, step, why, FailurePolicy.backOff(4), progress);
      case Evidence.Refused(var error) ->
          switch (error.kind()) {
            case REAUTH -> refused(claim, error, token, progress);
            case WAIT -> unclear(claim, step, error.cause(), FailurePolicy.restOf(error), progress);
            case RETRY, POLL, NEW_CONTAINER, PERMISSION, CONTENT, POLICY ->
                unclear(claim, step, error.cause(), FailurePolicy.backOff(4), progress);
          };
    };
  }

  /** Seen twice, further apart than the platform may lag, absence is proof. */
  private Verdict absent(
      Claim claim,
      Step step,
      String what,
      SocialPlatform platform,
      AccountToken.Usable token,
      List<Entry> progress) {
    tell(progress, "reconciling", what);
    var now = clock.instant();
    if (step.absentAt() == null) {
      ledger.firstAbsence(claim.publication(), step);
      return new Verdict.Look(now.plus(properties.consistencyDelay()), "One look is no proof.");
    }
    var proven = step.absentAt().plus(properties.consistencyDelay());
    if (claim.claimedAt().isBefore(proven)) {
      return new Verdict.Look(proven, "One look is no proof.");
    }
    ledger.finish(claim.publication(), step.no(), Step.Outcome.ABSENT, null, what);
    if (step.detail() != null) {
      // The error alone proved nothing; now that nothing is live it counts.
      return refused(claim, platform.errors().of(step.detail()), token, progress);
    }
    return Verdict.Later.at(
        now, "It is proven not to be live; it is sent again.", claim.publication().attempts());
  }

  private Verdict unclear(Claim claim, Step step, String why, Duration next, List<Entry> progress) {
    tell(progress, "reconciling", why);
    var asked =
        step.startedAt().isAfter(claim.publication().deliveredAt())
            ? step.startedAt()
            : claim.publication().deliveredAt();
    if (asked.plus(properties.unconfirmedAfter()).isBefore(claim.claimedAt())) {
      return new Verdict.Over(
          new Ending.Held(
              HoldReason.UNCONFIRMED,
              null,
              "The call of %s got no answer, and the platform does not say whether the post is live: %s"
                      .formatted(CALLED_AT.format(step.startedAt().atOffset(ZoneOffset.UTC)), why)
                  + " Look at the account and tell us.",
              null,
              null));
    }
    return new Verdict.Look(clock.instant().plus(next), "The platform does not say.");
  }

  private void settle(Claim claim, Verdict verdict, List<Entry> progress) {
    var publication = claim.publication();
    switch (verdict) {
      case Verdict.Live(var step, var ending) -> {
        ledger.published(publication, step, ending, progress);
        count(publication.platform(), "published");
      }
      case Verdict.Over(var ending) -> {
        ledger.end(publication, ending, progress);
        count(publication.platform(), ending.state().toLowerCase(Locale.ROOT));
      }
      case Verdict.OverAndParked(var ending, var parked, var until) -> {
        ledger.park(parked, until, true, "a platform's limit");
        ledger.end(publication, ending, progress);
        count(publication.platform(), "held");
      }
      case Verdict.Later(var until, var why, var attempts, var anew, var parked) -> {
        if (anew) {
          ledger.discardPrepared(publication);
        }
        if (parked != null) {
          ledger.park(parked, until, false, why);
        }
        var ending = policy.insteadOfWaiting(publication, until, why);
        if (ending.isPresent()) {
          settle(claim, new Verdict.Over(ending.get()), progress);
        } else {
          tell(progress, "waiting", why);
          ledger.postpone(publication, until, attempts, progress);
        }
      }
      case Verdict.Look(var at, var why) -> {
        tell(progress, "waiting", why);
        ledger.postpone(publication, at, publication.attempts(), progress);
      }
    }
  }

  private void tell(List<Entry> progress, String kind, String text) {
    progress.add(new Entry(clock.instant(), kind, text));
  }

  private void lateness(Claim claim) {
    if (claim.steps().isEmpty()) {
      metrics
          .timer("postpilot.publish.lateness", "platform", claim.publication().platform().slug())
          .record(Duration.between(claim.publication().dueAt(), clock.instant()));
    }
  }

  private void count(Platform platform, String result) {
    metrics
        .counter("postpilot.publish.outcome", "platform", platform.slug(), "result", result)
        .increment();
  }

  private static String name(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Live _ -> "live";
      case Evidence.Pending _ -> "pending";
      case Evidence.GivenUp _ -> "given_up";
      case Evidence.NoTrace _ -> "no_trace";
      case Evidence.Unclear _ -> "unclear";
      case Evidence.Refused _ -> "refused";
    };
  }
}
