package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.media.MediaFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A video on its way to becoming a reel.
 *
 * @param arrived bytes that were uploaded
 * @param size bytes that there are; 0 before the first upload
 * @param finish null before the app said that it is complete
 */
record Reel(
    String id, String pageId, Instant startedAt, long arrived, long size, @Nullable Finish finish) {

  /**
   * What became of it.
   *
   * @param published false for a draft
   * @param media null when it could not be taken in
   * @param failure with which processing ends; null when it goes well
   * @param readyAt when processing ends
   */
  record Finish(
      boolean published,
      String description,
      @Nullable MediaFile media,
      @Nullable Failure failure,
      Instant readyAt) {}

  record Failure(int code, String message) {}

  static Reel started(String id, String pageId, Instant startedAt) {
    return new Reel(id, pageId, startedAt, 0, 0, null);
  }

  Reel withBytes(long arrived, long size) {
    return new Reel(id, pageId, startedAt, arrived, size, finish);
  }

  Reel finished(@Nullable Finish finish) {
    return new Reel(id, pageId, startedAt, arrived, size, finish);
  }

  boolean isUploaded() {
    return size > 0 && arrived == size;
  }

  /** Whether nothing more can be done with it. */
  boolean isSettled() {
    return finish != null && (finish.published() || finish.failure() != null);
  }
}
