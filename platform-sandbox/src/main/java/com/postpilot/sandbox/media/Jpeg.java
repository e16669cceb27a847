package com.postpilot.sandbox.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A picture that is a JPEG down to its last pixel. */
public record Jpeg(int width, int height) {

  private static final byte[] MAGIC = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  private static final int START_OF_SCAN = 0xDA;
  private static final int APP2 = 0xE2;
  private static final byte[] MULTI_PICTURE = "MPF\0".getBytes(StandardCharsets.US_ASCII);

  /** Decodes the bytes; empty when they are anything but one JPEG picture. */
  public static Optional<Jpeg> decode(byte[] bytes) {
    if (!startsWith(bytes, 0, MAGIC) || isMultiPicture(bytes)) {
      return Optional.empty();
    }
    var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(stream, true, true);
      var image = reader.read(0);
      return Optional.of(new Jpeg(image.getWidth(), image.getHeight()));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  /** Walks the segments in front of the pixels, each a marker, a length and its content. */
  private static boolean isMultiPicture(byte[] bytes) {
    var at = 2;
    while (at + 4 <= bytes.length && (bytes[at] & 0xFF) == 0xFF) {
      var marker = bytes[at + 1] & 0xFF;
      if (marker == START_OF_SCAN) {
        return false;
      }
      if (marker == APP2 && startsWith(bytes, at + 4, MULTI_PICTURE)) {
        return true;
      }
      at += 2 + ((bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF));
    }
    return false;
  }

  private static boolean startsWith(byte[] bytes, int from, byte[] prefix) {
    var to = from + prefix.length;
    return to <= bytes.length && Arrays.equals(bytes, from, to, prefix, 0, prefix.length);
  }
}
