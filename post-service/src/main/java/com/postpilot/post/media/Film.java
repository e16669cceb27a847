package com.postpilot.post.media;

/**
 * What a file says about the video in it.
 *
 * @param type such as {@code video/mp4}
 * @param width in pixels as it is seen
 */
record Film(String type, int width, int height, long durationMs, Video video) {}
