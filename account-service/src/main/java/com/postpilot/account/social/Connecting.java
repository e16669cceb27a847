package com.postpilot.account.social;

import com.postpilot.account.oauth.Exchange;
import com.postpilot.account.token.RefreshSchedule;
import com.postpilot.account.token.Vault;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes accounts of what a person chose after the consent page. */
@Service
public class Connecting {
  private final SocialAccounts accounts;
  private final Vault vault;
  private final RefreshSchedule schedule;
  private final Entitlements entitlements;
  private final Outbox outbox;
  private final JdbcClient jdbc;
  private final Clock clock;

  Connecting(
      SocialAccounts accounts,
      Vault vault,
      RefreshSchedule schedule,
      Entitlements entitlements,
      Outbox outbox,
      JdbcClient jdbc,
      Clock clock) {
    this.accounts = accounts;
    this.vault = vault;
    this.schedule = schedule;
    this.entitlements = entitlements;
    this.outbox = outbox;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Connects each of {@code chosen}; one that the workspace knows already is connected again, under
   * the id that it had. All or none.
   *
   * @throws com.postpilot.common.web.Problem 403 {@code plan_limit_reached}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<AccountResponse> connect(
      UUID workspaceId, Platform platform, Set<String> scopes, List<Exchange.Candidate> chosen) {
    oneAtATime(workspaceId);
    return chosen.stream()
        .map(candidate -> connect(workspaceId, platform, scopes, candidate))
        .toList();
  }

  private AccountResponse connect(
      UUID workspaceId, Platform platform, Set<String> scopes, Exchange.Candidate candidate) {
    var identity = candidate.identity();
    var token = candidate.token();
    var now = clock.instant();
    var account =
        accounts
            .lock(workspaceId, platform, identity.externalId())
            .orElseGet(() -> new SocialAccount(workspaceId, platform, identity, now));
    if (!account.isConnected()) {
      checkLimits(workspaceId, platform);
    }
    var event =
        account.connect(
            identity, candidate.ownerId(), scopes, token.endsAt(), schedule.expiringAt(token), now);
    accounts.saveAndFlush(account);
    vault.store(workspaceId, account.id(), platform, account.generation(), token);
    outbox.append(event);
    return AccountResponse.of(account, now);
  }

  private void checkLimits(UUID workspaceId, Platform platform) {
    entitlements.checkAccounts(accounts.countByWorkspaceIdAndStatus(workspaceId, Status.CONNECTED));
    var platforms = accounts.platforms(workspaceId, Status.CONNECTED);
    if (!platforms.contains(platform)) {
      entitlements.checkPlatforms(platforms.size());
    }
  }

  /** Of two connections at once the second counts what the first has added. */
  private void oneAtATime(UUID workspaceId) {
    jdbc.sql(
            """
            select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) as locked
            """)
        .param("account.connecting:" + workspaceId)
        .query(Integer.class)
        .single();
  }
}
