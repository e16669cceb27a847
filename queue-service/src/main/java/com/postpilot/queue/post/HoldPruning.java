package com.postpilot.queue.post;

import com.postpilot.common.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets holds of posts that no scheduled item stands for any more: nobody will end them. */
@Component
class HoldPruning {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  HoldPruning(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
  void prune() {
    Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            delete from product_hold h where not exists (
                              select from item i where i.post_id = h.post_id
                                and i.status = 'SCHEDULED' and i.deleted_at is null)
                            """)
                        .update()));
  }
}
