package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.media.MediaFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a container is made of.
 *
 * @param isVideo whether it takes a video's time to process
 * @param failure the subcode with which processing ends; null when it goes well
 */
record Taken(List<MediaFile> media, boolean isVideo, @Nullable Integer failure) {

  static Taken picture(MediaFile picture) {
    return new Taken(List.of(picture), false, null);
  }

  static Taken video(MediaFile video) {
    return new Taken(List.of(video), true, null);
  }

  static Taken badVideo(MediaError error) {
    return new Taken(List.of(), true, error.subcode());
  }

  /** Of items that were processed before. */
  static Taken items(List<MediaFile> items) {
    return new Taken(items, false, null);
  }
}
