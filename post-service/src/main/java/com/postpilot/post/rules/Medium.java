package com.postpilot.post.rules;

import com.postpilot.common.contract.MediaKind;
import org.jspecify.annotations.Nullable;

/**
 * A picture or a video as the platform would get it; what is null nobody found out.
 *
 * @param type content type
 * @param film of a video
 */
public record Medium(
    MediaKind kind,
    String type,
    long bytes,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Long durationMs,
    @Nullable Film film,
    @Nullable String altText) {

  /**
   * What a video is made of.
   *
   * @param codec of the picture: {@code h264, hevc, vp8, vp9} or another
   * @param audioCodec such as {@code aac}; null without sound
   * @param audioRate samples a second; null without sound, or if nobody found out
   * @param audioChannels likewise
   * @param fastStart whether it plays while it loads
   * @param editList whether an edit list cuts or shifts a track
   */
  public record Film(
      String codec,
      @Nullable String audioCodec,
      @Nullable Integer audioRate,
      @Nullable Integer audioChannels,
      double framesPerSecond,
      boolean fastStart,
      boolean editList) {}

  boolean isVideo() {
    return kind == MediaKind.VIDEO;
  }

  /** Width by height. */
  @Nullable Double ratio() {
    return width == null || height == null || height == 0 ? null : (double) width / height;
  }
}
