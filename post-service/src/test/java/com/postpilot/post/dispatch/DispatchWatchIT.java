package com.postpilot.post.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.post.PostServiceIT;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;

class DispatchWatchIT extends PostServiceIT {
  @Autowired Claims claims;
  @Autowired DispatchProperties properties;
  @Autowired Dispatcher dispatcher;

  final Ticking clock = new Ticking();
  final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  void dueWorkThatDoesNotMoveTurnsReadinessRedWithinThirtySeconds() {
    var watch = new DispatchWatch(claims, properties, metrics, clock);
    var stuck = UUID.randomUUID();
    dispatcher.stop();
    try {
      execute(
          "insert into due values ('%s', now() - interval '100 seconds', '%s')"
              .formatted(stuck, UUID.randomUUID()));
      watch.look();
      assertThat(watch.health().getStatus()).as("it may move yet").isEqualTo(Status.UP);
      assertThat(metrics.get("postpilot.oldest.due.age").gauge().value()).isBetween(99.0, 160.0);
      assertThat(metrics.scrape()).contains("postpilot_oldest_due_age_seconds 1");

      clock.tick(Duration.ofSeconds(29));
      watch.look();
      assertThat(watch.health().getStatus()).isEqualTo(Status.UP);
      clock.tick(Duration.ofSeconds(1));
      watch.look();
      assertThat(watch.health().getStatus()).isEqualTo(Status.DOWN);

      execute(
          "update due set due_at = due_at + interval '1 second' where target_id = '%s'"
              .formatted(stuck));
      watch.look();
      assertThat(watch.health().getStatus()).isEqualTo(Status.UP);
    } finally {
      execute("delete from due where target_id = '%s'".formatted(stuck));
      dispatcher.start();
    }
    watch.look();
    assertThat(metrics.get("postpilot.oldest.due.age").gauge().value()).isLessThan(99.0);
  }

  @Test
  void workThatKafkaDoesNotHaveCountsToo() {
    var watch = new DispatchWatch(claims, properties, metrics, clock);
    var target = UUID.randomUUID(); // of no post: nobody can announce it
    execute(
        "insert into in_flight values ('%s', '%s', now() - interval '1 minute', null)"
            .formatted(target, UUID.randomUUID()));
    try {
      watch.look();
      clock.tick(Duration.ofSeconds(30));
      watch.look();
      assertThat(watch.health().getStatus()).isEqualTo(Status.DOWN);
    } finally {
      execute("delete from in_flight where target_id = '%s'".formatted(target));
    }
    watch.look();
    assertThat(watch.health().getStatus()).isEqualTo(Status.UP);
  }

  private static final class Ticking extends Clock {
    private Instant now = Instant.now();

    void tick(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
