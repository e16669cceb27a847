package com.postpilot.post;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Rational;
import org.jcodec.containers.mp4.MP4Util;
import org.jcodec.movtool.Flatten;

/** Small videos, and what may be wrong with them. */
public final class TestVideos {
  private TestVideos() {}

  /** H.264 in an MP4 whose index stands behind the pictures. */
  public static byte[] mp4(int width, int height, int pictures, int rate) {
    try {
      var file = Files.createTempFile("video", ".mp4");
      try (var channel = NIOUtils.writableChannel(file.toFile())) {
        var encoder = SequenceEncoder.createWithFps(channel, Rational.R(rate, 1));
        var picture = Picture.create(width, height, ColorSpace.RGB);
        for (int i = 0; i < pictures; i++) {
          Arrays.fill(picture.getPlaneData(0), (byte) (i * 7));
          encoder.encodeNativeFrame(picture);
        }
        encoder.finish();
      }
      var bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with its index first. */
  public static byte[] fastStart(byte[] mp4) {
    try {
      var from = Files.write(Files.createTempFile("video", ".mp4"), mp4);
      var to = Files.createTempFile("video", ".mp4");
      new Flatten().flatten(MP4Util.createRefFullMovieFromFile(from.toFile()), to.toFile());
      var bytes = Files.readAllBytes(to);
      Files.delete(from);
      Files.delete(to);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a phone writes it that was held upright: the pictures lie, a matrix turns them. */
  public static byte[] turned(byte[] mp4) {
    var turned = mp4.clone();
    int matrix = indexOf(mp4, "tkhd") + 4 + 40;
    ByteBuffer.wrap(turned)
        .putInt(matrix, 0)
        .putInt(matrix + 4, 0x1_0000)
        .putInt(matrix + 12, -0x1_0000)
        .putInt(matrix + 16, 0);
    return turned;
  }

  /** With the place at which it was taken, in the last box of the file, the index. */
  public static byte[] located(byte[] mp4, String place) {
    var text = place.getBytes(StandardCharsets.US_ASCII);
    var noted =
        ByteBuffer.allocate(20 + text.length)
            .putInt(20 + text.length)
            .put("udta".getBytes(StandardCharsets.US_ASCII))
            .putInt(12 + text.length)
            .put((byte) 0xa9)
            .put("xyz".getBytes(StandardCharsets.US_ASCII))
            .putShort((short) text.length)
            .putShort((short) 0x15c7)
            .put(text)
            .array();
    var located = Arrays.copyOf(mp4, mp4.length + noted.length);
    System.arraycopy(noted, 0, located, mp4.length, noted.length);
    int index = indexOf(mp4, "moov") - 4;
    var buffer = ByteBuffer.wrap(located);
    buffer.putInt(index, buffer.getInt(index) + noted.length);
    return located;
  }

  /** With a track of sound beside the pictures, in the last box of the file, the index. */
  public static byte[] sounding(byte[] mp4, int rate, int channels) {
    int field = rate > 0xffff ? 0 : rate << 16; // what it cannot hold is left out
    var entry =
        box(
            "mp4a",
            ByteBuffer.allocate(28)
                .putShort(16, (short) channels)
                .putShort(18, (short) 16)
                .putInt(24, field)
                .array());
    var description = box("stsd", ByteBuffer.allocate(8).putInt(4, 1).array(), entry);
    var clock = ByteBuffer.allocate(24).putInt(12, rate).putInt(16, 2 * rate).array();
    var handler = ByteBuffer.allocate(24);
    handler.put(8, "soun".getBytes(StandardCharsets.US_ASCII));
    var track =
        box(
            "trak",
            box(
                "mdia",
                box("mdhd", clock),
                box("hdlr", handler.array()),
                box("minf", box("stbl", description))));
    var sounding = Arrays.copyOf(mp4, mp4.length + track.length);
    System.arraycopy(track, 0, sounding, mp4.length, track.length);
    int index = indexOf(mp4, "moov") - 4;
    var buffer = ByteBuffer.wrap(sounding);
    buffer.putInt(index, buffer.getInt(index) + track.length);
    return sounding;
  }

  private static byte[] box(String type, byte[]... parts) {
    int size = 8 + Arrays.stream(parts).mapToInt(part -> part.length).sum();
    var box = ByteBuffer.allocate(size).putInt(size);
    box.put(type.getBytes(StandardCharsets.US_ASCII));
    Arrays.stream(parts).forEach(box::put);
    return box.array();
  }

  public static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
