package com.postpilot.publisher.token;

import feign.FeignException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** account-service, as the publisher needs it. Refusals are answers here, not failures. */
@Component
public class AccountTokens {
  private static final Logger log = LoggerFactory.getLogger(AccountTokens.class);

  private final AccountClient accounts;
  private final CircuitBreaker breaker;
  private final JsonMapper json;

  AccountTokens(AccountClient accounts, CircuitBreakerRegistry breakers, JsonMapper json) {
    this.accounts = accounts;
    this.breaker = breakers.circuitBreaker("account-service");
    this.json = json;
  }

  /** A token that can be used now. */
  public AccountToken get(UUID workspaceId, UUID accountId) {
    try {
      return breaker.executeSupplier(() -> ask(workspaceId, accountId));
    } catch (CallNotPermittedException e) {
      return new AccountToken.Unavailable("account-service has been failing");
    } catch (RuntimeException e) {
      log.warn("No token for account {}: {}", accountId, e.toString());
      return new AccountToken.Unavailable("account-service does not answer");
    }
  }

  private AccountToken ask(UUID workspaceId, UUID accountId) {
    try {
      var token = accounts.token(workspaceId, accountId);
      return new AccountToken.Usable(token.accessToken(), token.externalId(), token.generation());
    } catch (FeignException.NotFound e) {
      return new AccountToken.NeedsOwner(null);
    } catch (FeignException.Conflict e) {
      return new AccountToken.NeedsOwner(generation(e.contentUTF8()));
    }
  }

  private @Nullable Long generation(String problem) {
    try {
      var generation = json.readTree(problem).path("generation");
      return generation.isNumber() ? generation.longValue() : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /**
   * Tells account-service that the platform refused a token.
   *
   * @return whether it knows now; otherwise the complaint has to be made again
   */
  public boolean reject(UUID workspaceId, UUID accountId, long generation, String errorCode) {
    try {
      breaker.executeRunnable(
          () ->
              accounts.rejected(
                  workspaceId,
                  accountId,
                  new AccountClient.RejectedRequest(generation, errorCode)));
      return true;
    } catch (RuntimeException e) {
      log.warn("account-service was not told of {} on {}: {}", errorCode, accountId, e.toString());
      return false;
    }
  }
}
