package com.postpilot.sandbox.instagram.account;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The app that is registered with the sandbox's Instagram.
 *
 * @param redirectUris where users may be sent back to; compared as text, exactly
 */
@ConfigurationProperties("postpilot.sandbox.instagram")
record InstagramApp(String clientId, String clientSecret, List<URI> redirectUris) {

  boolean mayRedirectTo(String uri) {
    return redirectUris.stream().anyMatch(registered -> registered.toString().equals(uri));
  }
}
