package com.postpilot.publisher.instagram;

import com.postpilot.publisher.PublisherProperties;
import com.postpilot.publisher.platform.Reply;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One HTTP call to Instagram's Graph API at a time. Nothing here, and nothing beneath it, repeats a
 * call.
 */
@Component
class InstagramClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final String USAGE = "X-Business-Use-Case-Usage";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RestClient http;
  private final String root;

  InstagramClient(InstagramProperties instagram, PublisherProperties publisher) {
    var requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build());
    requests.setReadTimeout(publisher.callTimeout());
    this.http = RestClient.builder().requestFactory(requests).build();
    this.root = instagram.graphBaseUrl() + "/" + instagram.apiVersion() + "/";
  }

  /** POSTs a form and reads the {@code id} of what it made. */
  Reply<String> create(String path, String accessToken, Map<String, String> parameters) {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    parameters.forEach(form::add);
    return exchange(
        http.method(HttpMethod.POST)
            .uri(root + path)
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .headers(headers -> headers.setBearerAuth(accessToken))
            .body(form),
        answer -> answer.path("id").isString() ? answer.path("id").stringValue() : null);
  }

  /** GETs an object. */
  Reply<JsonNode> get(String path, String accessToken, Map<String, String> parameters) {
    var uri = UriComponentsBuilder.fromUriString(root + path);
    parameters.forEach(uri::queryParam);
    return exchange(
        http.method(HttpMethod.GET)
            .uri(uri.encode().build().toUri())
            .headers(headers -> headers.setBearerAuth(accessToken)),
        answer -> answer);
  }

  private <T> Reply<T> exchange(
      RestClient.RequestHeadersSpec<?> request, Function<JsonNode, @Nullable T> read) {
    try {
      return request.exchange(
          (sent, response) ->
              reply(
                  response.getStatusCode().value(),
                  response.getHeaders(),
                  response.getBody().readAllBytes(),
                  read));
    } catch (ResourceAccessException e) {
      return switch (e.getCause()) {
        case ConnectException _, HttpConnectTimeoutException _ ->
            new Reply.Refused<>(InstagramErrors.notReached());
        case null -> new Reply.Lost<>("The call got no answer.");
        case Throwable cause ->
            new Reply.Lost<>("The call got no answer (" + cause.getClass().getSimpleName() + ").");
      };
    }
  }

  private static <T> Reply<T> reply(
      int status, HttpHeaders headers, byte[] body, Function<JsonNode, @Nullable T> read) {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JacksonException e) {
      return new Reply.Lost<>("The answer (HTTP " + status + ") was not JSON.");
    }
    var error = answer.path("error");
    if (error.isObject() && error.path("code").isNumber()) {
      return new Reply.Refused<>(
          InstagramErrors.of(
              error.path("code").intValue(),
              error.path("error_subcode").asInt(0),
              error.path("is_transient").asBoolean(false),
              regainAccess(headers)));
    }
    var value = status < 300 && answer.isObject() ? read.apply(answer) : null;
    return value == null
        ? new Reply.Lost<>("The answer (HTTP " + status + ") was not understood.")
        : new Reply.Ok<>(value);
  }

  /** The longest of the waits that Meta announces, in its minutes. */
  private static @Nullable Duration regainAccess(HttpHeaders headers) {
    var usage = headers.getFirst(USAGE);
    if (usage == null) {
      return null;
    }
    try {
      long minutes = 0;
      for (var account : JSON.readTree(usage)) {
        for (var limit : account) {
          minutes = Math.max(minutes, limit.path("estimated_time_to_regain_access").asLong(0));
        }
      }
      return Duration.ofMinutes(minutes);
    } catch (JacksonException e) {
      return null;
    }
  }
}
