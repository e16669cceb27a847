package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.media.MediaFile;
import com.postpilot.sandbox.video.VideoFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Media as TikTok finds them.
 *
 * @param failure why they cannot be published; null when they can
 */
record Judged(
    List<MediaFile> media, long bytes, @Nullable VideoFile video, @Nullable String failure) {

  static Judged refused(String failure) {
    return new Judged(List.of(), 0, null, failure);
  }
}
