package com.postpilot.post.authoring;

import com.postpilot.common.content.ContentHash;
import com.postpilot.common.contract.PostDue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a platform is given for one target.
 *
 * @param text as a follower reads it
 * @param hash see {@link ContentHash}
 */
record Content(String text, List<PostDue.Media> media, String hash) {

  static Content of(
      String caption,
      List<String> hashtags,
      List<PostDue.Media> media,
      Map<String, Object> options) {
    var text = text(caption, hashtags);
    var hashes = media.stream().map(PostDue.Media::sha256).toList();
    return new Content(text, media, ContentHash.of(text, hashes, options));
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
}
