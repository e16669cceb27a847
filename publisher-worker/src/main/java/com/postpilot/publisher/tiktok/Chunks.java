package com.postpilot.publisher.tiktok;

/**
 * How a video is cut for its upload: chunks of one size in order, the last of which takes the rest
 * too. TikTok takes chunks of 5 to 64 MB, a smaller file in one piece, and does not say whether its
 * MB is 10^6; this stays inside both.
 */
record Chunks(long size, long chunkSize) {
  private static final long CHUNK = 10_000_000;

  static Chunks of(long size) {
    return new Chunks(size, size < 2 * CHUNK ? size : CHUNK);
  }

  long count() {
    return size / chunkSize;
  }

  int indexOf(long offset) {
    return (int) Math.min(offset / chunkSize, count() - 1);
  }

  /** Where the chunk that holds {@code offset} ends, exclusively. */
  long end(long offset) {
    return isLast(offset) ? size : (indexOf(offset) + 1) * chunkSize;
  }

  boolean isLast(long offset) {
    return indexOf(offset) == count() - 1;
  }
}
