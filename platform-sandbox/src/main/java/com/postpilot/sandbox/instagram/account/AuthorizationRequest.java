package com.postpilot.sandbox.instagram.account;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** What an app asks of a user: checked, so that the user may be sent back to it. */
record AuthorizationRequest(String redirectUri, Set<Scope> scopes, @Nullable String state) {

  /** The parameters do not make a request; the user is told, and sent nowhere. */
  static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message);
    }
  }

  static AuthorizationRequest of(Map<String, String> parameters, InstagramApp app) {
    if (!app.clientId().equals(parameters.get("client_id"))) {
      throw new Refused("Invalid platform app");
    }
    var redirectUri = parameters.getOrDefault("redirect_uri", "");
    if (!app.mayRedirectTo(redirectUri)) {
      throw new Refused("Invalid redirect_uri");
    }
    if (!"code".equals(parameters.get("response_type"))) {
      throw new Refused("Invalid response_type");
    }
    var scopes = scopes(parameters.getOrDefault("scope", ""));
    if (!scopes.contains(Scope.BASIC)) {
      throw new Refused("Invalid scope: instagram_business_basic is required");
    }
    return new AuthorizationRequest(redirectUri, scopes, parameters.get("state"));
  }

  /** Reads a list of scopes, separated by commas or blanks. */
  static Set<Scope> scopes(String list) {
    var scopes = Scope.none();
    for (var name : list.split("[, ]+", -1)) {
      scopes.add(Scope.find(name).orElseThrow(() -> new Refused("Invalid scope: " + name)));
    }
    return scopes;
  }

  String approvedWith(String code) {
    return back(UriComponentsBuilder.fromUriString(redirectUri).queryParam("code", code));
  }

  String denied() {
    return back(
        UriComponentsBuilder.fromUriString(redirectUri)
            .queryParam("error", "access_denied")
            .queryParam("error_reason", "user_denied")
            .queryParam("error_description", "The user denied your request"));
  }

  /** Instagram ends its redirects with {@code #_}. */
  private String back(UriComponentsBuilder uri) {
    if (state == null) {
      return uri.encode().toUriString() + "#_";
    }
    return uri.queryParam("state", "{state}").encode().buildAndExpand(state).toUriString() + "#_";
  }
}
