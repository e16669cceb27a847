package com.postpilot.queue.item;

import java.net.URI;
import org.springframework.http.HttpHeaders;

/** The headers of an answer that is an item: at first, and when it is replayed. */
public final class ItemHeaders {
  private ItemHeaders() {}

  public static HttpHeaders of(ItemResource item) {
    var headers = new HttpHeaders();
    headers.setETag(item.eTag());
    return headers;
  }

  static HttpHeaders ofNew(ItemResource item) {
    var headers = of(item);
    headers.setLocation(URI.create("/api/v1/queue/" + item.id()));
    return headers;
  }
}
