package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Talks to a running sandbox as its clients do. */
final class Sandbox {

  static final String REDIRECT_URI = "http://localhost:8106/api/v1/oauth/instagram/callback";
  static final String ALL_SCOPES = "instagram_business_basic,instagram_business_content_publish";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  Sandbox(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  // --- plain HTTP

  Reply get(String path, String... parameters) {
    return send(request("GET", path + query(parameters), ""));
  }

  Reply post(String path, String... form) {
    return send(form(path, form));
  }

  CompletableFuture<Reply> postAsync(String path, String... form) {
    return http.sendAsync(form(path, form).build(), BodyHandlers.ofString()).thenApply(Reply::of);
  }

  Reply postJson(String path, String json) {
    return send(request("POST", path, json).header("Content-Type", "application/json"));
  }

  Reply delete(String path, String... parameters) {
    return send(request("DELETE", path + query(parameters), ""));
  }

  Reply getWithBearer(String path, String token) {
    return send(request("GET", path, "").header("Authorization", "Bearer " + token));
  }

  private HttpRequest.Builder form(String path, String... parameters) {
    return request("POST", path, encode(parameters))
        .header("Content-Type", "application/x-www-form-urlencoded");
  }

  HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .method(method, BodyPublishers.ofString(body));
  }

  Reply send(HttpRequest.Builder request) {
    try {
      return Reply.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String query(String... parameters) {
    return parameters.length == 0 ? "" : "?" + encode(parameters);
  }

  static String encode(String... parameters) {
    return map(parameters).entrySet().stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Names and values in turn; of a name that comes twice, the later value. */
  private static Map<String, String> map(String... parameters) {
    var map = new LinkedHashMap<String, String>();
    for (var i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    return map;
  }

  static String[] with(String[] parameters, String... more) {
    var all = Arrays.copyOf(parameters, parameters.length + more.length);
    System.arraycopy(more, 0, all, parameters.length, more.length);
    return all;
  }

  // --- Instagram Login

  static String[] authorizeParameters(String... more) {
    String[] right = {
      "client_id",
      "sandbox-instagram",
      "redirect_uri",
      REDIRECT_URI,
      "response_type",
      "code",
      "scope",
      ALL_SCOPES
    };
    return with(right, more);
  }

  /** The code that a user hands out who agrees to everything. */
  String code(String handle, String... more) {
    var parameters = authorizeParameters("sandbox_auto_approve", "1", "sandbox_user", handle);
    return codeIn(get("/ig-www/oauth/authorize", with(parameters, more)).header("Location"));
  }

  static String codeIn(String location) {
    assertThat(location).startsWith(REDIRECT_URI + "?code=AQ").endsWith("#_");
    return location.replaceFirst(".*code=([^&#]*).*", "$1");
  }

  static String[] redeemParameters(String code, String... more) {
    String[] right = {
      "client_id", "sandbox-instagram",
      "client_secret", "sandbox-instagram-secret",
      "grant_type", "authorization_code",
      "redirect_uri", REDIRECT_URI,
      "code", code
    };
    return with(right, more);
  }

  Reply redeem(String code) {
    return post("/ig-api/oauth/access_token", redeemParameters(code));
  }

  Reply exchange(String shortToken) {
    return get(
        "/ig-graph/access_token",
        "grant_type",
        "ig_exchange_token",
        "client_secret",
        "sandbox-instagram-secret",
        "access_token",
        shortToken);
  }

  Reply refresh(String longToken) {
    return get(
        "/ig-graph/refresh_access_token",
        "grant_type",
        "ig_refresh_token",
        "access_token",
        longToken);
  }

  String shortToken(String handle, String... more) {
    return redeem(code(handle, more)).text("/data/0/access_token");
  }

  /** Connects an account and returns its long-lived token. */
  String connect(String handle, String... more) {
    return exchange(shortToken(handle, more)).text("/access_token");
  }

  String userId(String token) {
    return get("/ig-graph/v26.0/me", "fields", "user_id", "access_token", token).text("/user_id");
  }

  // --- Instagram publishing

  Reply create(String token, String... parameters) {
    return post("/ig-graph/v26.0/me/media", with(parameters, "access_token", token));
  }

  Reply createImage(String token, String imageUrl, String caption) {
    return create(token, "image_url", imageUrl, "caption", caption);
  }

  Reply createItem(String token, String imageUrl) {
    return create(token, "image_url", imageUrl, "is_carousel_item", "true");
  }

  Reply createCarousel(String token, String children, String caption) {
    return create(token, "media_type", "CAROUSEL", "children", children, "caption", caption);
  }

  /** A container that is ready to be published. */
  String finishedImage(String token, String imageUrl, String caption) {
    var id = createImage(token, imageUrl, caption).text("/id");
    awaitStatus(token, id, "FINISHED");
    return id;
  }

  Reply publish(String token, String container) {
    return publishAsync(token, container).join();
  }

  CompletableFuture<Reply> publishAsync(String token, String container) {
    return postAsync(
        "/ig-graph/v26.0/me/media_publish", "creation_id", container, "access_token", token);
  }

  Reply poll(String token, String container) {
    return get(
        "/ig-graph/v26.0/" + container, "fields", "status_code,status", "access_token", token);
  }

  String status(String token, String container) {
    return poll(token, container).text("/status_code");
  }

  void awaitStatus(String token, String container, String status) {
    await().untilAsserted(() -> assertThat(status(token, container)).isEqualTo(status));
  }

  Reply list(String token, String... more) {
    return get("/ig-graph/v26.0/me/media", with(new String[] {"access_token", token}, more));
  }

  // --- control

  void reset() {
    assertThat(postJson("/_sandbox/reset", "").status()).isEqualTo(204);
  }

  /** Arms a fault of Instagram; single quotes do for double ones. */
  String arm(String operation, String kind, String more) {
    return arm("INSTAGRAM", operation, kind, more);
  }

  String arm(String platform, String operation, String kind, String more) {
    var body =
        "{'platform': '%s', 'operation': '%s', 'kind': '%s'%s}"
            .formatted(platform, operation, kind, more.isEmpty() ? "" : ", " + more)
            .replace('\'', '"');
    var reply = postJson("/_sandbox/faults", body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.text("/id");
  }

  JsonNode fault(String id) {
    for (var fault : get("/_sandbox/faults").json().path("items")) {
      if (fault.path("id").asString().equals(id)) {
        return fault;
      }
    }
    throw new AssertionError("No fault " + id);
  }

  void awaitHolding(String faultId, int requests) {
    await()
        .untilAsserted(
            () -> assertThat(fault(faultId).path("holding").asInt()).isEqualTo(requests));
  }

  void disarm(String faultId) {
    assertThat(delete("/_sandbox/faults/" + faultId).status()).isEqualTo(204);
  }

  void limit(String instagramLimits) {
    limit("instagram", instagramLimits);
  }

  void limit(String platform, String limits) {
    var body = "{\"%s\":%s}".formatted(platform, limits.replace('\'', '"'));
    var reply = postJson("/_sandbox/limits", body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  void turnClock(long offsetSeconds) {
    var body = "{\"offset_seconds\":" + offsetSeconds + "}";
    assertThat(postJson("/_sandbox/clock", body).status()).isEqualTo(200);
  }

  JsonNode publications() {
    return get("/_sandbox/publications").json().path("items");
  }
}
