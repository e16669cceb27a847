package com.postpilot.publisher.execution;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.publisher.PublisherProperties;
import com.postpilot.publisher.ledger.Ending;
import com.postpilot.publisher.ledger.Publication;
import com.postpilot.publisher.platform.Actor;
import com.postpilot.publisher.platform.PlatformError;
import com.postpilot.publisher.token.AccountToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What follows from an error that is certainly not a live post. */
@Component
class FailurePolicy {
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);
  private static final Duration DEFAULT_REST = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final Duration NEXT_POLL = Duration.ofSeconds(1);

  private final PublisherProperties properties;

  FailurePolicy(PublisherProperties properties) {
    this.properties = properties;
  }

  Verdict decide(
      Publication publication, PlatformError error, AccountToken.Usable token, Instant now) {
    return switch (error.kind()) {
      case RETRY -> again(publication, error, false, now);
      case NEW_CONTAINER -> again(publication, error, true, now);
      case POLL -> Verdict.Later.at(now.plus(NEXT_POLL), error.cause(), publication.attempts());
      case WAIT -> rest(publication, error, now);
      case REAUTH -> held(HoldReason.NEEDS_REAUTH, error, null, token.generation());
      case PERMISSION, POLICY -> held(HoldReason.ACCOUNT_RESTRICTED, error, null, null);
      case CONTENT ->
          new Verdict.Over(new Ending.Failed(error.code(), error.cause(), error.action()));
    };
  }

  /**
   * Tries again after a while, as often as it may.
   *
   * @param anew whether what was prepared is of no more use
   */
  Verdict again(Publication publication, PlatformError error, boolean anew, Instant now) {
    int attempts = publication.attempts() + 1;
    int most =
        error.tries() == null
            ? properties.maxAttempts()
            : Math.min(error.tries(), properties.maxAttempts());
    if (attempts >= most) {
      return new Verdict.Over(
          new Ending.Failed(
              error.code(),
              error.cause() + " PostPilot tried " + attempts + " times.",
              error.actor() == Actor.NOBODY ? "Try again later." : error.action()));
    }
    return new Verdict.Later(now.plus(backOff(attempts)), error.cause(), attempts, anew, null);
  }

  /**
   * A delivery that has waited for long ends, so that its post can be edited; post-service resumes
   * it.
   *
   * @return how it ends instead of going on at {@code until}, or empty if it may wait
   */
  Optional<Ending> insteadOfWaiting(Publication publication, Instant until, String why) {
    var since = publication.waitingSince();
    if (since == null || !until.isAfter(since.plus(properties.longestWait()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Ending.Held(
            HoldReason.UNAVAILABLE,
            null,
            why + " PostPilot tries again by itself.",
            until.plus(PAUSE),
            null));
  }

  static Duration restOf(PlatformError error) {
    return error.rest() == null ? DEFAULT_REST : error.rest();
  }

  private Verdict rest(Publication publication, PlatformError error, Instant now) {
    var rest = restOf(error);
    if (rest.compareTo(properties.longestWait()) > 0) {
      var until = now.plus(rest);
      return new Verdict.OverAndParked(
          ending(HoldReason.QUOTA, error, until, null), parked(publication, error), until);
    }
    return new Verdict.Later(
        now.plus(rest), error.cause(), publication.attempts(), false, parked(publication, error));
  }

  /** Nobody else's posts wait: only the account rests, or the application if that is the limit. */
  static String parked(Publication publication, PlatformError error) {
    return error.wholeApplication() ? publication.platform().name() : publication.lane();
  }

  private static Verdict held(
      HoldReason reason,
      PlatformError error,
      @Nullable Instant retryAt,
      @Nullable Long generation) {
    return new Verdict.Over(ending(reason, error, retryAt, generation));
  }

  private static Ending ending(
      HoldReason reason,
      PlatformError error,
      @Nullable Instant retryAt,
      @Nullable Long generation) {
    return new Ending.Held(
        reason, error.code(), error.cause() + " " + error.action(), retryAt, generation);
  }

  /** Exponential with full jitter, so that what failed together does not come back together. */
  static Duration backOff(int attempts) {
    long ceiling =
        Math.min(LONGEST_BACK_OFF.toMillis(), FIRST_BACK_OFF.toMillis() << Math.min(attempts, 20));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling / 10, ceiling));
  }
}
