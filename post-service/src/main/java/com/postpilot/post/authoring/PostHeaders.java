package com.postpilot.post.authoring;

import com.postpilot.post.reading.PostResource;
import java.net.URI;
import org.springframework.http.HttpHeaders;

/** The headers of an answer that is a post: at first, and when it is replayed. */
final class PostHeaders {
  private PostHeaders() {}

  static HttpHeaders of(PostResource post) {
    var headers = new HttpHeaders();
    headers.setETag(post.eTag());
    return headers;
  }

  static HttpHeaders ofNew(PostResource post) {
    var headers = of(post);
    headers.setLocation(URI.create("/api/v1/posts/" + post.id()));
    return headers;
  }
}
