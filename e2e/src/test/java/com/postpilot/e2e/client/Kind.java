package com.postpilot.e2e.client;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What PostPilot publishes: each kind of post on each platform. */
public enum Kind {
  INSTAGRAM_IMAGE(1, 0, Map.of()),
  INSTAGRAM_CAROUSEL(2, 0, Map.of()),
  INSTAGRAM_REEL(0, 1, Map.of("kind", "REEL")),
  FACEBOOK_PHOTO(1, 0, Map.of()),
  FACEBOOK_PHOTOS(2, 0, Map.of()),
  FACEBOOK_LINK(0, 0, Map.of("link", "https://shop.example/mug")),
  FACEBOOK_REEL(0, 1, Map.of("kind", "REEL")),
  TIKTOK_PHOTOS(2, 0, Map.of("privacy_level", "PUBLIC_TO_EVERYONE")),
  TIKTOK_VIDEO(0, 1, Map.of("privacy_level", "PUBLIC_TO_EVERYONE"));

  private final int pictures;
  private final int videos;
  private final Map<String, String> options;

  Kind(int pictures, int videos, Map<String, String> options) {
    this.pictures = pictures;
    this.videos = videos;
    this.options = options;
  }

  /** As the API names it. */
  public String platform() {
    return name().substring(0, name().indexOf('_'));
  }

  /** As the sandbox names it. */
  public String sandboxPlatform() {
    return platform().toLowerCase(Locale.ROOT);
  }

  /** How many pictures and videos it has. */
  public int mediaCount() {
    return pictures + videos;
  }

  /** What the platform wants to be told beside text and media. */
  public Map<String, String> options() {
    if (!platform().equals("TIKTOK")) {
      return options;
    }
    return Map.of(
        "privacy_level", options.get("privacy_level"), "consent_at", Instant.now().toString());
  }

  /** Uploads what a post of this kind shows. */
  List<Owner.Media> upload(Owner owner) {
    if (videos > 0) {
      return List.of(owner.uploadVideo());
    }
    return IntStream.range(0, pictures).mapToObj(_ -> owner.uploadPicture()).toList();
  }
}
