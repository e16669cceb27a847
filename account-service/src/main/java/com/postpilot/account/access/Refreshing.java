package com.postpilot.account.access;

import com.postpilot.account.oauth.OAuthPlatforms;
import com.postpilot.account.oauth.Renewal;
import com.postpilot.account.oauth.Token;
import com.postpilot.account.social.AccountHealth;
import com.postpilot.account.token.RefreshProperties;
import com.postpilot.account.token.RefreshSchedule;
import com.postpilot.account.token.StoredToken;
import com.postpilot.account.token.Vault;
import com.postpilot.common.tenant.TenantTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Renews a token: claim, call, store. The call to the platform stands between two short
 * transactions, and a lease in the token's row sees to it that one process makes it.
 */
@Component
class Refreshing {
  private static final Logger log = LoggerFactory.getLogger(Refreshing.class);

  private static final int STORING_ATTEMPTS = 10;
  private static final Duration STORING_PAUSE = Duration.ofMillis(500);

  private final Vault vault;
  private final AccountHealth health;
  private final OAuthPlatforms platforms;
  private final RefreshSchedule schedule;
  private final RefreshProperties properties;
  private final TenantTransactions transactions;
  private final MeterRegistry metrics;
  private final Clock clock;

  Refreshing(
      Vault vault,
      AccountHealth health,
      OAuthPlatforms platforms,
      RefreshSchedule schedule,
      RefreshProperties properties,
      TenantTransactions transactions,
      MeterRegistry metrics,
      Clock clock) {
    this.vault = vault;
    this.health = health;
    this.platforms = platforms;
    this.schedule = schedule;
    this.properties = properties;
    this.transactions = transactions;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What became of an attempt. */
  sealed interface Result {
    /** There is a new token, or the account needs its owner: look again. */
    record Settled() implements Result {}

    /** Somebody else is renewing it, or just has. */
    record Elsewhere() implements Result {}

    record NotNow(Duration retryAfter) implements Result {}
  }

  Result refresh(StoredToken token) {
    var now = clock.instant();
    var planned = token.refreshAt();
    if (token.refreshFailures() > 0 && planned != null && now.isBefore(planned)) {
      return new Result.NotNow(Duration.between(now, planned));
    }
    if (!transactions.inWorkspace(
        token.workspaceId(), () -> vault.lease(token, properties.lease()))) {
      return new Result.Elsewhere();
    }
    var renewal = platforms.of(token.platform()).renew(vault.open(token));
    count(token, renewal);
    return settle(token, renewal);
  }

  private Result settle(StoredToken token, Renewal renewal) {
    return switch (renewal) {
      case Renewal.Renewed(var renewed) -> {
        store(token, renewed);
        yield new Result.Settled();
      }
      case Renewal.Refused(var errorCode) -> giveUp(token, errorCode);
      case Renewal.Restricted(var errorCode) -> {
        transactions.runInWorkspace(
            token.workspaceId(),
            () ->
                health.restricted(
                    token.workspaceId(), token.accountId(), token.generation(), errorCode));
        yield postpone(token);
      }
      case Renewal.Unavailable(var reason) -> {
        log.warn("The token of account {} is not renewed: {}", token.accountId(), reason);
        yield isPastGrace(token) ? giveUp(token, "expired") : postpone(token);
      }
    };
  }

  /** A token is given once: one that is not stored is lost, and with it, at TikTok, the account. */
  private void store(StoredToken old, Token renewed) {
    for (int attempt = 1; ; attempt++) {
      try {
        transactions.runInWorkspace(old.workspaceId(), () -> health.renewed(old, renewed));
        return;
      } catch (RuntimeException e) {
        if (attempt == STORING_ATTEMPTS) {
          throw e;
        }
        log.warn("The new token of account {} is not stored yet", old.accountId(), e);
        pauseBeforeStoring();
      }
    }
  }

  private static void pauseBeforeStoring() {
    try {
      Thread.sleep(STORING_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the next attempt is the last that there is time for
    }
  }

  private Result giveUp(StoredToken token, String errorCode) {
    transactions.runInWorkspace(
        token.workspaceId(),
        () ->
            health.needsReauth(
                token.workspaceId(), token.accountId(), token.generation(), errorCode));
    return new Result.Settled();
  }

  private Result postpone(StoredToken token) {
    var pause = schedule.pause(token.refreshFailures());
    Instant next = clock.instant().plus(pause);
    transactions.runInWorkspace(token.workspaceId(), () -> vault.postpone(token, next));
    return new Result.NotNow(pause);
  }

  private boolean isPastGrace(StoredToken token) {
    var end = token.endsAt();
    return end != null && clock.instant().isAfter(end.plus(properties.grace()));
  }

  private void count(StoredToken token, Renewal renewal) {
    var result =
        switch (renewal) {
          case Renewal.Renewed _ -> "renewed";
          case Renewal.Refused _ -> "refused";
          case Renewal.Restricted _ -> "restricted";
          case Renewal.Unavailable _ -> "unavailable";
        };
    metrics
        .counter("postpilot.token.renewals", "platform", token.platform().slug(), "result", result)
        .increment();
  }
}
