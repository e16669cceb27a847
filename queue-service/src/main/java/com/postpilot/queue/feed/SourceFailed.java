package com.postpilot.queue.feed;

import java.io.IOException;

/** The file could not be had: kept apart from what is wrong with the file itself. */
final class SourceFailed extends RuntimeException {
  private final IOException reason;

  SourceFailed(IOException reason) {
    super(reason);
    this.reason = reason;
  }

  IOException reason() {
    return reason;
  }
}
