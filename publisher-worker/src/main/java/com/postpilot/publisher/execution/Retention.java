package com.postpilot.publisher.execution;

import com.postpilot.common.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets publications half a year after they ended: by then no delivery can come back for them.
 */
@Component
class Retention {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Retention(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelayString = "PT6H")
  void prune() {
    Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            delete from publication where target_id in (
                              select target_id from publication
                              where ended_at < now() - interval '180 days' limit 10000)
                            """)
                        .update()));
  }
}
