package com.postpilot.account.tiktok;

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
import com.postpilot.account.oauth.Sha256;
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
 * TikTok's Login Kit: access tokens of a day, and refresh tokens of a year that may change whenever
 * they are used.
 */
@Component
class TikTokLogin implements OAuthPlatform {
  private static final String BASIC = "user.info.basic";
  private static final String PROFILE = "user.info.profile";
  private static final Set<String> REQUESTED =
      Scopes.of(BASIC, PROFILE, "user.info.stats", "video.list", "video.publish");
  private static final Set<String> REQUIRED = Scopes.of(BASIC, "video.publish");
  private static final Set<String> DEAD =
      Set.of("access_token_invalid", "scope_not_authorized", "scope_permission_missed");

  private final TikTokProperties properties;
  private final Clock clock;
  private final Remote remote;

  TikTokLogin(TikTokProperties properties, Remotes remotes, Clock clock) {
    this.properties = properties;
    this.clock = clock;
    this.remote = remotes.of(Platform.TIKTOK, "login", Envelope::read);
  }

  @Override
  public Platform platform() {
    return Platform.TIKTOK;
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
  public URI authorizeUrl(Consent consent) {
    var query = new LinkedHashMap<String, String>();
    query.put("client_key", properties.clientKey());
    query.put("response_type", "code");
    query.put("scope", String.join(",", REQUESTED));
    query.put("redirect_uri", consent.callback().toString());
    query.put("state", consent.state());
    // In hex, where RFC 7636 has base64url.
    query.put("code_challenge", Sha256.hex(consent.verifier().value()));
    query.put("code_challenge_method", "S256");
    if (consent.again()) {
      query.put("disable_auto_auth", "1"); // or what was declined once is not asked for again
    }
    return Remote.at(properties.authorizeBaseUrl(), "/v2/auth/authorize/", query);
  }

  @Override
  public Exchange exchange(String code, URI callback, Secret verifier) {
    var form = credentials();
    form.put("grant_type", "authorization_code");
    form.put("redirect_uri", callback.toString());
    form.put("code", code);
    form.put("code_verifier", verifier.value());
    var now = clock.instant();
    // Once: the code is spent by the attempt, whatever becomes of its answer.
    return switch (remote.post(at("/v2/oauth/token/", Map.of()), form)) {
      case Answer.Ok(var body) -> {
        var token = token(body, now);
        var openId = Answer.text(body, "open_id");
        yield token == null || token.keys().grant() == null || openId.isEmpty()
            ? Exchange.Unavailable.without("token")
            : profile(token, openId.get(), scopes(body));
      }
      case Answer.Refusal(var error) -> Exchange.Refused.by(platform(), error);
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  private Exchange profile(Token token, String openId, Set<String> scopes) {
    if (!scopes.contains(BASIC)) {
      return new Exchange.Granted(scopes, List.of(), List.of()); // the gap is told by its name
    }
    // A field whose scope was not granted fails the whole call.
    var fields = "open_id,avatar_url,display_name" + (scopes.contains(PROFILE) ? ",username" : "");
    var answer =
        remote.getPersistently(
            at("/v2/user/info/", Map.of("fields", fields)), token.keys().access());
    return switch (answer) {
      case Answer.Ok(var body) -> {
        var user = body.path("data").path("user");
        var name = Answer.text(user, "display_name").orElse(null);
        var handle = Answer.text(user, "username").orElse(name);
        yield handle == null || !Answer.text(user, "open_id").orElse(openId).equals(openId)
            ? Exchange.Unavailable.without("profile")
            : new Exchange.Granted(
                scopes,
                List.of(
                    new Exchange.Candidate(
                        new Identity(
                            openId, handle, name, Answer.url(user, "avatar_url").orElse(null)),
                        openId,
                        token)),
                List.of());
      }
      case Answer.Refusal(var error) -> Exchange.Refused.by(platform(), error);
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  @Override
  public Renewal renew(Keys keys) {
    var refresh = keys.grant();
    if (refresh == null) {
      return new Renewal.Refused("no_refresh_token");
    }
    var form = credentials();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refresh.value());
    var now = clock.instant();
    // Once: it may spend the refresh token. If its answer is lost, the next attempt tells.
    return switch (remote.post(at("/v2/oauth/token/", Map.of()), form)) {
      case Answer.Ok(var body) -> {
        var renewed = token(body, now);
        yield renewed == null
            ? new Renewal.Unavailable("an answer without a token")
            : new Renewal.Renewed(renewed);
      }
      // Only this is said of the token; the others are said of our own credentials and requests.
      case Answer.Refusal(var code) when code.equals("invalid_grant") -> new Renewal.Refused(code);
      case Answer.Refusal(var code) -> new Renewal.Unavailable("code " + code);
      case Answer.None(var reason) -> new Renewal.Unavailable(reason);
    };
  }

  @Override
  public Checkup check(Keys keys, String externalId) {
    var answer = remote.get(at("/v2/user/info/", Map.of("fields", "open_id")), keys.access());
    return switch (answer) {
      case Answer.Ok ok -> new Checkup.Well(null);
      case Answer.Refusal(var code) when DEAD.contains(code) -> new Checkup.Refused(code);
      case Answer.Refusal(var code) when code.startsWith("spam_risk") ->
          new Checkup.Restricted(code);
      case Answer.Refusal(var code) -> new Checkup.Unavailable("code " + code);
      case Answer.None(var reason) -> new Checkup.Unavailable(reason);
    };
  }

  @Override
  public boolean isCuredByRenewal(String errorCode) {
    return errorCode.equals("access_token_invalid");
  }

  @Override
  public boolean revokes() {
    return true;
  }

  @Override
  public Revocation revoke(Keys keys, String ownerId) {
    return switch (forget(keys.access())) {
      case Answer.Ok ok -> Revocation.DONE;
      case Answer.Refusal no -> revokeRenewed(keys);
      case Answer.None none -> Revocation.UNAVAILABLE;
    };
  }

  /** An access token that has ended cannot be revoked; its successor can. */
  private Revocation revokeRenewed(Keys keys) {
    return switch (renew(keys)) {
      case Renewal.Renewed(var token) ->
          forget(token.keys().access()) instanceof Answer.Ok ? Revocation.DONE : Revocation.REFUSED;
      case Renewal.Refused _, Renewal.Restricted _ -> Revocation.REFUSED;
      case Renewal.Unavailable _ -> Revocation.UNAVAILABLE;
    };
  }

  private Answer forget(Secret access) {
    var form = credentials();
    form.put("token", access.value());
    return remote.post(at("/v2/oauth/revoke/", Map.of()), form);
  }

  private Map<String, String> credentials() {
    var form = new LinkedHashMap<String, String>();
    form.put("client_key", properties.clientKey());
    form.put("client_secret", properties.clientSecret());
    return form;
  }

  private URI at(String path, Map<String, String> query) {
    return Remote.at(properties.apiBaseUrl(), path, query);
  }

  private static @Nullable Token token(JsonNode body, Instant now) {
    var seconds = body.path("expires_in").asLong(0);
    var access = Answer.text(body, "access_token").map(Secret::new);
    if (seconds <= 0 || access.isEmpty()) {
      return null;
    }
    var refresh = Answer.text(body, "refresh_token").map(Secret::new).orElse(null);
    var refreshSeconds = body.path("refresh_expires_in").asLong(0);
    return new Token(
        new Keys(access.get(), refresh),
        now,
        now.plusSeconds(seconds),
        now,
        refreshSeconds <= 0 ? null : now.plusSeconds(refreshSeconds));
  }

  private static Set<String> scopes(JsonNode body) {
    return Scopes.in(body.path("scope").asString(""));
  }
}
