package com.postpilot.sandbox.tiktok.account;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The app that is registered with the sandbox's TikTok.
 *
 * @param redirectUris where users may be sent back to; compared as text, exactly
 * @param verifiedUrls what URLs begin with from which media are pulled; loopback needs none
 */
@ConfigurationProperties("postpilot.sandbox.tiktok")
public record TikTokApp(
    String clientKey, String clientSecret, List<URI> redirectUris, List<String> verifiedUrls) {

  boolean mayRedirectTo(String uri) {
    return redirectUris.stream().anyMatch(registered -> registered.toString().equals(uri));
  }

  public boolean hasVerified(String url) {
    return verifiedUrls.stream().anyMatch(url::startsWith);
  }
}
