package com.postpilot.common.contract;

import java.util.Locale;

/** A social platform; {@code INSTAGRAM} in JSON, {@code instagram} in paths. */
public enum Platform {
  INSTAGRAM,
  FACEBOOK,
  TIKTOK;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
