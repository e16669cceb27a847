package com.postpilot.account.remote;

import com.postpilot.account.oauth.Secret;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One platform over HTTP. Nothing is sent twice but by {@link #getPersistently}. */
public final class Remote {
  private static final Logger log = LoggerFactory.getLogger(Remote.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_ANSWER = 1 << 20;

  private final String name;
  private final Reading reading;
  private final RestClient http;
  private final CircuitBreaker breaker;
  private final Retry retry;

  /**
   * @param name of the platform, for the log
   */
  Remote(String name, Timeouts timeouts, CircuitBreaker breaker, Reading reading) {
    this.name = name;
    this.reading = reading;
    this.http = http(timeouts);
    this.breaker = breaker;
    this.retry =
        Retry.of(
            breaker.getName(),
            RetryConfig.<Answer>custom()
                .maxAttempts(2)
                .intervalFunction(IntervalFunction.ofRandomized(200))
                .retryOnResult(answer -> answer instanceof Answer.None)
                .build());
  }

  /** Not the application's builder: its observations would carry URLs, and those hold tokens. */
  private static RestClient http(Timeouts timeouts) {
    var requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeouts.connect())
                .build());
    requests.setReadTimeout(timeouts.read());
    return RestClient.builder().requestFactory(requests).build();
  }

  /** Sends a form. */
  public Answer post(URI uri, Map<String, String> form) {
    // Bytes, because Spring logs forms at DEBUG.
    return send(
        http.post()
            .uri(uri)
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .accept(MediaType.APPLICATION_JSON)
            .body(encoded(form).getBytes(StandardCharsets.UTF_8)));
  }

  /** Asks by a {@code POST} without parameters. */
  public Answer post(URI uri, Secret bearer) {
    return send(
        http.post()
            .uri(uri)
            .contentType(MediaType.parseMediaType("application/json;charset=UTF-8"))
            .accept(MediaType.APPLICATION_JSON)
            .headers(headers -> headers.setBearerAuth(bearer.value()))
            .body("{}".getBytes(StandardCharsets.UTF_8)));
  }

  /** For questions, which may be asked twice. */
  public Answer getPersistently(URI uri, @Nullable Secret bearer) {
    return retry.executeSupplier(() -> get(uri, bearer));
  }

  public Answer get(URI uri, @Nullable Secret bearer) {
    return send(authorized(http.get().uri(uri), bearer));
  }

  public Answer delete(URI uri, Secret bearer) {
    return send(authorized(http.delete().uri(uri), bearer));
  }

  private static RestClient.RequestHeadersSpec<?> authorized(
      RestClient.RequestHeadersSpec<?> request, @Nullable Secret bearer) {
    return request
        .accept(MediaType.APPLICATION_JSON)
        .headers(
            headers -> {
              if (bearer != null) {
                headers.setBearerAuth(bearer.value());
              }
            });
  }

  private Answer send(RestClient.RequestHeadersSpec<?> request) {
    Answer answer;
    try {
      answer = breaker.executeSupplier(() -> exchange(request));
    } catch (CallNotPermittedException e) {
      answer = new Answer.None("no call while " + name + " does not answer");
    }
    switch (answer) {
      case Answer.Ok ok -> {}
      case Answer.Refusal(var code) -> log.info("{} refuses with code {}", name, code);
      case Answer.None(var reason) -> log.warn("{} gives no answer: {}", name, reason);
    }
    return answer;
  }

  private Answer exchange(RestClient.RequestHeadersSpec<?> request) {
    try {
      return request.exchangeForRequiredValue(
          (sent, response) ->
              read(response.getStatusCode().value(), response.getBody().readNBytes(MAX_ANSWER)));
    } catch (ResourceAccessException e) {
      // Its message names the URL; the cause is what happened.
      return new Answer.None(
          e.getCause() == null ? "no connection" : e.getCause().getClass().getSimpleName());
    }
  }

  private Answer read(int status, byte[] body) {
    if (body.length == 0 && status / 100 == 2) {
      return new Answer.Ok(JSON.missingNode());
    }
    try {
      return reading.of(status, JSON.readTree(body));
    } catch (JacksonException e) {
      return new Answer.None("HTTP " + status + " without JSON");
    }
  }

  public static URI at(URI base, String path, Map<String, String> query) {
    var url = base.toString().replaceFirst("/+$", "") + path;
    return URI.create(query.isEmpty() ? url : url + "?" + encoded(query));
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
