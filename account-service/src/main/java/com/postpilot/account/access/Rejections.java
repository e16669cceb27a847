package com.postpilot.account.access;

import com.postpilot.account.oauth.OAuthPlatforms;
import com.postpilot.account.social.AccountHealth;
import com.postpilot.account.token.StoredToken;
import com.postpilot.account.token.Vault;
import com.postpilot.common.tenant.TenantTransactions;
import com.postpilot.common.web.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What happens when a platform did not accept a token. */
@Component
public class Rejections {
  private final Vault vault;
  private final AccountHealth health;
  private final Refreshing refreshing;
  private final OAuthPlatforms platforms;
  private final TenantTransactions transactions;

  Rejections(
      Vault vault,
      AccountHealth health,
      Refreshing refreshing,
      OAuthPlatforms platforms,
      TenantTransactions transactions) {
    this.vault = vault;
    this.health = health;
    this.refreshing = refreshing;
    this.platforms = platforms;
    this.transactions = transactions;
  }

  /**
   * Renews the token where that may help, and condemns the connection if it does not; a complaint
   * about an older connection changes nothing.
   *
   * @param errorCode the platform's own, such as {@code 190/463}
   * @return false if the workspace has no such account
   * @throws Problem 503 while it cannot be told whether renewing helps: complain again
   */
  public boolean reject(UUID workspaceId, UUID accountId, long generation, String errorCode) {
    var curable =
        find(workspaceId, accountId)
            .filter(token -> token.generation() == generation)
            .filter(token -> platforms.of(token.platform()).isCuredByRenewal(errorCode));
    if (curable.isPresent()) {
      renew(curable.get());
      return true;
    }
    return transactions.inWorkspace(
        workspaceId, () -> health.needsReauth(workspaceId, accountId, generation, errorCode));
  }

  private void renew(StoredToken token) {
    switch (refreshing.refresh(token)) {
      case Refreshing.Result.Settled() -> {}
      case Refreshing.Result.Elsewhere() ->
          throw Problem.unavailable("account-service", Duration.ofSeconds(1));
      case Refreshing.Result.NotNow(var retryAfter) ->
          throw Problem.unavailable("platform " + token.platform().slug(), retryAfter);
    }
  }

  private Optional<StoredToken> find(UUID workspaceId, UUID accountId) {
    return transactions.inWorkspace(workspaceId, () -> vault.find(workspaceId, accountId));
  }
}
