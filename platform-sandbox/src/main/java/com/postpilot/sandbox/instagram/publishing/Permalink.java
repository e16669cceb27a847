package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.publication.Publication;

/** Where a post is found on www.instagram.com: under a short code of its own. */
final class Permalink {

  private static final String POSTS = "/ig-www/p/";
  private static final String REELS = "/ig-www/reel/";

  private Permalink() {}

  static String path(Container.Kind kind, String shortcode) {
    return (kind == Container.Kind.REEL ? REELS : POSTS) + shortcode + "/";
  }

  static String shortcode(Publication post) {
    var end = post.path().length() - 1;
    return post.path().substring(post.path().lastIndexOf('/', end - 1) + 1, end);
  }
}
