package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.media.Jpeg;
import com.postpilot.sandbox.media.MediaFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A JPEG, decoded down to its last pixel, or a WebP, of which only the header is read. */
record Photo(MediaFormat format, int width, int height) {

  private static final int SHORT_SIDE = 1080;
  private static final int LONG_SIDE = 1920;
  private static final int WEBP_HEADER = 30;

  static Optional<Photo> read(byte[] bytes) {
    return Jpeg.decode(bytes)
        .map(jpeg -> new Photo(MediaFormat.JPEG, jpeg.width(), jpeg.height()))
        .or(() -> readWebP(bytes));
  }

  boolean fitsInto1080p() {
    return Math.min(width, height) <= SHORT_SIDE && Math.max(width, height) <= LONG_SIDE;
  }

  private static Optional<Photo> readWebP(byte[] bytes) {
    if (bytes.length < WEBP_HEADER || !has(bytes, 0, "RIFF") || !has(bytes, 8, "WEBP")) {
      return Optional.empty();
    }
    var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (has(bytes, 12, "VP8 ")) {
      return Optional.of(webP(header.getShort(26) & 0x3FFF, header.getShort(28) & 0x3FFF));
    }
    if (has(bytes, 12, "VP8L")) { // two sizes of 14 bits, each one less than it is
      var bits = header.getInt(21);
      return Optional.of(webP((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1));
    }
    if (has(bytes, 12, "VP8X")) { // two sizes of 24 bits, each one less than it is
      return Optional.of(webP((header.getInt(24) & 0xFFFFFF) + 1, (header.getInt(26) >>> 8) + 1));
    }
    return Optional.empty();
  }

  private static Photo webP(int width, int height) {
    return new Photo(MediaFormat.WEBP, width, height);
  }

  private static boolean has(byte[] bytes, int at, String fourcc) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1).equals(fourcc);
  }
}
