package com.postpilot.account.social;

import com.postpilot.common.contract.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A person who has withdrawn a consent.
 *
 * @param userId the platform's id of the person
 * @param at when, by the platform's clock
 */
public record Leaver(Platform platform, String userId, Instant at) {
  /** What platforms tell has no fractions of seconds, and comes from another clock. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  /** What was connected later lives on a newer consent. */
  OffsetDateTime until() {
    return at.plus(SKEW).atOffset(ZoneOffset.UTC);
  }
}
