package com.postpilot.account.token;

import com.postpilot.account.oauth.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a token is due for renewal, and when its account begins to look as if it needs help. */
@Component
public class RefreshSchedule {
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final RefreshProperties properties;

  RefreshSchedule(RefreshProperties properties) {
    this.properties = properties;
  }

  /** When it is to be renewed; null if it never ends. */
  @Nullable Instant refreshAt(Token token) {
    var lifetime = token.lifetime();
    if (lifetime == null) {
      return null;
    }
    var share = properties.share() + properties.jitter() * randomBetweenMinusOneAndOne();
    var wanted = token.issuedAt().plus(part(lifetime, share));
    return wanted.isBefore(token.renewableAt()) ? token.renewableAt() : wanted;
  }

  /** From when on it is too short to be given out as it is. */
  @Nullable Instant shortAt(Instant issuedAt, @Nullable Instant expiresAt) {
    return before(issuedAt, expiresAt, properties.margin(), 0.1);
  }

  /** From when on its account is EXPIRING: by then renewals have failed for long. */
  public @Nullable Instant expiringAt(Token token) {
    return expiringAt(token.issuedAt(), token.endsAt());
  }

  /**
   * The same of a connection.
   *
   * @param since when it was given
   * @param endsAt null: never
   */
  public @Nullable Instant expiringAt(Instant since, @Nullable Instant endsAt) {
    return before(since, endsAt, properties.expiringBefore(), 0.2);
  }

  /**
   * The pause before the next attempt.
   *
   * @param failures attempts that failed before
   */
  public Duration pause(int failures) {
    var doubled = properties.retryAfter().multipliedBy(1L << Math.min(failures, 16));
    var capped = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    return capped.plus(part(capped, 0.2 * randomBetweenMinusOneAndOne()));
  }

  private static @Nullable Instant before(
      Instant issuedAt, @Nullable Instant expiresAt, Duration margin, double share) {
    if (expiresAt == null) {
      return null;
    }
    var part = part(Duration.between(issuedAt, expiresAt), share);
    return expiresAt.minus(part.compareTo(margin) < 0 ? part : margin);
  }

  private static double randomBetweenMinusOneAndOne() {
    return ThreadLocalRandom.current().nextDouble(-1, 1);
  }

  private static Duration part(Duration whole, double share) {
    return Duration.ofMillis(Math.round(whole.toMillis() * share));
  }
}
