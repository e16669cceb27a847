package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.media.MediaFile;
import com.postpilot.sandbox.video.VideoFile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The media of a post, all here and judged.
 *
 * @param video what the video is; null for photos, and for what is none
 * @param failure why it will not be published; null when it will
 * @param readyAt when processing ends
 */
record Receipt(
    List<MediaFile> media,
    long bytes,
    @Nullable VideoFile video,
    @Nullable String failure,
    Instant receivedAt,
    Instant readyAt) {

  boolean isReadyAt(Instant now) {
    return !now.isBefore(readyAt);
  }
}
