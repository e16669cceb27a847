package com.postpilot.post.media;

import org.jspecify.annotations.Nullable;

/**
 * What a video is made of.
 *
 * @param container {@code mp4}, {@code mov} or {@code webm}
 * @param codec of the picture: {@code h264}, {@code hevc}, {@code av1}, {@code vp8}, {@code vp9},
 *     or the container's own name of another
 * @param audioCodec likewise, such as {@code aac}; null without sound
 * @param audioRate samples a second; null without sound, or where the file does not say
 * @param audioChannels likewise
 * @param frameRate pictures a second
 * @param fastStart whether the index stands before what it indexes, so that it plays while it loads
 * @param editList whether an edit list cuts or shifts one of its tracks
 */
public record Video(
    String container,
    String codec,
    @Nullable String audioCodec,
    @Nullable Integer audioRate,
    @Nullable Integer audioChannels,
    double frameRate,
    boolean fastStart,
    boolean editList) {}
