package com.postpilot.post.authoring;

import com.postpilot.common.contract.PostDue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a platform is given for one target.
 *
 * @param text as a follower reads it
 * @param hash SHA-256 (hex) of the canonical JSON of text, media hashes in order and options
 */
record Content(String text, List<PostDue.Media> media, String hash) {

  static Content of(
      String caption,
      List<String> hashtags,
      List<PostDue.Media> media,
      Map<String, Object> options) {
    var text = text(caption, hashtags);
    var canonical =
        JsonText.CANONICAL.writeValueAsString(
            Map.of(
                "text",
                text,
                "media",
                media.stream().map(PostDue.Media::sha256).toList(),
                "options",
                options));
    return new Content(text, media, sha256(canonical));
  }

  /** Caption, blank line, hashtags. */
  static String text(String caption, List<String> hashtags) {
    var tags =
        hashtags.stream()
            .map(tag -> tag.startsWith("#") ? tag : "#" + tag)
            .collect(Collectors.joining(" "));
    if (caption.isBlank() || tags.isEmpty()) {
      return caption.isBlank() ? tags : caption;
    }
    return caption + "\n\n" + tags;
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
