package com.postpilot.demo.client;

/** The platforms that PostPilot publishes on. */
public enum Platform {
  INSTAGRAM("Instagram"),
  FACEBOOK("Facebook"),
  TIKTOK("TikTok");

  private final String title;

  Platform(String title) {
    this.title = title;
  }

  /** Its name as people write it. */
  public String title() {
    return title;
  }
}
