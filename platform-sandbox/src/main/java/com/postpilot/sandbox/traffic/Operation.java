package com.postpilot.sandbox.traffic;

import static com.postpilot.sandbox.traffic.Platform.CLAUDE;
import static com.postpilot.sandbox.traffic.Platform.FACEBOOK;
import static com.postpilot.sandbox.traffic.Platform.INSTAGRAM;
import static com.postpilot.sandbox.traffic.Platform.TIKTOK;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/** What a request to a platform is for: the steps of publishing, and the calls around them. */
public enum Operation {
  /** Trading a code, or a short-lived token, for a token. */
  TOKEN(INSTAGRAM, FACEBOOK, TIKTOK),
  REFRESH(INSTAGRAM, TIKTOK),
  /** The app gives its access up. */
  REVOKE(FACEBOOK, TIKTOK),
  /** Asking what a token is worth. */
  INSPECT(FACEBOOK),
  PROFILE(INSTAGRAM, FACEBOOK, TIKTOK),
  CONTAINER(INSTAGRAM),
  PUBLISH(INSTAGRAM),
  /** A photo, staged for a post or published by itself. */
  PHOTO(FACEBOOK),
  FEED(FACEBOOK),
  REEL_START(FACEBOOK),
  REEL_UPLOAD(FACEBOOK),
  REEL_FINISH(FACEBOOK),
  CREATOR_INFO(TIKTOK),
  INIT(TIKTOK),
  UPLOAD(TIKTOK),
  /** Calling off a post that is not through yet. */
  CANCEL(TIKTOK),
  POLL(INSTAGRAM, TIKTOK),
  DETAILS(INSTAGRAM, FACEBOOK),
  LIST(INSTAGRAM, FACEBOOK, TIKTOK),
  QUOTA(INSTAGRAM),
  /** Having something written. */
  MESSAGES(CLAUDE);

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
  private final Set<Platform> platforms;

  Operation(Platform... platforms) {
    this.platforms = Set.of(platforms);
  }

  public boolean existsOn(Platform platform) {
    return platforms.contains(platform);
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
