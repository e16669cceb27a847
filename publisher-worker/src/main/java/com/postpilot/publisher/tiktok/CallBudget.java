package com.postpilot.publisher.tiktok;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of one kind that each account may make in a minute, counted here so that TikTok need not
 * refuse. Every worker counts for itself: these calls make nothing, so where several workers share
 * an account a refusal only costs a minute. Inits, whose refusal may be doubted, the ledger counts.
 */
final class CallBudget {
  /** A little longer, for calls are not equally long on their way. */
  static final Duration MINUTE = Duration.ofSeconds(61);

  private final int perMinute;
  private final Clock clock;
  private final Map<String, Deque<Instant>> calls = new HashMap<>();

  CallBudget(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** Takes one call; if there is none left, how long until there is. */
  synchronized Optional<Duration> take(String account) {
    var now = clock.instant();
    var recent = recent(account, now);
    if (recent.size() < perMinute) {
      recent.addLast(now);
      return Optional.empty();
    }
    return Optional.of(Duration.between(now, recent.getFirst().plus(MINUTE)));
  }

  /** Takes one call if that leaves half of them to those who cannot wait. */
  synchronized boolean takeSpare(String account) {
    var now = clock.instant();
    var recent = recent(account, now);
    return recent.size() < perMinute / 2 && recent.add(now);
  }

  private Deque<Instant> recent(String account, Instant now) {
    var recent = calls.computeIfAbsent(account, ignored -> new ArrayDeque<>());
    while (!recent.isEmpty() && !recent.getFirst().plus(MINUTE).isAfter(now)) {
      recent.removeFirst();
    }
    return recent;
  }
}
