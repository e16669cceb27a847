package com.postpilot.post.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;

/** What all findings together mean. */
public enum ReadinessStatus {
  @JsonProperty("ready")
  READY,
  @JsonProperty("warnings")
  WARNINGS,
  @JsonProperty("blocked")
  BLOCKED;

  public static ReadinessStatus of(Collection<Finding> findings) {
    if (findings.stream().anyMatch(Finding::blocks)) {
      return BLOCKED;
    }
    return findings.isEmpty() ? READY : WARNINGS;
  }
}
