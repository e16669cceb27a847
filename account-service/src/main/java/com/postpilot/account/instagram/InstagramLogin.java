package com.postpilot.account.instagram;

import com.postpilot.account.meta.Graph;
import com.postpilot.account.oauth.Checkup;
import com.postpilot.account.oauth.Consent;
import com.postpilot.account.oauth.Exchange;
import com.postpilot.account.oauth.Identity;
import com.postpilot.account.oauth.Keys;
import com.postpilot.account.oauth.OAuthPlatform;
import com.postpilot.account.oauth.Renewal;
import com.postpilot.account.oauth.Revocation;
import com.postpilot.account.oauth.Scopes;
import com.postpilot.account.oauth.Secret;
import com.postpilot.account.oauth.Token;
import com.postpilot.account.remote.Answer;
import com.postpilot.account.remote.Remote;
import com.postpilot.account.remote.Remotes;
import com.postpilot.common.contract.Platform;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Instagram Login: a code becomes a token of an hour, that one a token of 60 days, which renews
 * itself. Instagram has no endpoint that revokes a token: who disconnects an account here removes
 * the app in Instagram's settings, too, if Instagram shall forget it.
 */
@Component
class InstagramLogin implements OAuthPlatform {
  private static final String BASIC = "instagram_business_basic";
  private static final String PUBLISH = "instagram_business_content_publish";
  private static final String INSIGHTS = "instagram_business_manage_insights";
  private static final Set<String> REQUESTED = Scopes.of(BASIC, PUBLISH, INSIGHTS);
  private static final Set<String> REQUIRED = Scopes.of(BASIC, PUBLISH);

  private final InstagramProperties properties;
  private final Clock clock;
  private final Remote remote;

  InstagramLogin(InstagramProperties properties, Remotes remotes, Clock clock) {
    this.properties = properties;
    this.clock = clock;
    this.remote = remotes.of(Platform.INSTAGRAM, "login", Graph::read);
  }

  @Override
  public Platform platform() {
    return Platform.INSTAGRAM;
  }

  @Override
  public Set<String> requestedScopes() {
    return REQUESTED;
  }

  @Override
  public Set<String> requiredScopes() {
    return REQUIRED;
  }

  /** Instagram knows no PKCE. */
  @Override
  public URI authorizeUrl(Consent consent) {
    var query = new LinkedHashMap<String, String>();
    query.put("client_id", properties.clientId());
    query.put("redirect_uri", consent.callback().toString());
    query.put("response_type", "code");
    query.put("scope", String.join(",", REQUESTED));
    query.put("state", consent.state());
    return Remote.at(properties.authorizeBaseUrl(), "/oauth/authorize", query);
  }

