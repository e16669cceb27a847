package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.publication.Publication;

/** Where posts and reels are found on www.facebook.com. */
final class PostPaths {

  private static final String REELS = "/fb-www/reel/";

  private PostPaths() {}

  /**
   * @param id of the post, with that of its Page in front
   */
  static String ofPost(String id) {
    return "/fb-www/" + id.replace("_", "/posts/") + "/";
  }

  static String ofReel(String videoId) {
    return REELS + videoId + "/";
  }

  static boolean isReel(Publication publication) {
    return publication.path().startsWith(REELS);
  }
}
