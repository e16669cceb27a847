package com.postpilot.account.testing;

import com.postpilot.common.testing.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The service as one caller sees it. */
public final class Api {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private final String url;
  private final @Nullable String token;

  private Api(String url, @Nullable String token) {
    this.url = url;
    this.token = token;
  }

  public static Api anonymous(int port) {
    return new Api("http://localhost:" + port, null);
  }

  public Api owner(UUID workspaceId) {
    return new Api(url, TestIdentity.instance().ownerToken(workspaceId));
  }

  public Api user(UUID userId, UUID workspaceId, String role) {
    return new Api(url, TestIdentity.instance().token(userId, workspaceId, role));
  }

  public Api service() {
    return new Api(url, TestIdentity.instance().serviceToken("publisher-worker"));
  }

  public Api withToken(String token) {
    return new Api(url, token);
  }

  public @Nullable String token() {
    return token;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer post(String path, String json, String... headers) {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public Answer postForm(String path, String form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(url + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      return Answer.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
