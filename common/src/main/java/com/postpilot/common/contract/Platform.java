package com.postpilot.common.contract;

import java.util.Locale;

/** A social platform; {@code INSTAGRAM} in JSON, {@code instagram} in paths. */
public enum Platform {
  INSTAGRAM("Instagram"),
  FACEBOOK("Facebook"),
  TIKTOK("TikTok");

  private final String displayName;

  Platform(String displayName) {
    this.displayName = displayName;
  }

  /** The name that people know it by. */
  public String displayName() {
    return displayName;
  }

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
