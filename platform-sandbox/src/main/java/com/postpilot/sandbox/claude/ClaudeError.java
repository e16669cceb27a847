package com.postpilot.sandbox.claude;

import com.postpilot.sandbox.fault.Fault;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request refused in the way of the Messages API. */
final class ClaudeError extends RuntimeException {

  private final ErrorType type;
  private final @Nullable String errorCode;
  private final @Nullable Duration retryAfter;

  private ClaudeError(
      ErrorType type,
      @Nullable String errorCode,
      @Nullable Duration retryAfter,
      @Nullable String message) {
    super(message);
    this.type = type;
    this.errorCode = errorCode;
    this.retryAfter = retryAfter;
  }

  static ClaudeError of(ErrorType type, String message) {
    return new ClaudeError(type, null, null, message);
  }

  static ClaudeError invalid(String field, String message) {
    return of(ErrorType.INVALID_REQUEST_ERROR, field + ": " + message);
  }

  /**
   * The error that a fault asks for by name, or the usual one of its kind. A name that is no type
   * of error is the code of a rate limit, such as {@code enforced_spend_limit_reached}.
   */
  static ClaudeError injectedBy(Fault fault) {
    var name = fault.errorName();
    var type =
        name == null ? usual(fault) : ErrorType.find(name).orElse(ErrorType.RATE_LIMIT_ERROR);
    return new ClaudeError(
        type,
        name == null || ErrorType.find(name).isPresent() ? null : name,
        fault.delayMs() == null ? null : Duration.ofMillis(fault.delayMs()),
        "The sandbox was told to answer this");
  }

  private static ErrorType usual(Fault fault) {
    return switch (fault.kind()) {
      case RATE_LIMITED -> ErrorType.RATE_LIMIT_ERROR;
      case TOKEN_REVOKED -> ErrorType.AUTHENTICATION_ERROR;
      default -> ErrorType.API_ERROR;
    };
  }

  ErrorType type() {
    return type;
  }

  /** What {@code error.details} says. */
  Optional<String> errorCode() {
    return Optional.ofNullable(errorCode);
  }

  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
