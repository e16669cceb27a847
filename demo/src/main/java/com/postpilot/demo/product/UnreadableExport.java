package com.postpilot.demo.product;

/** A file that is no product export; the message is one sentence for the person who gave it. */
public final class UnreadableExport extends RuntimeException {
  UnreadableExport(String message) {
    super(message);
  }

  UnreadableExport(String message, Throwable cause) {
    super(message, cause);
  }
}
