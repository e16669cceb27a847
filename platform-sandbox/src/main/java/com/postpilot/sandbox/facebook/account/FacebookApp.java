package com.postpilot.sandbox.facebook.account;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The app that is registered with the sandbox's Facebook.
 *
 * @param redirectUris where people may be sent back to; compared as text, exactly
 */
@ConfigurationProperties("postpilot.sandbox.facebook")
public record FacebookApp(String clientId, String clientSecret, List<URI> redirectUris) {

  public static final String NAME = "PostPilot";

  boolean mayRedirectTo(String uri) {
    return redirectUris.stream().anyMatch(registered -> registered.toString().equals(uri));
  }

  /** The token by which the app speaks for itself. */
  String appToken() {
    return clientId + "|" + clientSecret;
  }
}
