package com.postpilot.e2e.client;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What PostPilot publishes: each kind of post on each platform. */
public enum Kind {
  INSTAGRAM_IMAGE(1, 0, Map.of(), "container", "poll", "publish", "details"),
  INSTAGRAM_CAROUSEL(2, 0, Map.of(), "container", "poll", "publish", "details"),
  INSTAGRAM_REEL(0, 1, Map.of("kind", "REEL"), "container", "poll", "publish", "details"),
  FACEBOOK_PHOTO(1, 0, Map.of(), "photo", "feed", "details"),
  FACEBOOK_PHOTOS(2, 0, Map.of(), "photo", "feed", "details"),
  FACEBOOK_LINK(0, 0, Map.of("link", "https://shop.example/mug"), "feed", "details"),
  FACEBOOK_REEL(
      0, 1, Map.of("kind", "REEL"), "reel_start", "reel_upload", "reel_finish", "details"),
  TIKTOK_PHOTOS(
      2, 0, Map.of("privacy_level", "PUBLIC_TO_EVERYONE"), "creator_info", "init", "poll"),
  TIKTOK_VIDEO(
      0,
      1,
      Map.of("privacy_level", "PUBLIC_TO_EVERYONE"),
      "creator_info",
      "init",
      "upload",
      "poll",
      "list");

  private static final Set<String> READING = Set.of("creator_info", "poll", "details", "list");

  private final int pictures;
  private final int videos;
  private final Map<String, String> options;
  private final List<String> steps;

  Kind(int pictures, int videos, Map<String, String> options, String... steps) {
    this.pictures = pictures;
    this.videos = videos;
    this.options = options;
    this.steps = List.of(steps);
  }

  /** As the API names it. */
  public String platform() {
    return name().substring(0, name().indexOf('_'));
  }

  /** As the sandbox names it. */
  public String sandboxPlatform() {
    return platform().toLowerCase(Locale.ROOT);
  }

  /**
   * The calls that publish it and find its permalink, in their order, as the sandbox names them.
   */
  public List<String> steps() {
    return steps;
  }

  /** Those of the calls that have an effect. */
  public List<String> changingSteps() {
    return steps.stream().filter(step -> !READING.contains(step)).toList();
  }

  /** Whether no other call tells what became of this one if its answer was lost. */
  public boolean leavesNoTrace(String step) {
    return this == TIKTOK_PHOTOS && step.equals("init");
  }

  /** How many pictures and videos it has. */
  public int mediaCount() {
    return pictures + videos;
  }

  boolean isVideo() {
    return videos > 0;
  }

  /** What the platform wants to be told beside text and media; a consent is given now. */
  public Map<String, String> options() {
    if (!platform().equals("TIKTOK")) {
      return options;
    }
    return Map.of(
        "privacy_level", options.get("privacy_level"), "consent_at", Instant.now().toString());
  }
}
