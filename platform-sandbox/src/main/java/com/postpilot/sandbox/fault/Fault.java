package com.postpilot.sandbox.fault;

import com.postpilot.sandbox.fault.FaultKind.Stage;
import com.postpilot.sandbox.traffic.Call;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it was armed: which calls it strikes, how often, and how.
 *
 * @param times how many calls it strikes; null when it strikes by probability
 * @param probability share of the calls that it strikes, 0 to 1; null when it strikes by count
 * @param seed decides which calls a probability strikes: the same seed, the same calls
 * @param delayMs how long a stall holds or a listing lags; null means until the fault is deleted,
 *     or for a listing ten seconds; what Claude's errors name as Retry-After
 * @param account id or handle of the only account to strike; null means all
 * @param errorCode the platform's code to answer instead of the kind's own
 * @param errorName the same where codes are words; what processing fails with, too
 */
public record Fault(
    String id,
    Platform platform,
    Operation operation,
    FaultKind kind,
    @Nullable Integer times,
    @Nullable Double probability,
    long seed,
    @Nullable Long delayMs,
    @Nullable String account,
    @Nullable Integer errorCode,
    @Nullable Integer errorSubcode,
    @Nullable String errorName) {

  private static final Duration DEFAULT_LAG = Duration.ofSeconds(10);

  public Duration lag() {
    return delayMs == null ? DEFAULT_LAG : Duration.ofMillis(delayMs);
  }

  boolean aimsAt(Call call, Stage stage) {
    return platform == call.platform()
        && operation == call.operation()
        && kind.stage() == stage
        && (account == null || (call.account() != null && call.account().answersTo(account)));
  }

  /** Whether the n-th call that it might strike (from 0) is struck. */
  boolean strikes(int n) {
    return probability == null
        || new SplittableRandom(seed * 1_000_003 + n).nextDouble() < probability;
  }
}
