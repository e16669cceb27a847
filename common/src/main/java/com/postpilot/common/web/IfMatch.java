package com.postpilot.common.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The version that a client has seen and means to change. */
public record IfMatch(@Nullable String header) {

  /**
   * @throws Problem 412 if the client has seen another version than this
   */
  public void check(long version) {
    if (header == null || header.isBlank() || header.trim().equals("*")) {
      return;
    }
    var current = "\"" + version + "\"";
    boolean seen =
        Arrays.stream(header.split(",", -1))
            .map(String::trim)
            .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag) // a proxy may weaken it
            .anyMatch(current::equals);
    if (!seen) {
      throw Problem.of(
              ProblemCode.VERSION_MISMATCH,
              "It was changed in the meantime: read it again, then repeat your change.")
          .with("current_version", current);
    }
  }
}
