package com.postpilot.sandbox.tiktok.account;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** What an app asks of a creator: checked, so that the creator may be sent back to it. */
record AuthorizationRequest(
    String redirectUri, Set<Scope> scopes, String state, @Nullable String codeChallenge) {

  /** The parameters do not make a request; the creator is told, and sent nowhere. */
  static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message);
    }
  }

  static AuthorizationRequest of(Map<String, String> parameters, TikTokApp app) {
    if (!app.clientKey().equals(parameters.get("client_key"))) {
      throw new Refused("client_key");
    }
    var redirectUri = parameters.getOrDefault("redirect_uri", "");
    if (!app.mayRedirectTo(redirectUri)) {
      throw new Refused("redirect_uri");
    }
    if (!"code".equals(parameters.get("response_type"))) {
      throw new Refused("response_type");
    }
    var state = parameters.getOrDefault("state", "");
    if (state.isBlank()) {
      throw new Refused("state");
    }
    return new AuthorizationRequest(
        redirectUri, scopes(parameters.getOrDefault("scope", "")), state, challenge(parameters));
  }

  /**
   * A challenge that is not in hexadecimal digits is taken, as the real page takes it: only the
   * token route finds out.
   */
  private static @Nullable String challenge(Map<String, String> parameters) {
    var challenge = parameters.get("code_challenge");
    if (challenge != null && !"S256".equals(parameters.get("code_challenge_method"))) {
      throw new Refused("code_challenge_method");
    }
    return challenge;
  }

  /** Reads a list of scopes, separated by commas. */
  static Set<Scope> scopes(String list) {
    var scopes = Scope.none();
    for (var name : list.split(",", -1)) {
      scopes.add(Scope.find(name).orElseThrow(() -> new Refused("scope: " + name)));
    }
    return scopes;
  }

  /** Codes hold characters that have to be decoded before they are traded. */
  String approvedWith(String code, Set<Scope> granted) {
    return UriComponentsBuilder.fromUriString(redirectUri)
        .queryParam("code", "{code}")
        .queryParam("scopes", "{scopes}")
        .queryParam("state", "{state}")
        .encode()
        .buildAndExpand(code, Scope.join(granted), state)
        .toUriString();
  }

  String denied() {
    return UriComponentsBuilder.fromUriString(redirectUri)
        .queryParam("error", "access_denied")
        .queryParam("error_description", "{description}")
        .queryParam("state", "{state}")
        .encode()
        .buildAndExpand("User denied the authorization request", state)
        .toUriString();
  }
}
