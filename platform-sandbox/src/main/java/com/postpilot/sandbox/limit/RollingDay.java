package com.postpilot.sandbox.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The 24 hours that end now, over which platforms count. */
public record RollingDay(Instant now) {

  public static final Duration LENGTH = Duration.ofDays(1);

  /** How many of the things, oldest first, happened since an instant of this day. */
  public <T> long countSince(Instant start, List<T> things, Function<T, Instant> happenedAt) {
    return things.reversed().stream()
        .takeWhile(thing -> happenedAt.apply(thing).isAfter(start))
        .count();
  }

  /** Whether as many of the things as are allowed, oldest first, happened in this day. */
  public <T> boolean isFull(int allowed, List<T> things, Function<T, Instant> happenedAt) {
    return allowed == 0
        || (things.size() >= allowed
            && happenedAt.apply(things.get(things.size() - allowed)).isAfter(start()));
  }

  public Instant start() {
    return now.minus(LENGTH);
  }
}
