package com.postpilot.queue.caption.claude;

import com.anthropic.models.messages.MessageCreateParams;
import com.postpilot.common.fetch.GuardedFetch;
import com.postpilot.queue.caption.CaptionWriter;
import com.postpilot.queue.caption.claude.Reply.Declined;
import com.postpilot.queue.caption.claude.Reply.Nothing;
import com.postpilot.queue.caption.claude.Reply.Said;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/**
 * Captions by Claude: the picture and the product's facts go in, a caption per platform comes out.
 */
public final class ClaudeWriter implements CaptionWriter, AutoCloseable {
  private final ClaudeProperties properties;
  private final Claude claude;
  private final Pictures pictures;
  private final Prompt prompt;

  public ClaudeWriter(
      ClaudeProperties properties,
      GuardedFetch fetch,
      CircuitBreakerRegistry breakers,
      MeterRegistry metrics) {
    this.properties = properties;
    this.claude = new Claude(properties, breakers, metrics);
    this.pictures = new Pictures(fetch, properties.maxPicture(), properties.pictureTimeout());
    this.prompt = new Prompt(properties.model(), properties.maxTokens());
  }

  @Override
  public String name() {
    return properties.model();
  }

  @Override
  public Written write(Request request) {
    var deadline = new Deadline(properties.deadline());
    var picture = pictures.of(request.product());
    var written = ask(request, prompt.of(request, picture), deadline);
    // It may have been the picture.
    return picture.isPresent()
            && written instanceof Written.Refused refused
            && refused.code().equals(Claude.NOT_ACCEPTED)
        ? ask(request, prompt.of(request, Optional.empty()), deadline)
        : written;
  }

  private Written ask(Request request, MessageCreateParams params, Deadline deadline) {
    return retry(deadline)
        .executeSupplier(
            () ->
                switch (claude.ask(params, deadline.left())) {
                  case Said(var text, var model) ->
                      Drafts.read(request, text)
                          .<Written>map(captions -> new Written.Captions(captions, model))
                          .orElseGet(
                              () ->
                                  new Written.Unavailable(
                                      "Claude's captions could not be used.", null));
                  case Declined(var why) -> why;
                  case Nothing(var detail, var after) -> new Written.Unavailable(detail, after);
                });
  }

  /**
   * One for each request, as each has its own deadline: what does not fit into it is not waited
   * for.
   */
  private Retry retry(Deadline deadline) {
    var backOff = IntervalFunction.ofExponentialRandomBackoff(properties.backOff(), 2);
    return Retry.of(
        "claude",
        RetryConfig.<Written>custom()
            .maxAttempts(properties.attempts())
            .retryOnException(bug -> false)
            .retryOnResult(
                written ->
                    written instanceof Written.Unavailable unavailable
                        && deadline.leavesTimeAfter(told(unavailable).orElse(properties.backOff())))
            .intervalBiFunction(
                (attempt, result) ->
                    told(result.get())
                        .map(Duration::toMillis)
                        .orElseGet(() -> backOff.apply(attempt)))
            .build());
  }

  /** How long Claude wants to be left alone. */
  private static Optional<Duration> told(Written written) {
    return written instanceof Written.Unavailable unavailable
        ? Optional.ofNullable(unavailable.after())
        : Optional.empty();
  }

  private record Deadline(long nanoTime) {
    Deadline(Duration length) {
      this(System.nanoTime() + length.toNanos());
    }

    Duration left() {
      return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    boolean leavesTimeAfter(Duration wait) {
      return left().compareTo(wait) > 0;
    }
  }

  @Override
  public void close() {
    claude.close();
  }
}
