package com.postpilot.post.account;

import com.postpilot.common.web.Problem;
import com.postpilot.post.account.SocialAccount.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * account-service, asked outside transactions. When it does not answer the request is refused:
 * nothing is invented.
 */
@Component
public class AccountService {
  private static final Logger log = LoggerFactory.getLogger(AccountService.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final AccountClient client;
  private final CircuitBreaker breaker;
  private final Clock clock;

  AccountService(AccountClient client, CircuitBreakerFactory<?, ?> breakers, Clock clock) {
    this.client = client;
    this.breaker = breakers.create("account-service");
    this.clock = clock;
  }

  /**
   * Those of {@code ids} that belong to the workspace, by id.
   *
   * @throws Problem 503 if account-service does not answer
   */
  public Map<UUID, SocialAccount> find(UUID workspaceId, Collection<UUID> ids) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A question to account-service within a transaction");
    }
    var now = clock.instant();
    var answer =
        breaker.run(
            () -> client.lookup(workspaceId, new AccountClient.LookupRequest(ids)),
            failure -> {
              log.warn("account-service does not answer: {}", failure.toString());
              throw Problem.unavailable("account-service", SOON);
            });
    return Objects.requireNonNull(answer).accounts().stream()
        .map(found -> account(found, now))
        .collect(Collectors.toMap(SocialAccount::id, Function.identity()));
  }

  private static SocialAccount account(AccountClient.Found found, Instant now) {
    return new SocialAccount(
        found.id(),
        found.platform(),
        found.externalId(),
        found.handle(),
        status(found),
        found.generation(),
        now,
        "RESTRICTED".equals(found.health()),
        found.tokenExpiresAt());
  }

  private static Status status(AccountClient.Found found) {
    if (!found.status().equals("CONNECTED")) {
      return Status.DISCONNECTED;
    }
    return "NEEDS_REAUTH".equals(found.health()) ? Status.NEEDS_REAUTH : Status.CONNECTED;
  }
}
