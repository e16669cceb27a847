package com.postpilot.post.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A JPEG without what its maker noted in it (Exif with the place, XMP, IPTC, comments, preview and
 * further pictures behind the first): the picture itself is copied byte for byte. What decides on
 * its colours stays: JFIF, Adobe's note on the transform, the ICC profile.
 */
final class PlainJpeg {
  private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
  private static final int APP0 = 0xe0;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int COMMENT = 0xfe;
  private static final int SCAN = 0xda;
  private static final int END = 0xd9;

  private final byte[] jpeg;
  private final ByteArrayOutputStream plain;

  private PlainJpeg(byte[] jpeg) {
    this.jpeg = jpeg;
    this.plain = new ByteArrayOutputStream(jpeg.length);
  }

  /** Empty if it is not built as the standard says. */
  static Optional<byte[]> of(byte[] jpeg) {
    return new PlainJpeg(jpeg).strip();
  }

  private Optional<byte[]> strip() {
    if (jpeg.length < 4 || marker(0) != 0xd8) {
      return Optional.empty();
    }
    plain.write(jpeg, 0, 2);
    int at = 2;
    while (at + 4 <= jpeg.length) {
      int marker = marker(at);
      if (marker == 0xff) {
        at++; // a fill byte
        continue;
      }
      int length = (jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff);
      int end = at + 2 + length;
      if (marker <= 0 || length < 2 || end > jpeg.length) {
        return Optional.empty();
      }
      if (marker == SCAN) {
        end = endOfScan(end);
      }
      if (end < 0) {
        return Optional.empty();
      }
      if (isKept(marker, at + 4)) {
        plain.write(jpeg, at, end - at);
      }
      if (end + 1 < jpeg.length && marker(end) == END) {
        plain.write(jpeg, end, 2);
        return Optional.of(plain.toByteArray());
      }
      at = end;
    }
    return Optional.empty();
  }

  private boolean isKept(int marker, int content) {
    if (marker == APP2) {
      return content + ICC.length <= jpeg.length
          && Arrays.equals(jpeg, content, content + ICC.length, ICC, 0, ICC.length);
    }
    boolean application = marker >= APP0 && marker <= 0xef;
    return marker != COMMENT && (!application || marker == APP0 || marker == APP14);
  }

  /** The next marker behind encoded pixels, in which FF 00 and restart markers are no end. */
  private int endOfScan(int from) {
    for (int at = from; at + 1 < jpeg.length; at++) {
      int marker = marker(at);
      if (marker > 0 && marker != 0xff && (marker < 0xd0 || marker > 0xd7)) {
        return at;
      }
    }
    return -1;
  }

  /** What stands behind FF; -1 if there is no FF. */
  private int marker(int at) {
    return jpeg[at] == (byte) 0xff ? jpeg[at + 1] & 0xff : -1;
  }
}
