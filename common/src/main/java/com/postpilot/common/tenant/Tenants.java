package com.postpilot.common.tenant;

import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The tenant of the work that this thread does: the one it was given here, or else the workspace of
 * the verified token. Read once, when a transaction begins.
 */
public final class Tenants {
  private static final ScopedValue<Tenant> CURRENT = ScopedValue.newInstance();

  private Tenants() {}

  /** Runs {@code work} for one workspace; for events and for internal calls that name it. */
  public static <R, X extends Throwable> R inWorkspace(
      UUID workspaceId, ScopedValue.CallableOp<R, X> work) throws X {
    return as(new Tenant.Workspace(workspaceId), work);
  }

  /** Runs {@code work} across all workspaces, under the role {@code <schema>_system}. */
  public static <R, X extends Throwable> R acrossAll(ScopedValue.CallableOp<R, X> work) throws X {
    return as(new Tenant.All(), work);
  }

  static Tenant current() {
    if (CURRENT.isBound()) {
      return CURRENT.get();
    }
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Jwt jwt) {
      var workspaceId = jwt.getClaimAsString("wid");
      if (workspaceId != null) {
        return new Tenant.Workspace(UUID.fromString(workspaceId));
      }
    }
    return new Tenant.Nobody();
  }

  private static <R, X extends Throwable> R as(Tenant tenant, ScopedValue.CallableOp<R, X> work)
      throws X {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("The tenant cannot change within a transaction");
    }
    return ScopedValue.where(CURRENT, tenant).call(work);
  }
}
