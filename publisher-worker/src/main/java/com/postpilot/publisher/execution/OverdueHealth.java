package com.postpilot.publisher.execution;

import com.postpilot.common.tenant.Tenants;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Not ready while publications that are ready make no progress. */
@Component("publications")
class OverdueHealth implements HealthIndicator {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Workshop workshop;
  private final Clock clock;

  OverdueHealth(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Workshop workshop,
      Clock clock,
      MeterRegistry metrics) {
    this.workshop = workshop;
    this.clock = clock;
    this.jdbc = jdbc;
    this.transaction = transaction;
    Gauge.builder("postpilot.oldest.ready.age.seconds", this, OverdueHealth::oldestSeconds)
        .register(metrics);
  }

  @Override
  public Health health() {
    double oldest = oldestSeconds();
    // Late is not stuck: a burst may take longer, as long as something gets done.
    boolean stuck =
        oldest > LIMIT.toSeconds() && workshop.progress().plus(LIMIT).isBefore(clock.instant());
    return (stuck ? Health.outOfService() : Health.up())
        .withDetail("oldest_ready_seconds", oldest)
        .build();
  }

  /** How long the oldest publication has been ready without being worked on or made to wait. */
  private double oldestSeconds() {
    return Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            select coalesce(extract(epoch from now() - min(next_action_at)), 0)
                            from workable
                            """)
                        .query(Double.class)
                        .single()));
  }
}
