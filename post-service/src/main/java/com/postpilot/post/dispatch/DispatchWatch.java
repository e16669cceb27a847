package com.postpilot.post.dispatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Watches what is due. Readiness turns red when the oldest of it is late and nothing has moved for
 * too long; a burst that is being worked off is late, but moves.
 */
@Component("dispatcherHealthIndicator")
class DispatchWatch implements HealthIndicator {
  private final Claims claims;
  private final DispatchProperties properties;
  private final Clock clock;
  private @Nullable Instant oldestDue;
  private @Nullable Instant oldestUnannounced;
  private Instant dueMoved;
  private Instant unannouncedMoved;
  private volatile Duration age = Duration.ZERO;
  private volatile boolean stuck;

  DispatchWatch(Claims claims, DispatchProperties properties, MeterRegistry metrics, Clock clock) {
    this.claims = claims;
    this.properties = properties;
    this.clock = clock;
    this.dueMoved = clock.instant();
    this.unannouncedMoved = dueMoved;
    Gauge.builder("postpilot.oldest.due.age", () -> age.toMillis() / 1000.0)
        .baseUnit("seconds")
        .description(
            "How late the oldest post is that was due and that the publisher was not told of")
        .register(metrics);
  }

  @Scheduled(fixedDelay = 2_000)
  synchronized void look() {
    var oldest = claims.oldest();
    var now = clock.instant();
    if (oldest.due() == null || !Objects.equals(oldest.due(), oldestDue)) {
      dueMoved = now;
    }
    if (oldest.unannounced() == null || !Objects.equals(oldest.unannounced(), oldestUnannounced)) {
      unannouncedMoved = now;
    }
    oldestDue = oldest.due();
    oldestUnannounced = oldest.unannounced();
    age = longer(age(oldestDue, oldest.now()), age(oldestUnannounced, oldest.now()));
    stuck = still(dueMoved, now) || still(unannouncedMoved, now);
  }

  private boolean still(Instant since, Instant now) {
    return Duration.between(since, now).compareTo(properties.stuckAfter()) >= 0;
  }

  private static Duration age(@Nullable Instant since, Instant now) {
    return since == null ? Duration.ZERO : Duration.between(since, now);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public Health health() {
    return (stuck ? Health.down() : Health.up())
        .withDetail("oldest_due_age_seconds", age.toSeconds())
        .build();
  }
}
