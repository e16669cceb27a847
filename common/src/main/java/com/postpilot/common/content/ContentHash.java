package com.postpilot.common.content;

import com.postpilot.common.contract.PostDue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** An approval holds for the content of one hash, and for no other. */
public final class ContentHash {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private ContentHash() {}

  /**
   * SHA-256 (hex) of the canonical JSON of all three: sorted members, no white space.
   *
   * @param text as a follower reads it
   * @param media SHA-256 (hex) of each, in order
   * @param options of the target
   */
  public static String of(String text, List<String> media, Map<String, Object> options) {
    return sha256(
        CANONICAL.writeValueAsString(Map.of("text", text, "media", media, "options", options)));
  }

  /** The hash of what is in {@code due}, whatever it says itself. */
  public static String of(PostDue due) {
    return of(due.text(), due.media().stream().map(PostDue.Media::sha256).toList(), due.options());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
