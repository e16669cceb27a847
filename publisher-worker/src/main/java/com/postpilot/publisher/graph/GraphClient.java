package com.postpilot.publisher.graph;

import com.postpilot.common.contract.Platform;
import com.postpilot.publisher.platform.ErrorCatalogue;
import com.postpilot.publisher.platform.ErrorClass;
import com.postpilot.publisher.platform.PlatformError;
import com.postpilot.publisher.platform.PlatformHttp;
import com.postpilot.publisher.platform.Reply;
import com.postpilot.publisher.token.AccountToken;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Calls to the Graph API of one platform. */
public final class GraphClient {
  private final GraphCalls calls;
  private final Platform platform;
  private final ErrorCatalogue errors;
  private final String root;

  GraphClient(
      GraphCalls calls, Platform platform, ErrorCatalogue errors, URI baseUrl, String version) {
    this.calls = calls;
    this.platform = platform;
    this.errors = errors;
    this.root = baseUrl + "/" + version + "/";
  }

  /** POSTs a form. */
  public Reply<JsonNode> post(
      String path, AccountToken.Usable token, Map<String, String> parameters) {
    return exchange(PlatformHttp.post(root + path, parameters), token);
  }

  /** POSTs a form and reads the {@code id} of what it made. */
  public Reply<String> create(
      String path, AccountToken.Usable token, Map<String, String> parameters) {
    return post(path, token, parameters).then(answer -> Reply.text(answer, "id"));
  }

  /** GETs an object. */
  public Reply<JsonNode> get(
      String path, AccountToken.Usable token, Map<String, String> parameters) {
    var uri = URI.create(root + path + "?" + PlatformHttp.form(parameters));
    return exchange(HttpRequest.newBuilder(uri).GET(), token);
  }

  /**
   * POSTs a video, or the order to fetch it, to where the platform said.
   *
   * @param headers that describe it, by pairs of name and value
   */
  public Reply<JsonNode> upload(
      String uploadUrl,
      AccountToken.Usable token,
      HttpRequest.BodyPublisher body,
      String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(uploadUrl))
            .headers(headers)
            .header("Authorization", "OAuth " + token.accessToken())
            .POST(body)
            .build();
    return calls.upload(platform, request).then(this::read).then(this::success);
  }

  /** The upload host tells of failures also with HTTP 200. */
  private Reply<JsonNode> success(JsonNode answer) {
    var failure = answer.path("debug_info").path("type");
    if (failure.isString()) {
      return new Reply.Refused<>(errors.of(failure.stringValue()));
    }
    return answer.path("success").asBoolean(false)
        ? new Reply.Ok<>(answer)
        : new Reply.Lost<>("The answer does not say whether it worked.");
  }

  private Reply<JsonNode> exchange(HttpRequest.Builder request, AccountToken.Usable token) {
    return calls
        .send(
            platform,
            token.externalId(),
            request.header("Authorization", "Bearer " + token.accessToken()).build())
        .then(this::read);
  }

  private Reply<JsonNode> read(PlatformHttp.Answer answer) {
    return answer
        .json()
        .then(
            json -> {
              var error = json.path("error");
              if (error.isObject() && error.path("code").isNumber()) {
                return new Reply.Refused<>(refusal(error, answer));
              }
              return answer.status() < 300 || json.has("debug_info")
                  ? new Reply.Ok<>(json)
                  : answer.notUnderstood();
            });
  }

  private PlatformError refusal(JsonNode error, PlatformHttp.Answer answer) {
    int code = error.path("code").intValue();
    int subcode = error.path("error_subcode").asInt(0);
    var name = subcode == 0 ? Integer.toString(code) : code + "/" + subcode;
    var known = errors.of(name, error.path("message").asString(""));
    // Meta's own word that the same call may work later wins over what proves nothing anyway.
    if (error.path("is_transient").asBoolean(false)
        && !known.notApplied()
        && known.kind() != ErrorClass.WAIT) {
      known = errors.unforeseen(name);
    }
    return Usage.of(answer.headers()).regainAccess().map(known::resting).orElse(known);
  }
}
