package com.postpilot.sandbox.graph;

import java.util.Set;

/** The versions of the Graph API that are alive (platforms.md has the dates). */
final class ApiVersions {

  private static final Set<String> ALIVE =
      Set.of("v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0");

  private ApiVersions() {}

  /**
   * The real API silently answers in the oldest living version instead; here that is an error, so
   * that it is noticed.
   */
  static void requireAlive(String version) {
    if (!ALIVE.contains(version)) {
      throw GraphError.of(2635, "(#2635) The API version %s is not available".formatted(version));
    }
  }
}
