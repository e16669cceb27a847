package com.postpilot.queue.post;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.common.web.ProblemCode;
import feign.FeignException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * post-service, asked outside transactions. What it refuses is refused here in its words; when it
 * does not answer nothing is known of what it did.
 */
@Component
class PostService {
  private static final Logger log = LoggerFactory.getLogger(PostService.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Members of every problem; the others are the refusal's own. */
  private static final Set<String> COMMON_MEMBERS =
      Set.of("type", "title", "status", "detail", "instance", "code", "request_id", "errors");

  private static final Set<ProblemCode> ABOUT_WHAT_WAS_ASKED =
      Set.of(
          ProblemCode.PLAN_LIMIT_REACHED,
          ProblemCode.NOT_FOUND,
          ProblemCode.ALREADY_DISPATCHED,
          ProblemCode.STATE_CONFLICT,
          ProblemCode.APPROVAL_REQUIRED,
          ProblemCode.ACCOUNT_DISCONNECTED,
          ProblemCode.PAYLOAD_TOO_LARGE,
          ProblemCode.UNSUPPORTED_MEDIA,
          ProblemCode.VALIDATION_FAILED,
          ProblemCode.TIME_IN_GAP,
          ProblemCode.DUE_IN_PAST);

  private final PostClient client;
  private final CircuitBreaker breaker;
  private final JsonMapper json;

  PostService(PostClient client, CircuitBreakerFactory<?, ?> breakers, JsonMapper json) {
    this.client = client;
    this.breaker = breakers.create("post-service");
    this.json = json;
  }

  /**
   * @throws Problem what post-service refused, or 503 if it does not answer
   */
  <T> T ask(Function<PostClient, T> question) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A question to post-service within a transaction");
    }
    var answer =
        breaker.run(
            () -> answer(question),
            failure -> {
              log.warn("post-service does not answer: {}", failure.toString());
              throw Problem.unavailable("post-service", SOON);
            });
    return Objects.requireNonNull(answer).orThrow();
  }

  private record Answer<T>(@Nullable T value, @Nullable Problem refusal) {
    T orThrow() {
      if (refusal != null) {
        throw refusal;
      }
      return Objects.requireNonNull(value);
    }
  }

  /** A refusal is an answer: only what is none speaks against post-service. */
  private <T> Answer<T> answer(Function<PostClient, T> question) {
    try {
      return new Answer<>(question.apply(client), null);
    } catch (FeignException.FeignClientException e) {
      return new Answer<>(null, refusal(e).orElseThrow(() -> e));
    }
  }

  /** Empty if it is about this service and not about what was asked. */
  private Optional<Problem> refusal(FeignException.FeignClientException e) {
    JsonNode body;
    try {
      body = json.readTree(e.contentUTF8().getBytes(StandardCharsets.UTF_8));
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
    return Arrays.stream(ProblemCode.values())
        .filter(code -> code.wireName().equals(body.path("code").asString("")))
        .filter(code -> ABOUT_WHAT_WAS_ASKED.contains(code))
        .findFirst()
        .map(code -> problem(code, body));
  }

  private static Problem problem(ProblemCode code, JsonNode body) {
    var detail = body.path("detail").asString(code.title());
    var errors = errors(body);
    var problem =
        code == ProblemCode.VALIDATION_FAILED && !errors.isEmpty()
            ? Problem.invalid(errors)
            : errors.isEmpty()
                ? Problem.of(code, detail)
                : Problem.at(code, errors.getFirst().field(), detail);
    body.properties().stream()
        .filter(member -> !COMMON_MEMBERS.contains(member.getKey()))
        .forEach(member -> problem.with(member.getKey(), member.getValue()));
    return problem;
  }

  private static List<FieldError> errors(JsonNode body) {
    var errors = new ArrayList<FieldError>();
    for (var error : body.path("errors")) {
      errors.add(
          new FieldError(
              error.path("field").asString(""),
              error.path("code").asString(""),
              error.path("message").asString("")));
    }
    return errors;
  }
}
