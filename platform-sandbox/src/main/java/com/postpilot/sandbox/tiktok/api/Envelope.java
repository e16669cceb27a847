package com.postpilot.sandbox.tiktok.api;

import com.postpilot.sandbox.graph.Opaque;
import java.util.Locale;
import java.util.Map;

/** What every answer of the v2 API comes in, successful or not. */
public record Envelope(Object data, Outcome error) {

  /**
   * @param code {@code ok} when all went well
   */
  record Outcome(String code, String message, String logId) {}

  public static Envelope of(Object data) {
    return new Envelope(data, new Outcome("ok", "", logId()));
  }

  static Envelope of(TikTokError error) {
    return new Envelope(
        Map.of(), new Outcome(error.code(), String.valueOf(error.getMessage()), logId()));
  }

  public static String logId() {
    return Opaque.text(32).toUpperCase(Locale.ROOT);
  }
}
