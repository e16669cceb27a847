package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.tiktok.account.Creator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who may see a post. */
enum PrivacyLevel {
  PUBLIC_TO_EVERYONE,
  FOLLOWER_OF_CREATOR,
  MUTUAL_FOLLOW_FRIENDS,
  SELF_ONLY;

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
