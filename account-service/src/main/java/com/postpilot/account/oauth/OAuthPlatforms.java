package com.postpilot.account.oauth;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The platforms that can be connected. */
@Component
public class OAuthPlatforms {
  private final Map<Platform, OAuthPlatform> platforms;

  OAuthPlatforms(List<OAuthPlatform> platforms) {
    this.platforms =
        platforms.stream()
            .collect(Collectors.toUnmodifiableMap(OAuthPlatform::platform, Function.identity()));
  }

  /**
   * @throws Problem 422 on the field {@code platform} if it cannot be connected
   */
  public OAuthPlatform connectable(Platform platform) {
    return Optional.ofNullable(platforms.get(platform))
        .orElseThrow(
            () ->
                Problem.invalid(
                    "platform",
                    "not_supported",
                    "This platform cannot be connected yet. Possible: " + platforms.keySet()));
  }

  /** The platform of an account that was connected once. */
  public OAuthPlatform of(Platform platform) {
    return Optional.ofNullable(platforms.get(platform))
        .orElseThrow(() -> new IllegalStateException("No client for " + platform));
  }

  /** The platform that a path names. */
  public Optional<OAuthPlatform> bySlug(String slug) {
    return platforms.values().stream()
        .filter(platform -> platform.platform().slug().equals(slug))
        .findFirst();
  }
}
