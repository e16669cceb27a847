package com.postpilot.queue.feed;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/** A file that is made while it is read, so that only its reader needs memory. */
final class GeneratedStream extends InputStream {
  private final LongFunction<String> piece;
  private final long pieces;
  private final String end;
  private byte[] current;
  private int at;
  private long next;

  GeneratedStream(String begin, LongFunction<String> piece, long pieces, String end) {
    this.piece = piece;
    this.pieces = pieces;
    this.end = end;
    current = begin.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int n = 0;
    while (n < length && hasMore()) {
      int part = Math.min(length - n, current.length - at);
      System.arraycopy(current, at, into, offset + n, part);
      at += part;
      n += part;
    }
    return n == 0 && length > 0 ? -1 : n;
  }

  private boolean hasMore() {
    while (at == current.length) {
      if (next > pieces) {
        return false;
      }
      current = (next == pieces ? end : piece.apply(next)).getBytes(StandardCharsets.UTF_8);
      next++;
      at = 0;
    }
    return true;
  }
}
