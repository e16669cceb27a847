package com.postpilot.sandbox.facebook.account;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** What an app asks of a person: checked, so that the person may be sent back to it. */
record DialogRequest(String redirectUri, Set<Permission> permissions, @Nullable String state) {

  /** The parameters do not make a request; the person is told, and sent nowhere. */
  static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message);
    }
  }

  static DialogRequest of(Map<String, String> parameters, FacebookApp app) {
    if (!app.clientId().equals(parameters.get("client_id"))) {
      throw new Refused("Invalid App ID: The provided app ID does not look like a valid app ID.");
    }
    var redirectUri = parameters.getOrDefault("redirect_uri", "");
    if (!app.mayRedirectTo(redirectUri)) {
      throw new Refused(
          "URL blocked: This redirect failed because the redirect URI is not white-listed in the app's client OAuth settings.");
    }
    if (!parameters.getOrDefault("response_type", "code").equals("code")) {
      throw new Refused("Invalid response_type");
    }
    return new DialogRequest(
        redirectUri, permissions(parameters.getOrDefault("scope", "")), parameters.get("state"));
  }

  /** Reads a list of permissions, separated by commas or blanks. */
  static Set<Permission> permissions(String list) {
    var permissions = Permission.least();
    for (var name : list.split("[, ]+", 0)) {
      if (!name.isEmpty()) {
        permissions.add(
            Permission.find(name).orElseThrow(() -> new Refused("Invalid Scopes: " + name)));
      }
    }
    return permissions;
  }

  String approvedWith(String code) {
    return back(UriComponentsBuilder.fromUriString(redirectUri).queryParam("code", code));
  }

  String denied() {
    return back(
        UriComponentsBuilder.fromUriString(redirectUri)
            .queryParam("error", "access_denied")
            .queryParam("error_code", "200")
            .queryParam("error_description", "Permissions error")
            .queryParam("error_reason", "user_denied"));
  }

  /** Facebook ends its redirects with {@code #_=_}. */
  private String back(UriComponentsBuilder uri) {
    if (state == null) {
      return uri.encode().toUriString() + "#_=_";
    }
    return uri.queryParam("state", "{state}").encode().buildAndExpand(state).toUriString() + "#_=_";
  }
}
