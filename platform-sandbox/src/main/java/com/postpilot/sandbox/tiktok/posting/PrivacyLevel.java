package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.publication.Publication.Audience;
import com.postpilot.sandbox.tiktok.account.Creator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may see a post. */
enum PrivacyLevel {
  PUBLIC_TO_EVERYONE(null),
  FOLLOWER_OF_CREATOR(Audience.FOLLOWERS),
  MUTUAL_FOLLOW_FRIENDS(Audience.FRIENDS),
  SELF_ONLY(Audience.NOBODY_ELSE);

  private final @Nullable Audience audience;

  PrivacyLevel(@Nullable Audience audience) {
    this.audience = audience;
  }

  @Nullable Audience audience() {
    return audience;
  }

  static List<PrivacyLevel> optionsOf(Creator creator) {
    return List.of(
        creator.privateAccount() ? FOLLOWER_OF_CREATOR : PUBLIC_TO_EVERYONE,
        MUTUAL_FOLLOW_FRIENDS,
        SELF_ONLY);
  }

  static Optional<PrivacyLevel> find(String name) {
    return Arrays.stream(values()).filter(level -> level.name().equals(name)).findAny();
  }
}
