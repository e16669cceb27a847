package com.postpilot.account.access;

import com.postpilot.account.oauth.Keys;
import com.postpilot.account.social.AccountDirectory;
import com.postpilot.account.social.AccountState;
import com.postpilot.account.token.RefreshProperties;
import com.postpilot.account.token.StoredToken;
import com.postpilot.account.token.Vault;
import com.postpilot.common.tenant.TenantTransactions;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives out tokens that work. One that is about to end is renewed first. */
@Component
public class UsableTokens {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final AccountDirectory directory;
  private final Vault vault;
  private final Refreshing refreshing;
  private final RefreshProperties properties;
  private final TenantTransactions transactions;
  private final Clock clock;

  UsableTokens(
      AccountDirectory directory,
      Vault vault,
      Refreshing refreshing,
      RefreshProperties properties,
      TenantTransactions transactions,
      Clock clock) {
    this.directory = directory;
    this.vault = vault;
    this.refreshing = refreshing;
    this.properties = properties;
    this.transactions = transactions;
    this.clock = clock;
  }

  public record UsableToken(AccountState account, StoredToken token, Keys keys) {}

  private record Found(@Nullable AccountState account, @Nullable StoredToken token) {}

  /**
   * @throws Problem 404 unknown, 409 {@code account_disconnected} with the {@code generation}, 503
   *     while it cannot be renewed
   */
  public UsableToken get(UUID workspaceId, UUID accountId) {
    for (long end = System.nanoTime() + properties.patience().toNanos(); ; ) {
      var found = read(workspaceId, accountId);
      var account = found.account();
      if (account == null) {
        throw Problem.notFound("account", accountId);
      }
      var token = found.token();
      if (!account.mayHaveUsableToken() || token == null) {
        throw Problem.of(
                ProblemCode.ACCOUNT_DISCONNECTED,
                "The account has to be connected again by its owner.")
            .with("generation", account.generation());
      }
      if (token.isLong(clock.instant())) {
        return opened(account, token);
      }
      var result = refreshing.refresh(token);
      if (result instanceof Refreshing.Result.Settled && System.nanoTime() < end) {
        continue; // there is something new to be read
      }
      if (token.isAlive(clock.instant())) {
        return opened(account, token);
      }
      switch (result) {
        case Refreshing.Result.NotNow(var retryAfter) ->
            throw Problem.unavailable(platform(token), retryAfter);
        case Refreshing.Result.Settled(), Refreshing.Result.Elsewhere() -> {
          if (System.nanoTime() > end) {
            throw Problem.unavailable(platform(token), Duration.ofSeconds(1));
          }
          pause();
        }
      }
    }
  }

  private Found read(UUID workspaceId, UUID accountId) {
    return transactions.inWorkspace(
        workspaceId,
        () ->
            new Found(
                directory.state(workspaceId, accountId).orElse(null),
                vault.find(workspaceId, accountId).orElse(null)));
  }

  private UsableToken opened(AccountState account, StoredToken token) {
    return new UsableToken(account, token, vault.open(token));
  }

  private static String platform(StoredToken token) {
    return "platform " + token.platform().slug();
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("account-service", Duration.ofSeconds(1));
    }
  }
}
