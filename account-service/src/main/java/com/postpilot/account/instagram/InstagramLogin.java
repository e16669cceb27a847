package com.postpilot.account.instagram;

import com.postpilot.account.oauth.Exchange;
import com.postpilot.account.oauth.Identity;
import com.postpilot.account.oauth.OAuthPlatform;
import com.postpilot.account.oauth.Renewal;
import com.postpilot.account.oauth.Secret;
import com.postpilot.account.oauth.Token;
import com.postpilot.common.contract.Platform;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * Instagram Login: a code becomes a token of an hour, that one a token of 60 days, which renews
 * itself. Instagram has no endpoint that revokes a token: who disconnects an account here removes
 * the app in Instagram's settings, too, if Instagram shall forget it.
 */
@Component
class InstagramLogin implements OAuthPlatform {
  private static final Logger log = LoggerFactory.getLogger(InstagramLogin.class);

  private static final String BASIC = "instagram_business_basic";
  private static final String PUBLISH = "instagram_business_content_publish";
  private static final String INSIGHTS = "instagram_business_manage_insights";
  private static final Set<String> REQUESTED = ordered(BASIC, PUBLISH, INSIGHTS);
  private static final Set<String> REQUIRED = ordered(BASIC, PUBLISH);

  private static final int MAX_ANSWER = 1 << 20;
  private static final int MAX_URL = 2000;

  private final InstagramProperties properties;
  private final Clock clock;
  private final RestClient http;
  private final CircuitBreaker breaker;
  private final Retry retry;

  InstagramLogin(InstagramProperties properties, CircuitBreaker breaker, Clock clock) {
    this.properties = properties;
    this.clock = clock;
    this.http = http(properties);
    this.breaker = breaker;
    this.retry =
        Retry.of(
            "instagram-login",
            RetryConfig.<Answer>custom()
                .maxAttempts(2)
                .intervalFunction(IntervalFunction.ofRandomized(200))
                .retryOnResult(answer -> answer instanceof Answer.None)
                .build());
  }

