package com.postpilot.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * A WebM film whose frames are empty.
 *
 * @param told whether the file says how long it lasts, and how long its parts are: recordings that
 *     were written as they went do not
 */
record WebMFilm(
    String docType,
    String codec,
    int width,
    int height,
    int framesPerSecond,
    int seconds,
    boolean told) {

  /** What TikTok takes: upright, four seconds, 30 frames a second. */
  static final WebMFilm UPRIGHT = new WebMFilm("webm", "V_VP9", 720, 1280, 30, 4, true);

  private static final byte[] UNKNOWN = {0x01, -1, -1, -1, -1, -1, -1, -1};
  private static final byte[] OPUS = {0x4F, 0x70, 0x75, 0x73};

  WebMFilm docType(String docType) {
    return new WebMFilm(docType, codec, width, height, framesPerSecond, seconds, told);
  }

  WebMFilm codec(String codec) {
    return new WebMFilm(docType, codec, width, height, framesPerSecond, seconds, told);
  }

  WebMFilm size(int width, int height) {
    return new WebMFilm(docType, codec, width, height, framesPerSecond, seconds, told);
  }

  WebMFilm framesPerSecond(int framesPerSecond) {
    return new WebMFilm(docType, codec, width, height, framesPerSecond, seconds, told);
  }

  WebMFilm seconds(int seconds) {
    return new WebMFilm(docType, codec, width, height, framesPerSecond, seconds, told);
  }

  /** The same film as a browser records it. */
  WebMFilm recorded() {
    return new WebMFilm(docType, codec, width, height, framesPerSecond, seconds, false);
  }

  byte[] bytes() {
    var duration = told ? element(0x4489, real(seconds * 1000.0)) : new byte[0];
    return join(
        element(0x1A45DFA3, element(0x4282, ascii(docType))),
        part(
            0x18538067,
            join(
                element(0xEC, new byte[300]), // a void, as one is left for an index
                element(0x1549A966, element(0x2AD7B1, unsigned(1_000_000)), duration),
                element(0x1654AE6B, picture(), sound()),
                join(IntStream.range(0, seconds).mapToObj(this::cluster).toArray(byte[][]::new)))));
  }

  private byte[] picture() {
    return element(
        0xAE,
        element(0xD7, unsigned(1)),
        element(0x83, unsigned(1)),
        element(0x86, ascii(codec)),
        element(0xE0, element(0xB0, unsigned(width)), element(0xBA, unsigned(height))));
  }

  private static byte[] sound() {
    return element(
        0xAE,
        element(0xD7, unsigned(2)),
        element(0x83, unsigned(2)),
        element(0x86, ascii("A_OPUS")),
        element(0x63A2, OPUS),
        element(0xE1, element(0xB5, real(48_000)), element(0x9F, unsigned(2))));
  }

  /** A second of pictures, one of them in a group of its own, and a piece of sound. */
  private byte[] cluster(int second) {
    var frames =
        IntStream.range(0, framesPerSecond)
            .mapToObj(i -> block(1, i * 1000 / framesPerSecond))
            .toArray(byte[][]::new);
    frames[0] = element(0xA0, element(0xA1, content(1, 0)));
    return part(
        0x1F43B675, join(element(0xE7, unsigned(second * 1000)), join(frames), block(2, 500)));
  }

  private static byte[] block(int track, int millis) {
    return element(0xA3, content(track, millis));
  }

  private static byte[] content(int track, int millis) {
    return ByteBuffer.allocate(8).put((byte) (0x80 | track)).putShort((short) millis).array();
  }

  private byte[] part(int id, byte[] content) {
    return told ? element(id, content) : join(id(id), UNKNOWN, content);
  }

  private static byte[] element(int id, byte[]... contents) {
    var content = join(contents);
    return join(
        id(id), ByteBuffer.allocate(4).putInt(0x1000_0000 | content.length).array(), content);
  }

  private static byte[] id(int id) {
    var bytes = (39 - Integer.numberOfLeadingZeros(id)) / 8;
    return ByteBuffer.allocate(bytes).put(unsigned(id), 4 - bytes, bytes).array();
  }

  private static byte[] unsigned(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] real(double value) {
    return ByteBuffer.allocate(8).putDouble(value).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (var part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
