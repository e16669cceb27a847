package com.postpilot.post.rules;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a finding means for the post. */
public enum Severity {
  /** As it is, it would not be published. */
  @JsonProperty("blocked")
  BLOCKED,
  /** It can be published; somebody should know this. */
  @JsonProperty("warning")
  WARNING
}
