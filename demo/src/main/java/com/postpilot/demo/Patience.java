package com.postpilot.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** How long something is waited for. */
record Patience(Clock clock, Duration length) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  /** Time is up; the message is one sentence. */
  static final class Over extends RuntimeException {
    Over(String message) {
      super(message);
    }
  }

  /**
   * Looks again and again until it is as wanted.
   *
   * @param what is waited for
   * @throws Over if it takes too long
   */
  <T> T until(String what, Supplier<T> look, Predicate<T> wanted) {
    var end = clock.instant().plus(length);
    while (true) {
      var seen = look.get();
      if (wanted.test(seen)) {
        return seen;
      }
      if (clock.instant().isAfter(end)) {
        throw new Over("It took more than %d s: %s.".formatted(length.toSeconds(), what));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
