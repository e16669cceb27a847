package com.postpilot.e2e.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP, below one base address. Redirects are answers like any other. */
public final class Http {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI base;
  private final Map<String, String> headers;

  public Http(URI base) {
    this(base, Map.of());
  }

  private Http(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = Map.copyOf(headers);
  }

  /** The same address with one more header on every request. */
  public Http with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new Http(base, more);
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, @Nullable Object body) {
    return send("POST", path, body);
  }

  public Answer patch(String path, Object body) {
    return send("PATCH", path, body);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /**
   * @param body written as JSON; null sends none
   */
  public Answer send(String method, String path, @Nullable Object body) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    headers.forEach(request::header);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }
    return exchange(request.build());
  }

  /**
   * Sends the parts of a form: what is to be known about a file, as JSON, and the file.
   *
   * @param about the name of the first part
   */
  public Answer upload(String path, String about, Object value, String filename, byte[] file) {
    var boundary = UUID.randomUUID().toString();
    var head = "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\nContent-Type: %s\r\n\r\n";
    var named = "file\"; filename=\"" + filename;
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head.formatted(boundary, about, "application/json")),
                    BodyPublishers.ofString(JSON.writeValueAsString(value) + "\r\n"),
                    BodyPublishers.ofString(head.formatted(boundary, named, "text/csv")),
                    BodyPublishers.ofByteArray(file),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")));
    headers.forEach(request::header);
    return exchange(request.build());
  }

  static Answer exchange(HttpRequest request) {
    try {
      return new Answer(request, CLIENT.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  public record Answer(HttpRequest request, HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** The body as a value, where the status is the one expected. */
    public <T> T as(Class<T> type, int expectedStatus) {
      expect(expectedStatus);
      return JSON.readValue(response.body(), type);
    }

    /** Fails unless the status is the one expected, and then says what came instead. */
    public Answer expect(int expectedStatus) {
      if (status() != expectedStatus) {
        throw new AssertionError("Expected %d of %s".formatted(expectedStatus, this));
      }
      return this;
    }

    /** The code of the problem that this answer is. */
    public String problem() {
      return json().path("code").asString();
    }

    /** Where a redirect points to. */
    public URI location() {
      var location =
          response
              .headers()
              .firstValue("Location")
              .orElseThrow(() -> new AssertionError("No redirect: " + this));
      return response.uri().resolve(location);
    }

    @Override
    public String toString() {
      return "%s %s: %d %s".formatted(request.method(), request.uri(), status(), response.body());
    }
  }
}
