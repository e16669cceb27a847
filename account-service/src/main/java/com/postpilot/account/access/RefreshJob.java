package com.postpilot.account.access;

import com.postpilot.account.token.StoredToken;
import com.postpilot.account.token.Vault;
import com.postpilot.common.tenant.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Renews tokens long before they end. Any number of instances share the work. */
@Component
class RefreshJob {
  private static final Logger log = LoggerFactory.getLogger(RefreshJob.class);
  private static final int BATCH = 100;
  private static final int AT_ONCE = 8;

  private final Vault vault;
  private final Refreshing refreshing;
  private final TenantTransactions transactions;
  private final Clock clock;

  RefreshJob(Vault vault, Refreshing refreshing, TenantTransactions transactions, Clock clock) {
    this.vault = vault;
    this.refreshing = refreshing;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Every token that it takes on is renewed, given up, postponed or leased: it comes to an end. */
  @Scheduled(
      initialDelayString = "${postpilot.account.refresh.initial-delay:PT5S}",
      fixedDelayString = "${postpilot.account.refresh.interval:PT1M}")
  void run() {
    List<StoredToken> due;
    do {
      due = transactions.acrossAll(() -> vault.due(clock.instant(), BATCH));
      try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
        due.forEach(token -> threads.execute(() -> refresh(token)));
      }
    } while (due.size() == BATCH);
  }

  private void refresh(StoredToken token) {
    try {
      refreshing.refresh(token);
    } catch (RuntimeException e) {
      log.error("The token of account {} could not be renewed", token.accountId(), e);
    }
  }
}
