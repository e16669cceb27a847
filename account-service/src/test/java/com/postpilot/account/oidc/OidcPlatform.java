package com.postpilot.account.oidc;

import com.postpilot.account.oauth.Checkup;
import com.postpilot.account.oauth.Consent;
import com.postpilot.account.oauth.Exchange;
import com.postpilot.account.oauth.Identity;
import com.postpilot.account.oauth.Keys;
import com.postpilot.account.oauth.OAuthPlatform;
import com.postpilot.account.oauth.Renewal;
import com.postpilot.account.oauth.Revocation;
import com.postpilot.account.oauth.Secret;
import com.postpilot.account.oauth.Token;
import com.postpilot.account.remote.Answer;
import com.postpilot.account.remote.Remote;
import com.postpilot.account.remote.Remotes;
import com.postpilot.common.contract.Platform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A platform that does as RFC 6749 and RFC 7636 have it, in TikTok's place. */
final class OidcPlatform implements OAuthPlatform {
  private static final Set<String> SCOPES = Set.of("openid", "offline_access", "profile");

  private final URI server;
  private final Remote remote;
  private final Clock clock;

  OidcPlatform(URI server, Remotes remotes, Clock clock) {
    this.server = server;
    this.remote = remotes.of(Platform.TIKTOK, "oidc", OidcPlatform::read);
    this.clock = clock;
  }

  private static Answer read(int status, JsonNode body) {
    return status == 200
        ? new Answer.Ok(body)
        : Answer.text(body, "error")
            .<Answer>map(Answer.Refusal::new)
            .orElseGet(() -> new Answer.None("HTTP " + status));
  }

  @Override
  public Platform platform() {
    return Platform.TIKTOK;
  }

  @Override
  public Set<String> requestedScopes() {
    return SCOPES;
  }

  @Override
  public Set<String> requiredScopes() {
    return Set.of("openid");
  }

  @Override
  public URI authorizeUrl(Consent consent) {
    var query = new LinkedHashMap<String, String>();
    query.put("client_id", OidcServer.CLIENT_ID);
    query.put("response_type", "code");
    query.put("scope", String.join(" ", SCOPES));
    query.put("prompt", "consent");
    query.put("redirect_uri", consent.callback().toString());
    query.put("state", consent.state());
    query.put("code_challenge", challenge(consent.verifier()));
    query.put("code_challenge_method", "S256");
    return Remote.at(server, "/auth", query);
  }

  private static String challenge(Secret verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.value().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Exchange exchange(String code, URI callback, Secret verifier) {
    var form = credentials();
    form.put("grant_type", "authorization_code");
    form.put("redirect_uri", callback.toString());
    form.put("code", code);
    form.put("code_verifier", verifier.value());
    return switch (token(form)) {
      case Answer.Ok(var body) -> profile(token(body));
      case Answer.Refusal(var error) -> new Exchange.Refused(error, "The provider said no.");
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  private Exchange profile(Token token) {
    return switch (remote.get(Remote.at(server, "/me", Map.of()), token.keys().access())) {
      case Answer.Ok(var me) -> {
        var id = Answer.text(me, "sub").orElseThrow();
        yield new Exchange.Granted(
            SCOPES,
            List.of(new Exchange.Candidate(new Identity(id, id, null, null), id, token)),
            List.of());
      }
      case Answer.Refusal(var error) -> new Exchange.Refused(error, "The provider said no.");
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  @Override
  public Renewal renew(Keys keys) {
    var form = credentials();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", keys.grant().value());
    return switch (token(form)) {
      case Answer.Ok(var body) -> new Renewal.Renewed(token(body));
      case Answer.Refusal(var error) -> new Renewal.Refused(error);
      case Answer.None(var reason) -> new Renewal.Unavailable(reason);
    };
  }

  private static Map<String, String> credentials() {
    var form = new LinkedHashMap<String, String>();
    form.put("client_id", OidcServer.CLIENT_ID);
    form.put("client_secret", OidcServer.CLIENT_SECRET);
    return form;
  }

  private Answer token(Map<String, String> form) {
    return remote.post(Remote.at(server, "/token", Map.of()), form);
  }

  private Token token(JsonNode body) {
    Instant now = clock.instant();
    return new Token(
        new Keys(
            new Secret(body.path("access_token").asString()),
            Answer.text(body, "refresh_token").map(Secret::new).orElse(null)),
        now,
        now.plusSeconds(body.path("expires_in").asLong()),
        now,
        now.plusSeconds(3600));
  }

  @Override
  public Checkup check(Keys keys, String externalId) {
    return new Checkup.Well(null);
  }

  @Override
  public boolean isCuredByRenewal(String errorCode) {
    return true;
  }

  @Override
  public boolean revokes() {
    return false;
  }

  @Override
  public Revocation revoke(Keys keys, String ownerId) {
    return Revocation.REFUSED;
  }
}
