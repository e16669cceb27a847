package com.postpilot.queue.caption.claude;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonField;
import com.anthropic.core.LogLevel;
import com.anthropic.core.RequestOptions;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.postpilot.queue.caption.CaptionWriter.Written;
import com.postpilot.queue.caption.claude.Reply.Declined;
import com.postpilot.queue.caption.claude.Reply.Nothing;
import com.postpilot.queue.caption.claude.Reply.Said;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Messages API: one call, and what its answer means. */
final class Claude implements AutoCloseable {
  /** The request as it is was not taken; with another content it might be. */
  static final String NOT_ACCEPTED = "not_accepted";

  private static final Logger log = LoggerFactory.getLogger(Claude.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final AnthropicClient client;
  private final CircuitBreaker breaker;
  private final MeterRegistry metrics;
  private final Duration timeout;

  Claude(ClaudeProperties properties, CircuitBreakerRegistry breakers, MeterRegistry metrics) {
    this.metrics = metrics;
    this.timeout = properties.timeout();
    this.client =
        AnthropicOkHttpClient.builder()
            .apiKey(properties.apiKey())
            .baseUrl(properties.baseUrl().toString())
            // its own retries would wait as long as they are told, and repeat a reached spend limit
            .maxRetries(0)
            .timeout(timeout)
            .logLevel(LogLevel.OFF) // it logs bodies
            .build();
    this.breaker =
        breakers.circuitBreaker(
            "claude",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(PAUSE)
                .permittedNumberOfCallsInHalfOpenState(2)
                .recordException(Claude::isOutage)
                .build());
  }

  /** A call that was refused was answered. */
  private static boolean isOutage(Throwable failure) {
    return !(failure instanceof AnthropicServiceException refusal) || refusal.statusCode() >= 500;
  }

  /** Asks once, and waits no longer than {@code left}. */
  Reply ask(MessageCreateParams params, Duration left) {
    if (!left.isPositive()) {
      return new Nothing("Claude takes too long.");
    }
    var options =
        RequestOptions.builder().timeout(left.compareTo(timeout) < 0 ? left : timeout).build();
    try {
      var message = breaker.executeSupplier(() -> client.messages().create(params, options));
      countTokens(message);
      return read(message);
    } catch (CallNotPermittedException e) {
      return new Nothing("Claude has not answered lately.", PAUSE);
    } catch (AnthropicServiceException e) {
      return judge(e);
    } catch (AnthropicException e) {
      // Of an answer that cannot be read its message is the answer.
      log.warn("Claude gives no answer: {}", e.getClass().getSimpleName());
      return new Nothing("Claude gave no answer that can be read.");
    }
  }

  /** Whatever the answer is worth, it is paid for. */
  private void countTokens(Message message) {
    message
        ._usage()
        .asKnown()
        .ifPresent(
            usage -> {
              count(message, "input", usage._inputTokens());
              count(message, "input", usage._cacheCreationInputTokens());
              count(message, "input", usage._cacheReadInputTokens());
              count(message, "output", usage._outputTokens());
            });
  }

  private void count(Message message, String direction, JsonField<Long> tokens) {
    var model = message.model().asString();
    tokens
        .asKnown()
        .ifPresent(
            number ->
                metrics
                    .counter("postpilot.claude.tokens", "model", model, "direction", direction)
                    .increment(number));
  }

  private static Reply read(Message message) {
    var reason = message.stopReason().orElse(StopReason.END_TURN);
    if (reason.equals(StopReason.REFUSAL)) {
      return new Declined(
          new Written.Refused(
              "refused",
              "Claude does not want to write about this product. Write the caption yourself, or"
                  + " change what the product says."));
    }
    if (!reason.equals(StopReason.END_TURN)) {
      log.warn("Claude stopped with {}", reason.asString());
      return new Nothing("Claude's answer was cut off.");
    }
    // A model that thinks says so in the blocks before.
    return message.content().stream()
        .flatMap(block -> block.text().stream())
        .findFirst()
        .<Reply>map(block -> new Said(block.text(), message.model().asString()))
        .orElseGet(() -> new Nothing("Claude said nothing."));
  }

  private static Reply judge(AnthropicServiceException e) {
    int status = e.statusCode();
    var reply =
        switch (status) {
          case 400 -> reachesASpendLimit(e) ? spent() : notAccepted();
          case 401, 402, 403, 404 -> misconfigured(status);
          case 408, 409 -> new Nothing("Claude could not answer.", retryAfter(e).orElse(null));
          case 429 ->
              reachesASpendLimit(e)
                  ? spent()
                  : new Nothing(
                      "Claude takes no more requests at the moment.", retryAfter(e).orElse(null));
          default ->
              status >= 500
                  ? new Nothing("Claude is overloaded or down.", retryAfter(e).orElse(null))
                  : notAccepted();
        };
    log.warn(
        "Claude answers {} {} (request {})",
        status,
        e.errorCode().orElse(""),
        e.requestId().orElse("unknown"));
    return reply;
  }

  /** By its code, or by its words where there is no code: this, nobody may repeat. */
  private static boolean reachesASpendLimit(AnthropicServiceException e) {
    if (e.errorCode().isPresent()) {
      return e.errorCode().get().endsWith("spend_limit_reached");
    }
    var message = e.apiMessage().orElse("").toLowerCase(Locale.ROOT);
    return e.statusCode() == 400
        && (message.contains("spend limit") || message.contains("usage limit"));
  }

  private static Reply spent() {
    return new Declined(
        new Written.Refused(
            "spend_limit",
            "The spending limit of the Claude account is reached. An administrator can raise it at"
                + " Anthropic; it begins anew next month."));
  }

  private static Reply misconfigured(int status) {
    return new Declined(
        new Written.Refused(
            "misconfigured",
            "Claude does not accept how it is asked (status %d). An administrator has to look at its key, its account and its model."
                .formatted(status)));
  }

  private static Reply notAccepted() {
    return new Declined(
        new Written.Refused(
            NOT_ACCEPTED,
            "Claude does not take what this product says. Write the caption yourself, or change"
                + " the product's text."));
  }

  private static Optional<Duration> retryAfter(AnthropicServiceException e) {
    return e.headers().values("retry-after").stream()
        .filter(value -> value.matches("\\d{1,6}"))
        .findFirst()
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  @Override
  public void close() {
    client.close();
  }
}
