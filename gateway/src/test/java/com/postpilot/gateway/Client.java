package com.postpilot.gateway;

import com.postpilot.common.testing.TestIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the gateway. */
public final class Client {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Environment environment;

  Client(Environment environment) {
    this.environment = environment;
  }

  public static String token() {
    return TestIdentity.instance().ownerToken(UUID.randomUUID());
  }

  public static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  public static JsonNode parsed(String json) {
    return JSON.readTree(json);
  }

  public static String code(HttpResponse<String> response) {
    return json(response).path("code").asString("");
  }

  public int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
  }

  public HttpRequest.Builder withToken(String path) {
    return request(path).header("Authorization", "Bearer " + token());
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  public HttpResponse<String> getWithToken(String path) throws Exception {
    return send(withToken(path));
  }

  public HttpResponse<String> post(String path, HttpRequest.BodyPublisher body) throws Exception {
    return send(withToken(path).header("Content-Type", "application/json").POST(body));
  }

  public HttpResponse<String> post(String path, String body) throws Exception {
    return post(path, BodyPublishers.ofString(body));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpClient http() {
    return http;
  }

  /** Sends a request line and headers as they are and returns everything that comes back. */
  public String raw(String requestLine, String... headers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      var request =
          requestLine
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + String.join("", java.util.Arrays.stream(headers).map(h -> h + "\r\n").toList())
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
