package com.postpilot.demo.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP below one base address. Whoever is asked to come again later, does. */
final class Http {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 5;
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final URI base;
  private final @Nullable Supplier<String> token;

  Http(URI base, @Nullable Supplier<String> token) {
    this.base = base;
    this.token = token;
  }

  <T> T get(String path, Class<T> type) {
    return value(exchange(request(path).build()), type);
  }

  /** Has its effect once, however often it has to be sent. */
  <T> T post(String path, Object body, Class<T> type) {
    return value(exchange(once(sending("POST", path, body)).build()), type);
  }

  /** The same as the parts of a form. */
  <T> T post(String path, Form form, Class<T> type) {
    var request = request(path).header("Content-Type", form.contentType()).POST(form.body());
    return value(exchange(once(request).build()), type);
  }

  <T> T put(String path, Object body, Class<T> type) {
    return value(exchange(sending("PUT", path, body).build()), type);
  }

  /** A JSON merge patch. */
  <T> T patch(String path, Object body, Class<T> type) {
    return value(exchange(sending("PATCH", path, body).build()), type);
  }

  private HttpRequest.Builder sending(String method, String path, Object body) {
    return request(path)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  private HttpRequest.Builder once(HttpRequest.Builder request) {
    return token == null
        ? request
        : request.header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    if (token != null) {
      request.header("Authorization", "Bearer " + token.get());
    }
    return request;
  }

  private static <T> T value(HttpResponse<String> answer, Class<T> type) {
    return JSON.readValue(answer.body(), type);
  }

  /**
   * Any answer of the 200s and 300s.
   *
   * @throws Refusal when it is another, or nobody answers
   */
  static HttpResponse<String> exchange(HttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      var answer = send(request);
      if (answer.statusCode() < 400) {
        return answer;
      }
      long wait = secondsToWait(answer);
      if (wait < 0 || attempt == ATTEMPTS) {
        throw refusal(answer);
      }
      LockSupport.parkNanos(Duration.ofSeconds(wait).toNanos());
    }
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Refusal(asked(request), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(asked(request), e);
    }
  }

  /** How long the answer asks to wait before the next try; -1 if there is no point in one. */
  private static long secondsToWait(HttpResponse<String> answer) {
    if (answer.statusCode() != 429 && answer.statusCode() != 503) {
      return -1;
    }
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,9}"))
        .map(Long::parseLong)
        .filter(seconds -> seconds <= LONGEST_WAIT_SECONDS)
        .orElse(-1L);
  }

  /** What an error answer says, as far as it is understood. */
  record Problem(@Nullable String detail, @Nullable List<Finding> errors) {
    record Finding(@Nullable String field, @Nullable String message) {}
  }

  private static Refusal refusal(HttpResponse<String> answer) {
    var type = answer.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("application/problem+json")) {
      var problem = value(answer, Problem.class);
      var errors = problem.errors();
      var said =
          errors != null && !errors.isEmpty() ? errors.getFirst().message() : problem.detail();
      if (said != null) {
        return new Refusal(asked(answer.request()), said);
      }
    }
    return new Refusal(asked(answer.request()), "status " + answer.statusCode());
  }

  private static String asked(HttpRequest request) {
    return request.method() + " " + request.uri().getPath();
  }
}
