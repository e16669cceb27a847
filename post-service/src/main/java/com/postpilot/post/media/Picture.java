package com.postpilot.post.media;

/**
 * A picture as the platforms take it: a JPEG in sRGB.
 *
 * @param sha256 of the bytes, hex
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Picture(byte[] jpeg, String sha256, int width, int height, String originalType) {}
