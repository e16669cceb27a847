package com.postpilot.account.social;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A person has withdrawn a consent at the platform. */
@Service
public class Withdrawal {
  static final String ERROR_CODE = "access_withdrawn";

  private final Consenting consenting;
  private final AccountHealth health;

  Withdrawal(Consenting consenting, AccountHealth health) {
    this.consenting = consenting;
    this.health = health;
  }

  /**
   * Every account of the workspace that lived on it needs its owner; told again, it changes
   * nothing.
   *
   * @return how many accounts those are
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int withdraw(UUID workspaceId, Leaver leaver) {
    consenting.failConnections(workspaceId, leaver);
    consenting.forgetRevocations(workspaceId, leaver);
    var accounts = consenting.lock(workspaceId, leaver);
    for (var account : accounts) {
      health.needsReauth(workspaceId, account.id(), account.generation(), ERROR_CODE);
    }
    return accounts.size();
  }
}
