package com.postpilot.queue.feed;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that can be read again from its beginning. It is opened twice, one time after the other:
 * first to tell its encoding and what it is packed in, then for its products. Each stream is
 * closed.
 */
@FunctionalInterface
public interface FeedSource {
  InputStream open() throws IOException;
}