  @Override
  public Exchange exchange(String code, URI callback, Secret verifier) {
    var form = new LinkedHashMap<String, String>();
    form.put("client_id", properties.clientId());
    form.put("client_secret", properties.clientSecret());
    form.put("grant_type", "authorization_code");
    form.put("redirect_uri", callback.toString());
    form.put("code", code);
    // Once: the code is spent by the attempt, whatever becomes of its answer.
    var answer =
        remote.post(Remote.at(properties.apiBaseUrl(), "/oauth/access_token", Map.of()), form);
    return switch (answer) {
      case Answer.Ok(var body) -> {
        var grant = body.path("data").isArray() ? body.path("data").path(0) : body;
        yield Answer.text(grant, "access_token")
            .map(token -> lasting(new Secret(token), scopes(grant.path("permissions"))))
            .orElseGet(() -> Exchange.Unavailable.without("token"));
      }
      case Answer.Refusal(var error) -> Exchange.Refused.by(platform(), error);
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  private Exchange lasting(Secret shortLived, Set<String> scopes) {
    var query = new LinkedHashMap<String, String>();
    query.put("grant_type", "ig_exchange_token");
    query.put("client_secret", properties.clientSecret());
    query.put("access_token", shortLived.value());
    var now = clock.instant();
    var answer =
        remote.getPersistently(Remote.at(properties.graphBaseUrl(), "/access_token", query), null);
    return switch (answer) {
      case Answer.Ok(var body) -> {
        var token = token(body, now);
        yield token == null
            ? Exchange.Unavailable.without("long-lived token")
            : profile(token, scopes);
      }
      case Answer.Refusal(var error) -> Exchange.Refused.by(platform(), error);
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  private Exchange profile(Token token, Set<String> scopes) {
    var me = me("id,user_id,username,name,account_type,profile_picture_url");
    return switch (remote.getPersistently(me, token.keys().access())) {
      case Answer.Ok(var body) when body.path("account_type").asString("").equals("PERSONAL") ->
          new Exchange.Refused(
              "personal_account",
              "Instagram lets programs publish for business and creator accounts alone. Switch"
                  + " this account to one of them in Instagram's settings, then connect it again.");
      case Answer.Ok(var body) -> {
        var id = Answer.text(body, "user_id");
        var handle = Answer.text(body, "username");
        yield id.isEmpty() || handle.isEmpty()
            ? Exchange.Unavailable.without("profile")
            : new Exchange.Granted(
                scopes,
                List.of(
                    new Exchange.Candidate(
                        new Identity(
                            id.get(),
                            handle.get(),
                            Answer.text(body, "name").orElse(null),
                            Answer.url(body, "profile_picture_url").orElse(null)),
                        // Deauthorizations name the person by the id that only this app knows.
                        Answer.text(body, "id").orElse(id.get()),
                        token)),
                List.of());
      }
      case Answer.Refusal(var error) -> Exchange.Refused.by(platform(), error);
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  private URI me(String fields) {
    return Remote.at(
        properties.graphBaseUrl(), "/" + properties.apiVersion() + "/me", Map.of("fields", fields));
  }

  @Override
  public Renewal renew(Keys keys) {
    var query = new LinkedHashMap<String, String>();
    query.put("grant_type", "ig_refresh_token");
    query.put("access_token", keys.access().value());
    var now = clock.instant();
    var answer =
        remote.get(Remote.at(properties.graphBaseUrl(), "/refresh_access_token", query), null);
    return switch (answer) {
      case Answer.Ok(var body) -> {
        var renewed = token(body, now);
        yield renewed == null
            ? new Renewal.Unavailable("an answer without a token")
            : new Renewal.Renewed(renewed);
      }
      case Answer.Refusal(var code) ->
          switch (Graph.meaning(code)) {
            case DEAD -> new Renewal.Refused(code);
            case RESTRICTED -> new Renewal.Restricted(code);
            case OPEN -> new Renewal.Unavailable("code " + code);
          };
      case Answer.None(var reason) -> new Renewal.Unavailable(reason);
    };
  }

  @Override
  public Checkup check(Keys keys, String externalId) {
    return switch (remote.get(me("user_id"), keys.access())) {
      case Answer.Ok ok -> new Checkup.Well(null);
      case Answer.Refusal(var code) -> Graph.checkup(code);
      case Answer.None(var reason) -> new Checkup.Unavailable(reason);
    };
  }

  /** A dead token renews nothing: it is its own refresh token. */
  @Override
  public boolean isCuredByRenewal(String errorCode) {
    return false;
  }

  @Override
  public boolean revokes() {
    return false;
  }

  @Override
  public Revocation revoke(Keys keys, String ownerId) {
    return Revocation.REFUSED;
  }

  private @Nullable Token token(JsonNode body, Instant now) {
    var seconds = body.path("expires_in").asLong(0);
    if (seconds <= 0) {
      return null;
    }
    var age = properties.minimumTokenAge();
    var renewableAt = age.toSeconds() < seconds ? now.plus(age) : now;
    var end = now.plusSeconds(seconds);
    return Answer.text(body, "access_token")
        .map(token -> new Token(new Keys(new Secret(token), null), now, end, renewableAt, end))
        .orElse(null);
  }

  /** A list, or a text with commas; without either it is what the consent page asked for. */
  private static Set<String> scopes(JsonNode permissions) {
    if (permissions.isArray()) {
      return Scopes.of(Answer.texts(permissions));
    }
    return permissions.isString() ? Scopes.in(permissions.asString()) : REQUESTED;
  }
}
