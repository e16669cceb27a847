package com.postpilot.account.social;

import com.postpilot.account.oauth.Token;
import com.postpilot.account.token.RefreshSchedule;
import com.postpilot.account.token.StoredToken;
import com.postpilot.account.token.Vault;
import com.postpilot.common.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is learned of an account after it was connected. */
@Service
public class AccountHealth {
  private static final Logger log = LoggerFactory.getLogger(AccountHealth.class);

  private final SocialAccounts accounts;
  private final Vault vault;
  private final RefreshSchedule schedule;
  private final Outbox outbox;
  private final Clock clock;

  AccountHealth(
      SocialAccounts accounts, Vault vault, RefreshSchedule schedule, Outbox outbox, Clock clock) {
    this.accounts = accounts;
    this.vault = vault;
    this.schedule = schedule;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * The platform does not accept the token of that generation; a complaint about an older one
   * changes nothing.
   *
   * @return false if the workspace has no such account
   */
  @Transactional
  public boolean needsReauth(UUID workspaceId, UUID id, long generation, String errorCode) {
    var found = accounts.lock(workspaceId, id);
    found
        .flatMap(account -> account.needsReauth(generation, errorCode, clock.instant()))
        .ifPresent(
            event -> {
              vault.destroy(workspaceId, id); // what opens nothing need not be kept
              outbox.append(event);
              log.info("Account {} must be connected again: {}", id, errorCode);
            });
    return found.isPresent();
  }

  /** Puts the renewed token into the place of the old one, unless that has gone meanwhile. */
  @Transactional
  public void renewed(StoredToken old, Token renewed) {
    accounts
        .lock(old.workspaceId(), old.accountId())
        .ifPresent(
            account -> {
              if (vault.renew(old, renewed)) {
                account.well(renewed.endsAt(), schedule.expiringAt(renewed));
              }
            });
  }

  /**
   * The platform accepts the token of that generation.
   *
   * @param endsAt when the connection ends unless it is renewed; null: as before
   */
  @Transactional
  public void well(UUID workspaceId, UUID id, long generation, @Nullable Instant endsAt) {
    accounts
        .lock(workspaceId, id)
        .filter(account -> account.isUsableAs(generation))
        .ifPresent(
            account -> account.well(endsAt, schedule.expiringAt(account.connectedAt(), endsAt)));
  }

  /** The platform has blocked the account for a while. */
  @Transactional
  public void restricted(UUID workspaceId, UUID id, long generation, String errorCode) {
    accounts.lock(workspaceId, id).ifPresent(account -> account.restricted(generation, errorCode));
    log.info("Account {} is restricted by its platform: {}", id, errorCode);
  }
}
