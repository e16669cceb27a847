package com.postpilot.queue.post;

import com.postpilot.common.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets what was told of posts that turned out to be nobody's here. */
@Component
class EarlyEventPruning {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  EarlyEventPruning(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
  void prune() {
    Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql("delete from early_event where kept_at < now() - interval '1 day'")
                        .update()));
  }
}
