package com.postpilot.sandbox.claude;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What pictures have to be like. */
final class Pictures {

  private static final int MAX_BYTES = 5 * 1024 * 1024;

  /** What a file of the type has in its first bytes. */
  private static final Map<String, String> MARKS =
      Map.of(
          "image/jpeg", "\u00ff\u00d8\u00ff",
          "image/png", "\u0089PNG",
          "image/gif", "GIF8",
          "image/webp", "WEBP");

  private Pictures() {}

  static void check(JsonNode source, String at) {
    switch (source.path("type").asString("")) {
      case "base64" -> checkBytes(source, at);
      case "url" -> {
        // Anthropic fetches it: what is not on the internet it cannot.
        if (!source.path("url").asString("").toLowerCase(Locale.ROOT).startsWith("https://")) {
          throw ClaudeError.invalid(at + ".url", "Only HTTPS URLs are supported.");
        }
      }
      default -> throw ClaudeError.invalid(at + ".type", "Input should be 'base64' or 'url'");
    }
  }

  private static void checkBytes(JsonNode source, String at) {
    var mark = MARKS.get(source.path("media_type").asString(""));
    if (mark == null) {
      throw ClaudeError.invalid(
          at + ".media_type",
          "Input should be one of " + MARKS.keySet().stream().sorted().toList());
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(source.path("data").asString(""));
    } catch (IllegalArgumentException e) {
      throw ClaudeError.invalid(at + ".data", "The data is not valid base64");
    }
    if (bytes.length > MAX_BYTES) {
      throw ClaudeError.invalid(at + ".data", "image exceeds 5 MB maximum");
    }
    var head = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
    if (!head.contains(mark)) {
      throw ClaudeError.invalid(at, "Could not process image");
    }
  }
}
