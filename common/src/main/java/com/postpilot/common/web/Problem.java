package com.postpilot.common.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * A request that was refused, as RFC 9457 tells it. The one vocabulary of failures at the HTTP
 * edge: every refusal of a service is made by a factory here or by {@link #of}.
 */
public final class Problem extends RuntimeException {

  /**
   * @param field snake_case path such as {@code targets[0].account_id}
   * @param code what is wrong with it, in snake_case
   */
  public record FieldError(String field, String code, String message) {}

  private final ProblemCode code;
  private final List<FieldError> errors;
  private final Map<String, Object> extensions = new LinkedHashMap<>();
  private final HttpHeaders headers = new HttpHeaders();

  private Problem(ProblemCode code, String detail, List<FieldError> errors) {
    super(detail);
    this.code = code;
    this.errors = List.copyOf(errors);
    if (code.status() == HttpStatus.UNAUTHORIZED) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer"); // RFC 9110 has every 401 name a way in
    }
  }

  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail, List.of());
  }

  /** 404, also for what belongs to another workspace. */
  public static Problem notFound(String what, Object id) {
    return of(ProblemCode.NOT_FOUND, "There is no " + what + " " + id + ".");
  }

  /** 422 that names one field. */
  public static Problem invalid(String field, String code, String message) {
    return invalid(List.of(new FieldError(field, code, message)));
  }

  /** 422 that names every field that is wrong. */
  public static Problem invalid(List<FieldError> errors) {
    var first = errors.getFirst();
    return new Problem(
        ProblemCode.VALIDATION_FAILED, first.field() + ": " + first.message(), errors);
  }

  /** Another code that names a field, such as {@code time_in_gap}. */
  public static Problem at(ProblemCode code, String field, String message) {
    return new Problem(code, message, List.of(new FieldError(field, code.wireName(), message)));
  }

  /** 503; nothing was done, the same request may be sent again. */
  public static Problem unavailable(String dependency, Duration retryAfter) {
    return of(
            ProblemCode.DEPENDENCY_UNAVAILABLE,
            "The " + dependency + " does not answer at the moment. Nothing was changed.")
        .retryAfter(retryAfter);
  }

  /** Adds a member of the problem's own, snake_case. */
  public Problem with(String name, @Nullable Object value) {
    extensions.put(name, value);
    return this;
  }

  public Problem retryAfter(Duration delay) {
    headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, delay.toSeconds())));
    return this;
  }

  public ProblemCode code() {
    return code;
  }

  public List<FieldError> errors() {
    return errors;
  }

  public HttpHeaders headers() {
    return headers;
  }

  /** The members of the problem document. */
  public Map<String, Object> body(@Nullable String path, @Nullable String requestId) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", code.type());
    body.put("title", code.title());
    body.put("status", code.status().value());
    body.put("detail", getMessage());
    body.put("instance", path);
    body.put("code", code.wireName());
    body.put("request_id", requestId);
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    body.putAll(extensions);
    return body;
  }
}
