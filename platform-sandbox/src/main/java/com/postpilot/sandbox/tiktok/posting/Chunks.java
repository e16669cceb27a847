package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.tiktok.api.TikTokError;
import org.jspecify.annotations.Nullable;

/**
 * How a file is cut for its upload: all chunks have the same size but the last one, which takes the
 * rest too.
 */
record Chunks(long size, long chunkSize, long count) {

  private static final long MIN = 5L << 20;
  private static final long MAX = 64_000_000;
  private static final long MAX_COUNT = 1000;
  private static final long MAX_SIZE = 4L << 30;

  static Chunks of(@Nullable Long size, @Nullable Long chunkSize, @Nullable Long count) {
    if (size == null || chunkSize == null || count == null) {
      throw TikTokError.invalidParams("video_size, chunk_size and total_chunk_count are required");
    }
    if (size < 1 || size > MAX_SIZE) {
      throw TikTokError.invalidParams("video_size is invalid");
    }
    var inOnePiece = size <= MAX && chunkSize.equals(size);
    if (!inOnePiece && (chunkSize < MIN || chunkSize > MAX || chunkSize > size)) {
      throw TikTokError.invalidParams("The chunk size is invalid");
    }
    if (count != size / chunkSize || count > MAX_COUNT) {
      throw TikTokError.invalidParams("The total chunk count is invalid");
    }
    return new Chunks(size, chunkSize, count);
  }

  /** Where the chunk that begins there ends, exclusively. */
  long end(long start) {
    return start / chunkSize >= count - 1 ? size : start + chunkSize;
  }
}
