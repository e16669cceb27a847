package com.postpilot.sandbox.media;

/** Who comes for a file. */
public enum Crawler {
  META("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", true),
  /** Wants the file where it was said to be, and looks nowhere else. */
  TIKTOK("TikTokBot/1.0 (sandbox)", false);

  private final String userAgent;
  private final boolean followsRedirects;

  Crawler(String userAgent, boolean followsRedirects) {
    this.userAgent = userAgent;
    this.followsRedirects = followsRedirects;
  }

  String userAgent() {
    return userAgent;
  }

  boolean followsRedirects() {
    return followsRedirects;
  }
}
