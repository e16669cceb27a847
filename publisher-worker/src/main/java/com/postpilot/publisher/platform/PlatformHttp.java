package com.postpilot.publisher.platform;

import com.postpilot.common.contract.Platform;
import com.postpilot.publisher.PublisherProperties;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One HTTP call to a platform at a time. Nothing here, and nothing beneath it, repeats a call or
 * follows a redirect.
 */
@Component
public class PlatformHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final PublisherProperties properties;

  PlatformHttp(PublisherProperties properties) {
    this.properties = properties;
  }

  /** An answer as it came, whatever it says. */
  public record Answer(int status, HttpHeaders headers, String body) {

    /** The object that the answer is, or Lost. */
    public Reply<JsonNode> json() {
      try {
        var json = JSON.readTree(body);
        return json.isObject()
            ? new Reply.Ok<>(json)
            : new Reply.Lost<>("The answer (HTTP " + status + ") was not a JSON object.");
      } catch (JacksonException e) {
        return new Reply.Lost<>("The answer (HTTP " + status + ") was not JSON.");
      }
    }

    public <T> Reply<T> notUnderstood() {
      return new Reply.Lost<>("The answer (HTTP " + status + ") was not understood.");
    }
  }

  /** Makes a call that takes as long as calls take. */
  public Reply<Answer> send(Platform platform, HttpRequest request) {
    return send(platform, request, properties.callTimeout());
  }

  /** Makes a call that carries the bytes of a video. */
  public Reply<Answer> upload(Platform platform, HttpRequest request) {
    return send(platform, request, properties.uploadTimeout());
  }

  private Reply<Answer> send(Platform platform, HttpRequest request, Duration timeout) {
    var call = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      var response = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply.Ok<>(new Answer(response.statusCode(), response.headers(), response.body()));
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case ConnectException _, HttpConnectTimeoutException _ ->
            new Reply.Refused<>(PlatformError.notReached(platform));
        case null -> new Reply.Lost<>("The call got no answer.");
        case Throwable cause ->
            new Reply.Lost<>("The call got no answer (" + cause.getClass().getSimpleName() + ").");
      };
    } catch (TimeoutException e) {
      call.cancel(true);
      return new Reply.Lost<>("The call got no answer in " + timeout.toSeconds() + " s.");
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      return new Reply.Lost<>("The worker was stopped during the call.");
    }
  }

  /** A form, as a body or as a query. */
  public static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public static HttpRequest.Builder post(String uri, Map<String, String> form) {
    return HttpRequest.newBuilder(URI.create(uri))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form(form)));
  }

  /** Bytes that are read while they are sent, never all of them at once. */
  public static HttpRequest.BodyPublisher streamed(Supplier<InputStream> bytes, long length) {
    return HttpRequest.BodyPublishers.fromPublisher(
        HttpRequest.BodyPublishers.ofInputStream(bytes), length);
  }
}