  /** Not the application's builder: its observations would carry URLs, and those hold tokens. */
  private static RestClient http(InstagramProperties properties) {
    var requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connectTimeout())
                .build());
    requests.setReadTimeout(properties.readTimeout());
    return RestClient.builder().requestFactory(requests).build();
  }

  @Override
  public Platform platform() {
    return Platform.INSTAGRAM;
  }

  @Override
  public String displayName() {
    return "Instagram";
  }

  @Override
  public Set<String> requestedScopes() {
    return REQUESTED;
  }

  @Override
  public Set<String> requiredScopes() {
    return REQUIRED;
  }

  @Override
  public URI authorizeUrl(String state, URI callback) {
    var query = new LinkedHashMap<String, String>();
    query.put("client_id", properties.clientId());
    query.put("redirect_uri", callback.toString());
    query.put("response_type", "code");
    query.put("scope", String.join(",", REQUESTED));
    query.put("state", state);
    return at(properties.authorizeBaseUrl(), "/oauth/authorize", query);
  }

  @Override
  public Exchange exchange(String code, URI callback) {
    var form = new LinkedHashMap<String, String>();
    form.put("client_id", properties.clientId());
    form.put("client_secret", properties.clientSecret());
    form.put("grant_type", "authorization_code");
    form.put("redirect_uri", callback.toString());
    form.put("code", code);
    // Once: the code is spent by the attempt, whatever becomes of its answer.
    var answer = post(at(properties.apiBaseUrl(), "/oauth/access_token", Map.of()), form);
    return switch (answer) {
      case Answer.Ok(var body) -> {
        var grant = body.path("data").isArray() ? body.path("data").path(0) : body;
        yield Answer.text(grant, "access_token")
            .map(token -> lasting(new Secret(token), scopes(grant.path("permissions"))))
            .orElseGet(() -> unexpected("token"));
      }
      case Answer.Refusal error -> refused(error);
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  private Exchange lasting(Secret shortLived, Set<String> scopes) {
    var query = new LinkedHashMap<String, String>();
    query.put("grant_type", "ig_exchange_token");
    query.put("client_secret", properties.clientSecret());
    query.put("access_token", shortLived.value());
    var now = clock.instant();
    return switch (getPersistently(at(properties.graphBaseUrl(), "/access_token", query), null)) {
      case Answer.Ok(var body) -> {
        var token = token(body, now);
        yield token == null ? unexpected("long-lived token") : profile(token, scopes);
      }
      case Answer.Refusal error -> refused(error);
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  private Exchange profile(Token token, Set<String> scopes) {
    var me =
        at(
            properties.graphBaseUrl(),
            "/" + properties.apiVersion() + "/me",
            Map.of("fields", "user_id,username,name,account_type,profile_picture_url"));
    return switch (getPersistently(me, token.access())) {
      case Answer.Ok(var body) when body.path("account_type").asString("").equals("PERSONAL") ->
          new Exchange.Refused(
              "personal_account",
              "Instagram lets programs publish for business and creator accounts alone. Switch"
                  + " this account to one of them in Instagram's settings, then connect it again.");
      case Answer.Ok(var body) -> {
        var id = Answer.text(body, "user_id");
        var handle = Answer.text(body, "username");
        yield id.isEmpty() || handle.isEmpty()
            ? unexpected("profile")
            : new Exchange.Granted(
                scopes,
                List.of(
                    new Exchange.Candidate(
                        new Identity(
                            id.get(),
                            handle.get(),
                            Answer.text(body, "name").orElse(null),
                            picture(body)),
                        token)));
      }
      case Answer.Refusal error -> refused(error);
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  private static @Nullable String picture(JsonNode profile) {
    return Answer.text(profile, "profile_picture_url")
        .filter(url -> url.length() <= MAX_URL && url.matches("https?://.*"))
        .orElse(null);
  }

  private static Exchange refused(Answer.Refusal error) {
    return new Exchange.Refused(
        "platform_refused",
        "Instagram did not accept the connection (code " + error.errorCode() + "). Start again.");
  }

  private static Exchange unexpected(String what) {
    return new Exchange.Unavailable("an answer without a " + what);
  }

  @Override
  public Renewal renew(Secret token) {
    var query = new LinkedHashMap<String, String>();
    query.put("grant_type", "ig_refresh_token");
    query.put("access_token", token.value());
    var now = clock.instant();
    var answer = get(at(properties.graphBaseUrl(), "/refresh_access_token", query), null);
    return switch (answer) {
      case Answer.Ok(var body) -> {
        var renewed = token(body, now);
        yield renewed == null
            ? new Renewal.Unavailable("an answer without a token")
            : new Renewal.Renewed(renewed);
      }
      case Answer.Refusal error -> renewalRefused(error);
      case Answer.None(var reason) -> new Renewal.Unavailable(reason);
    };
  }

  /** Only what says so condemns a connection; whatever else Instagram has against it may pass. */
  private static Renewal renewalRefused(Answer.Refusal error) {
    int code = error.code();
    if (code == 190 || code == 102 || code == 3 || code == 10 || code / 100 == 2) {
      return new Renewal.Refused(error.errorCode());
    }
    return code == 368
        ? new Renewal.Restricted(error.errorCode())
        : new Renewal.Unavailable("code " + error.errorCode());
  }

  private @Nullable Token token(JsonNode body, Instant now) {
    var seconds = body.path("expires_in").asLong(0);
    if (seconds <= 0) {
      return null;
    }
    var age = properties.minimumTokenAge();
    var renewableAt = age.toSeconds() < seconds ? now.plus(age) : now;
    return Answer.text(body, "access_token")
        .map(token -> new Token(new Secret(token), now, now.plusSeconds(seconds), renewableAt))
        .orElse(null);
  }

  /** A list, or a text with commas; without either it is what the consent page asked for. */
  private static Set<String> scopes(JsonNode permissions) {
    if (permissions.isArray()) {
      return permissions
          .valueStream()
          .map(permission -> permission.asString(""))
          .filter(permission -> !permission.isBlank())
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
    return permissions.isString()
        ? Arrays.stream(permissions.asString().split("[,\\s]+"))
            .filter(permission -> !permission.isBlank())
            .collect(Collectors.toCollection(LinkedHashSet::new))
        : REQUESTED;
  }

  private Answer post(URI uri, Map<String, String> form) {
    // Bytes, because Spring logs forms at DEBUG.
    return send(
        http.post()
            .uri(uri)
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .accept(MediaType.APPLICATION_JSON)
            .body(encoded(form).getBytes(StandardCharsets.UTF_8)));
  }

  /** For questions, which may be asked twice. */
  private Answer getPersistently(URI uri, @Nullable Secret bearer) {
    return retry.executeSupplier(() -> get(uri, bearer));
  }

  private Answer get(URI uri, @Nullable Secret bearer) {
    return send(
        http.get()
            .uri(uri)
            .accept(MediaType.APPLICATION_JSON)
            .headers(
                headers -> {
                  if (bearer != null) {
                    headers.setBearerAuth(bearer.value());
                  }
                }));
  }

  private Answer send(RestClient.RequestHeadersSpec<?> request) {
    Answer answer;
    try {
      answer = breaker.executeSupplier(() -> exchange(request));
    } catch (CallNotPermittedException e) {
      answer = new Answer.None("no call while Instagram does not answer");
    }
    switch (answer) {
      case Answer.Ok ok -> {}
      case Answer.Refusal error -> log.info("Instagram refuses with code {}", error.errorCode());
      case Answer.None(var reason) -> log.warn("Instagram gives no answer: {}", reason);
    }
    return answer;
  }

  private static Answer exchange(RestClient.RequestHeadersSpec<?> request) {
    try {
      return request.exchangeForRequiredValue(
          (sent, response) ->
              Answer.of(
                  response.getStatusCode().value(), response.getBody().readNBytes(MAX_ANSWER)));
    } catch (ResourceAccessException e) {
      // Its message names the URL; the cause is what happened.
      return new Answer.None(
          e.getCause() == null ? "no connection" : e.getCause().getClass().getSimpleName());
    }
  }

  private static URI at(URI base, String path, Map<String, String> query) {
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

  private static Set<String> ordered(String... scopes) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(scopes)));
  }
}
