package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.facebook.publishing.Reel.Failure;
import com.postpilot.sandbox.media.MediaFormat;
import com.postpilot.sandbox.video.VideoFile;
import org.jspecify.annotations.Nullable;

/** What a video must be to become a reel. */
final class ReelRules {

  static final Failure UNREADABLE =
      new Failure(6001, "There was a problem with the video file: it cannot be read as a video.");
  private static final double WIDTH_BY_HEIGHT = 9.0 / 16;
  private static final double TOLERANCE = 0.0125;

  private ReelRules() {}

  static @Nullable Failure failure(VideoFile video) {
    if (video.format() != MediaFormat.MP4 || !video.codec().isMpeg()) {
      return UNREADABLE;
    }
    if (video.sound() != null && !video.sound().aac()) {
      return new Failure(6001, "There was a problem with the video file: its sound is not AAC.");
    }
    if (Math.abs((double) video.width() / video.height() - WIDTH_BY_HEIGHT) > TOLERANCE) {
      return new Failure(1363040, "The aspect ratio of a reel is 9:16.");
    }
    if (video.width() < 540 || video.height() < 960) {
      return new Failure(1363127, "The resolution of a reel is at least 540 x 960.");
    }
    if (video.seconds() < 3 || video.seconds() > 90) {
      return new Failure(1363128, "A reel lasts from 3 to 90 seconds.");
    }
    if (video.framesPerSecond() < 23.5 || video.framesPerSecond() > 60.5) {
      return new Failure(1363129, "A reel has from 24 to 60 frames a second.");
    }
    return null;
  }
}
