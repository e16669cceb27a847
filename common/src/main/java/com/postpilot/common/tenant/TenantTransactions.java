package com.postpilot.common.tenant;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that say whose rows they see; for jobs, events and calls that name a workspace. */
public final class TenantTransactions {
  private final TransactionTemplate transaction;

  public TenantTransactions(PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
  }

  public <T extends @Nullable Object> T inWorkspace(UUID workspaceId, Supplier<T> work) {
    return Tenants.inWorkspace(workspaceId, () -> transaction.execute(ignored -> work.get()));
  }

  public void runInWorkspace(UUID workspaceId, Runnable work) {
    inWorkspace(workspaceId, asSupplier(work));
  }

  /** Plain JDBC, under the role {@code <schema>_system}. */
  public <T extends @Nullable Object> T acrossAll(Supplier<T> work) {
    return Tenants.acrossAll(() -> transaction.execute(ignored -> work.get()));
  }

  public void runAcrossAll(Runnable work) {
    acrossAll(asSupplier(work));
  }

  private static Supplier<@Nullable Void> asSupplier(Runnable work) {
    return () -> {
      work.run();
      return null;
    };
  }
}
