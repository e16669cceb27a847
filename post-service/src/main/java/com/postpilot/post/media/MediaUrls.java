package com.postpilot.post.media;

import org.springframework.stereotype.Component;

/** Signed addresses of pictures, for those who may see them. */
@Component
public class MediaUrls {
  private final ObjectStore store;
  private final MediaProperties properties;

  MediaUrls(ObjectStore store, MediaProperties properties) {
    this.store = store;
    this.properties = properties;
  }

  public String of(String renditionKey) {
    return store.downloadUrl(renditionKey, properties.urlFor());
  }
}
