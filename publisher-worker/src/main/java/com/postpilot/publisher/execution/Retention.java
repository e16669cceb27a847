package com.postpilot.publisher.execution;

import com.postpilot.common.tenant.TenantTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets what was published half a year ago. What was not stays: a person may still retry it, and
 * the ledger is what keeps that from being a second post.
 */
@Component
class Retention {
  private static final int PRUNED_AT_ONCE = 10_000;

  private final JdbcClient jdbc;
  private final TenantTransactions transactions;

  Retention(JdbcClient jdbc, TenantTransactions transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Scheduled(fixedDelayString = "PT6H")
  void prune() {
    int pruned;
    do {
      pruned = transactions.acrossAll(this::pruneSome);
    } while (pruned == PRUNED_AT_ONCE);
  }

  private int pruneSome() {
    return jdbc.sql(
            """
            delete from publication where target_id in (
              select target_id from publication
              where state = 'PUBLISHED' and ended_at < now() - interval '180 days'
              limit ?)
            """)
        .param(PRUNED_AT_ONCE)
        .update();
  }
}
