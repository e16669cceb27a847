package com.postpilot.sandbox.traffic;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a request to a platform is for: the steps of publishing, and the calls around them. */
public enum Operation {
  /** Trading a code, or a short-lived token, for a token. */
  TOKEN,
  REFRESH,
  PROFILE,
  CONTAINER,
  POLL,
  PUBLISH,
  DETAILS,
  LIST,
  QUOTA;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
