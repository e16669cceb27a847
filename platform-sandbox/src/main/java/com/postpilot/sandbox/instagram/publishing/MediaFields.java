package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.graph.Fields;
import com.postpilot.sandbox.graph.GraphTime;
import com.postpilot.sandbox.publication.Publication;

/** A post as the API shows it. */
final class MediaFields {

  private MediaFields() {}

  /** Links lead to the sandbox, where a person can open them. */
  static Fields<Publication> seenFrom(String origin) {
    return new Fields<Publication>()
        .with("id", Publication::remoteId)
        .with("caption", Publication::caption)
        .with("media_type", MediaFields::type)
        .with("media_product_type", post -> isReel(post) ? "REELS" : "FEED")
        .with("media_url", post -> origin + post.media().getFirst().path())
        .with("permalink", post -> origin + post.path())
        .with("shortcode", Permalink::shortcode)
        .with("timestamp", post -> GraphTime.of(post.publishedAt()))
        .with("username", Publication::handle)
        .with("like_count", post -> 0)
        .with("comments_count", post -> 0);
  }

  private static String type(Publication post) {
    if (isReel(post)) {
      return "VIDEO";
    }
    return post.mediaCount() == 1 ? "IMAGE" : "CAROUSEL_ALBUM";
  }

  /** A video by itself is always one. */
  private static boolean isReel(Publication post) {
    return post.mediaCount() == 1 && post.media().getFirst().format().isVideo();
  }
}
