package com.postpilot.queue.feed;

import com.postpilot.queue.feed.UnreadableFeed.Code;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** A file's bytes, out of the gzip or zip that it may be in, within what reading may cost. */
final class Unpacked extends InputStream {
  /** What people sell packs to a tenth, feeds full of the same words to a fiftieth. */
  private static final int MAX_RATIO = 200;

  /** A small file that packs well is no danger. */
  private static final long RATIO_COUNTS_FROM = 1_000_000;

  private static final int BUFFER = 16_384;
  private static final int MAX_ENTRIES = 1_000;

  private final FeedLimits limits;
  private final Packed packed;
  private final InputStream content;
  private final @Nullable ZipInputStream zip;
  private final boolean isPacked;
  private long size;
  private int entries;

  private Unpacked(Packed packed, FeedLimits limits) throws IOException {
    this.packed = packed;
    this.limits = limits;
    var buffered = new BufferedInputStream(packed, BUFFER);
    buffered.mark(Magic.LENGTH);
    var magic = Magic.of(buffered.readNBytes(Magic.LENGTH));
    buffered.reset();
    isPacked = magic != Magic.NONE;
    content =
        switch (magic) {
          case GZIP -> new GZIPInputStream(buffered, BUFFER);
          case ZIP -> new ZipInputStream(buffered);
          case NONE -> buffered;
          case OTHER ->
              throw new UnreadableFeed(
                  Code.NOT_A_FEED, "Of archives, gzip and zip are taken: pack the file anew.");
        };
    zip = content instanceof ZipInputStream archive ? archive : null;
    if (zip != null && !nextFile(zip)) {
      throw new UnreadableFeed(Code.NOT_ONE_FILE, "The archive has no file in it.");
    }
  }

  static Unpacked open(FeedSource source, FeedLimits limits) {
    var packed = Packed.open(source);
    try {
      return new Unpacked(packed, limits);
    } catch (IOException | IllegalArgumentException e) {
      packed.close();
      throw damaged(e);
    } catch (RuntimeException e) {
      packed.close();
      throw e;
    }
  }

  /** Whether it came out of an archive. */
  boolean isPacked() {
    return isPacked;
  }

  /** Refuses an archive with another file behind the one that was read to its end. */
  void requireNoOtherFile() {
    try {
      if (zip != null && nextFile(zip)) {
        throw new UnreadableFeed(
            Code.NOT_ONE_FILE, "The archive has several files in it: pack the one file alone.");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  /** Leaves out folders, and what macOS adds. */
  private boolean nextFile(ZipInputStream archive) throws IOException {
    for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
      if (++entries > MAX_ENTRIES) {
        throw new UnreadableFeed(
            Code.NOT_ONE_FILE, "The archive has very many entries: pack the one file alone.");
      }
      if (entry.getName().equals("[Content_Types].xml")) {
        throw new UnreadableFeed(
            Code.NOT_A_FEED, "This is a workbook: save its sheet as \"CSV UTF-8\".");
      }
      if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
        return true;
      }
      var chunk = new byte[BUFFER];
      for (int n = archive.read(chunk); n >= 0; n = archive.read(chunk)) {
        count(n);
      }
    }
    return false;
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    requireTime(limits);
    try {
      int n = content.read(into, offset, length);
      if (n > 0) {
        count(n);
      }
      return n;
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  static void requireTime(FeedLimits limits) {
    if (limits.clock().instant().isAfter(limits.deadline())) {
      throw new UnreadableFeed(
          Code.TOO_SLOW, "Reading took too long: give the products in several smaller files.");
    }
  }

  private void count(int n) {
    size += n;
    if (size > limits.bytes().toBytes()) {
      throw new UnreadableFeed(
          Code.TOO_LARGE,
          "The file has more than %d MB: give the products in several files."
              .formatted(Math.max(1, limits.bytes().toMegabytes())));
    }
    if (isPacked && size > RATIO_COUNTS_FROM && size / MAX_RATIO > packed.size) {
      throw new UnreadableFeed(
          Code.BOMB,
          "The archive grows to more than %d times its size: give the file as it is."
              .formatted(MAX_RATIO));
    }
  }

  private static UnreadableFeed damaged(Exception e) {
    return new UnreadableFeed(
        Code.MALFORMED, "The archive is damaged, cut short or locked: pack the file again.", e);
  }

  @Override
  public void close() {
    packed.close();
  }

  /** What a file begins with. */
  enum Magic {
    GZIP,
    ZIP,
    OTHER,
    NONE;

    static final int LENGTH = 6;

    static Magic of(byte[] head) {
      if (begins(head, 0x1F, 0x8B)) {
        return GZIP;
      }
      if (begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6)) {
        return ZIP;
      }
      return begins(head, 'R', 'a', 'r', '!')
              || begins(head, '7', 'z', 0xBC, 0xAF)
              || begins(head, 'B', 'Z', 'h', '9', '1', 'A')
              || begins(head, 0xFD, '7', 'z', 'X', 'Z')
              || begins(head, 0x28, 0xB5, 0x2F, 0xFD)
          ? OTHER
          : NONE;
    }

    private static boolean begins(byte[] head, int... magic) {
      if (head.length < magic.length) {
        return false;
      }
      for (int i = 0; i < magic.length; i++) {
        if ((head[i] & 0xFF) != magic[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /** The bytes as they come, counted. */
  private static final class Packed extends FilterInputStream {
    private long size;

    private Packed(InputStream in) {
      super(in);
    }

    static Packed open(FeedSource source) {
      try {
        return new Packed(source.open());
      } catch (IOException e) {
        throw new SourceFailed(e);
      }
    }

    @Override
    public int read() {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      try {
        int n = in.read(into, offset, length);
        size += Math.max(0, n);
        return n;
      } catch (IOException e) {
        throw new SourceFailed(e);
      }
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new SourceFailed(e);
      }
    }
  }
}
