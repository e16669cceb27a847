package com.postpilot.auth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its clients see it. */
public final class Api {
  public static final String PASSWORD = "a horse in the rain";

  private static final JsonMapper JSON = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Environment environment;

  Api(Environment environment) {
    this.environment = environment;
  }

  /** An answer; the body is a missing node if there is none. */
  public record Answer(int status, HttpHeaders headers, String raw) {
    public JsonNode body() {
      return raw.isEmpty() ? JSON.missingNode() : JSON.readTree(raw);
    }

    public String text(String pointer) {
      return body().at(pointer).asString("");
    }

    public String accessToken() {
      return text("/access_token");
    }

    public String refreshToken() {
      return text("/refresh_token");
    }

    public UUID workspaceId() {
      return UUID.fromString(text("/workspace/id"));
    }

    public UUID userId() {
      return UUID.fromString(text("/user/id"));
    }

    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** The fields that a problem names. */
    public List<String> fields() {
      var fields = new ArrayList<String>();
      body().at("/errors").forEach(error -> fields.add(error.at("/field").asString()));
      return fields;
    }
  }

  public static String newEmail() {
    return "shop-" + UUID.randomUUID() + "@example.com";
  }

  /** Registers somebody new. */
  public Answer register() {
    return register(newEmail());
  }

  public Answer register(String email) {
    return post("register", "{'email': '%s', 'password': '%s'}".formatted(email, PASSWORD));
  }

  public Answer login(String email, String password, String... headers) {
    return post("login", "{'email': '%s', 'password': '%s'}".formatted(email, password), headers);
  }

  public Answer refresh(String token) {
    return post("refresh", "{'refresh_token': '%s'}".formatted(token));
  }

  public Answer logout(String token) {
    return post("logout", "{'refresh_token': '%s'}".formatted(token));
  }

  public Answer me(String accessToken) {
    return get("/api/v1/auth/me", "Authorization", "Bearer " + accessToken);
  }

  public Answer verifyEmail(String token) {
    return post("verify-email", "{'token': '%s'}".formatted(token));
  }

  public Answer forgotPassword(String email, String... headers) {
    return post("password/forgot", "{'email': '%s'}".formatted(email), headers);
  }

  public Answer resetPassword(String token, String newPassword) {
    return post(
        "password/reset", "{'token': '%s', 'new_password': '%s'}".formatted(token, newPassword));
  }

  public Answer changePassword(String accessToken, String current, String newPassword) {
    return post(
        "password/change",
        "{'current_password': '%s', 'new_password': '%s'}".formatted(current, newPassword),
        bearer(accessToken));
  }

  public Answer patchMe(String accessToken, String json, String... headers) {
    return send(
        request("/api/v1/auth/me", headers)
            .headers(bearer(accessToken))
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  public Answer sessions(String accessToken, String query) {
    return get("/api/v1/auth/sessions" + query, bearer(accessToken));
  }

  public Answer endSession(String accessToken, String id) {
    return send(request("/api/v1/auth/sessions/" + id, bearer(accessToken)).DELETE());
  }

  public Answer endOtherSessions(String accessToken) {
    return send(request("/api/v1/auth/sessions", bearer(accessToken)).DELETE());
  }

  public static String[] bearer(String accessToken) {
    return new String[] {"Authorization", "Bearer " + accessToken};
  }

  /** JSON with single quotes, for easier reading. */
  public Answer post(String route, String json, String... headers) {
    return send(
        request("/api/v1/auth/" + route, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  public Answer form(String path, String form, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var port = environment.getProperty("local.server.port");
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs {@code work} so many times at the same moment. */
  public static <R> List<R> atOnce(int times, Callable<R> work) throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          Arrays.stream(new int[times])
              .mapToObj(
                  n ->
                      threads.submit(
                          () -> {
                            start.await();
                            return work.call();
                          }))
              .toList();
      start.countDown();
      var results = new ArrayList<R>();
      for (var result : running) {
        results.add(result.get());
      }
      return results;
    }
  }
}
