package com.postpilot.sandbox.claude;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rules by which a request is read. */
enum ApiVersion {
  V2023_06_01("2023-06-01"),
  /** Knows no sampling parameters any more. */
  V2026_10_21("2026-10-21");

  private final String date;

  ApiVersion(String date) {
    this.date = date;
  }

  static ApiVersion of(@Nullable String header) {
    if (header == null) {
      throw ClaudeError.invalid("anthropic-version", "header is required");
    }
    return Arrays.stream(values())
        .filter(version -> version.date.equals(header))
        .findFirst()
        .orElseThrow(
            () ->
                ClaudeError.invalid(
                    "anthropic-version", "\"%s\" is not a valid version".formatted(header)));
  }
}
