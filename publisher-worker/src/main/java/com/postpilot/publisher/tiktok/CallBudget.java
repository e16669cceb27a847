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
 * refuse. Every worker counts for itself; where several share an account TikTok's 429 still holds.
 */
final class CallBudget {
  private static final Duration MINUTE = Duration.ofSeconds(61);

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
    var recent = calls.computeIfAbsent(account, ignored -> new ArrayDeque<>());
    while (!recent.isEmpty() && !recent.getFirst().plus(MINUTE).isAfter(now)) {
      recent.removeFirst();
    }
    if (recent.size() < perMinute) {
      recent.addLast(now);
      return Optional.empty();
    }
    return Optional.of(Duration.between(now, recent.getFirst().plus(MINUTE)));
  }
}
