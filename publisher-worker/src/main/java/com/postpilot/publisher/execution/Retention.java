package com.postpilot.publisher.execution;

import com.postpilot.common.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets what was published half a year ago. What was not stays: a person may still retry it, and
 * the ledger is what keeps that from being a second post.
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
                              where state = 'PUBLISHED' and ended_at < now() - interval '180 days'
                              limit 10000)
                            """)
                        .update()));
  }
}
