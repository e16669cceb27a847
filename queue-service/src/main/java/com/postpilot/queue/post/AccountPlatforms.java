package com.postpilot.queue.post;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.queue.post.AccountClient.Found;
import com.postpilot.queue.post.AccountClient.LookupRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** account-service, asked outside transactions. */
@Component
class AccountPlatforms {
  private static final Logger log = LoggerFactory.getLogger(AccountPlatforms.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final AccountClient client;
  private final CircuitBreaker breaker;

  AccountPlatforms(AccountClient client, CircuitBreakerFactory<?, ?> breakers) {
    this.client = client;
    this.breaker = breakers.create("account-service");
  }

  /**
   * Those of {@code ids} that belong to the workspace.
   *
   * @throws Problem 503 if account-service does not answer
   */
  Map<UUID, Platform> of(UUID workspaceId, Collection<UUID> ids) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A question to account-service within a transaction");
    }
    var answer =
        breaker.run(
            () -> client.lookup(workspaceId, new LookupRequest(ids)),
            failure -> {
              log.warn("account-service does not answer: {}", failure.toString());
              throw Problem.unavailable("account-service", SOON);
            });
    return Objects.requireNonNull(answer).accounts().stream()
        .collect(Collectors.toMap(Found::id, Found::platform));
  }
}
