package com.postpilot.account.remote;

import com.postpilot.common.contract.Platform;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.stereotype.Component;

/** The platforms over HTTP, each use of one behind a circuit breaker of its own. */
@Component
public class Remotes {
  private final Timeouts timeouts;
  private final CircuitBreakerRegistry breakers;

  public Remotes(Timeouts timeouts, CircuitBreakerRegistry breakers) {
    this.timeouts = timeouts;
    this.breakers = breakers;
  }

  /**
   * @param use one that fails does not stop the others: {@code login}
   */
  public Remote of(Platform platform, String use, Reading reading) {
    return new Remote(
        platform.displayName(),
        timeouts,
        breakers.circuitBreaker(platform.slug() + "-" + use),
        reading);
  }
}
