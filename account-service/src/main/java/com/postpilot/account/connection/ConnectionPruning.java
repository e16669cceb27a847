package com.postpilot.account.connection;

import com.postpilot.common.tenant.TenantTransactions;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tokens that nobody came for are destroyed; connections that are over are forgotten later. */
@Component
class ConnectionPruning {
  private final JdbcClient jdbc;
  private final TenantTransactions transactions;
  private final ConnectionProperties properties;
  private final Clock clock;

  ConnectionPruning(
      JdbcClient jdbc,
      TenantTransactions transactions,
      ConnectionProperties properties,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${postpilot.account.connection.pruning:PT10M}")
  void run() {
    transactions.runAcrossAll(this::prune);
  }

  private void prune() {
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    jdbc.sql(
            """
            update connection set sealed_tokens = null, sealed_verifier = null
            where (sealed_tokens is not null or sealed_verifier is not null) and expires_at < ?
            """)
        .param(now)
        .update();
    jdbc.sql("delete from connection where expires_at < ?")
        .param(now.minus(properties.retention()))
        .update();
  }
}
