package com.postpilot.auth;

import com.postpilot.common.tenant.Tenants;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of the system role. Nearly all work here is of this kind: registering, logging in
 * and refreshing come before any workspace is known, and people belong to several. Their tables
 * show nothing to any other transaction (changeset 0001).
 */
@Component
public class SystemWork {
  private final TransactionTemplate transactions;

  SystemWork(PlatformTransactionManager transactions) {
    this.transactions = new TransactionTemplate(transactions);
  }

  /** Commits unless {@code work} throws. Not to be nested. */
  public <R extends @Nullable Object> R inTransaction(Supplier<R> work) {
    return Tenants.<R, RuntimeException>acrossAll(
        () -> transactions.<R>execute(status -> work.get()));
  }
}
