package com.postpilot.queue.imports;

import com.postpilot.common.tenant.TenantTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets reports expire that nobody committed, and forgets imports that are long over. */
@Component
class ImportPruning {
  /** A report has as many rows as its file; ten are enough for one statement. */
  private static final int AT_ONCE = 10;

  private final JdbcClient jdbc;
  private final TenantTransactions transactions;
  private final ImportProperties properties;

  ImportPruning(JdbcClient jdbc, TenantTransactions transactions, ImportProperties properties) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.properties = properties;
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
  void prune() {
    while (transactions.acrossAll(this::expireSome) == AT_ONCE) {
      // There may be more.
    }
    while (transactions.acrossAll(this::forgetSome) == AT_ONCE) {
      // There may be more.
    }
  }

  /** What would have been stored goes at once, the report with the import. */
  private int expireSome() {
    return jdbc.sql(
            """
            with expired as (
              update import set status = 'EXPIRED', updated_at = now() where id = any (array(
                select id from import
                where status = 'READY' and updated_at < now() - cast(? as interval)
                limit ? for update skip locked))
              returning id),
            emptied as (
              update import_row set facts = null
              from expired where import_row.import_id = expired.id)
            select count(*) from expired
            """)
        .params(properties.commitWithin().toString(), AT_ONCE)
        .query(Integer.class)
        .single();
  }

  private int forgetSome() {
    return jdbc.sql(
            """
            delete from import where id = any (array(
              select id from import
              where created_at < now() - cast(? as interval) and waiting_since is null
              limit ? for update skip locked))
            """)
        .params(properties.keep().toString(), AT_ONCE)
        .update();
  }
}
