package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.publication.Publication;

/** Where a post is found on www.instagram.com: under a short code of its own. */
final class Permalink {

  private static final String POSTS = "/ig-www/p/";

  private Permalink() {}

  static String path(String shortcode) {
    return POSTS + shortcode + "/";
  }

  static String shortcode(Publication post) {
    return post.path().substring(POSTS.length(), post.path().length() - 1);
  }
}
