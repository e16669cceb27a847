package com.postpilot.account.social;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.tenant.Tenants;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A person has withdrawn a consent at the platform. */
@Service
public class Withdrawal {
  static final String ERROR_CODE = "access_withdrawn";

  private final Consenting consenting;
  private final AccountHealth health;
  private final TransactionTemplate transaction;

  Withdrawal(Consenting consenting, AccountHealth health, PlatformTransactionManager transactions) {
    this.consenting = consenting;
    this.health = health;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Every account that lived on it needs its owner; told again, it changes nothing. */
  public void withdrawn(Platform platform, String userId, Instant at) {
    var found =
        Tenants.acrossAll(
            () ->
                transaction.execute(
                    ignored -> {
                      consenting.forgetWaiting(platform, userId, at);
                      return consenting.lock(platform, userId, at);
                    }));
    for (var account : found) {
      Tenants.inWorkspace(
          account.workspaceId(),
          () ->
              health.needsReauth(
                  account.workspaceId(), account.id(), account.generation(), ERROR_CODE));
    }
  }
}
