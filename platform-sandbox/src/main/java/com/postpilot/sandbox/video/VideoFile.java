package com.postpilot.sandbox.video;

import com.postpilot.sandbox.media.MediaFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a video file says of itself; its frames are not decoded.
 *
 * @param duration of the picture track
 * @param width as it is shown: a video turned by 90° has its sides swapped
 * @param size in bytes
 * @param fastStart whether the index comes before the frames, so that reading can begin at once
 * @param edited whether an edit list leaves out or moves frames
 * @param sound null for a silent film
 */
public record VideoFile(
    MediaFormat format,
    Codec codec,
    Duration duration,
    int width,
    int height,
    double framesPerSecond,
    long size,
    boolean fastStart,
    boolean edited,
    @Nullable Sound sound) {

  /** How the pictures are coded. */
  public enum Codec {
    H264,
    HEVC,
    VP8,
    VP9,
    OTHER;

    /** Whether it is of the family that Meta takes. */
    public boolean isMpeg() {
      return this == H264 || this == HEVC;
    }
  }

  /** The first sound track. */
  public record Sound(boolean aac, int hertz, int channels) {}

  /** Reads a file; empty when it is anything but a whole MP4, MOV or WebM with moving pictures. */
  public static Optional<VideoFile> read(Path file) {
    try {
      return WebM.begins(file) ? WebM.read(file) : Mp4.read(file);
    } catch (IOException | RuntimeException e) { // readers trust the numbers that they find
      return Optional.empty();
    }
  }

  public double seconds() {
    return duration.toMillis() / 1000.0;
  }

  public double megabitsPerSecond() {
    return size * 8 / Math.max(seconds(), 0.001) / 1_000_000;
  }
}
