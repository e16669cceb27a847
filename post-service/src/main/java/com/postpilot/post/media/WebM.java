package com.postpilot.post.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the head of a WebM file says: its elements up to the first pictures. */
final class WebM {
  static final int MAGIC = 0x1a45_dfa3;
  private static final int DOC_TYPE = 0x4282;
  private static final int SEGMENT = 0x1853_8067;
  private static final int INFO = 0x1549_a966;
  private static final int TIMECODE_SCALE = 0x2a_d7b1;
  private static final int DURATION = 0x4489;
  private static final int TRACKS = 0x1654_ae6b;
  private static final int TRACK = 0xae;
  private static final int TRACK_TYPE = 0x83;
  private static final int CODEC = 0x86;
  private static final int DEFAULT_DURATION = 0x23_e383;
  private static final int VIDEO = 0xe0;
  private static final int PIXEL_WIDTH = 0xb0;
  private static final int PIXEL_HEIGHT = 0xba;
  private static final int CLUSTER = 0x1f43_b675;
  private static final int MAX_ELEMENTS = 1_000;
  private static final long UNKNOWN = -1;

  private final FileChannel file;
  private int elements;
  private String docType = "";
  private long nanosPerUnit = 1_000_000;
  private double units;
  private @Nullable Track picture;
  private @Nullable Track sound;

  private WebM(FileChannel file) {
    this.file = file;
  }

  /**
   * @throws Unreadable for what is no such file, or does not say what is in it
   */
  static Film probe(FileChannel file) throws IOException {
    return new WebM(file).read();
  }

  private Film read() throws IOException {
    elements(0, file.size(), this::head);
    if (!docType.equals("webm")) {
      throw new Unreadable("it is Matroska, but not WebM");
    }
    if (picture == null || picture.width <= 0 || picture.height <= 0) {
      throw new Unreadable("it has no picture");
    }
    long millis = Math.round(units * nanosPerUnit / 1_000_000);
    if (millis <= 0) {
      throw new Unreadable("it does not say how long it is, as recordings of a browser do not");
    }
    if (picture.nanosPerPicture <= 0) {
      throw new Unreadable("it does not say how many pictures a second it has");
    }
    double rate = Math.round(1e12 / picture.nanosPerPicture) / 1000.0;
    return new Film(
        "video/webm",
        picture.width,
        picture.height,
        millis,
        new Video(
            "webm",
            picture.codec,
            sound == null ? null : sound.codec,
            null,
            null,
            rate,
            true,
            false));
  }

  /** What is done with an element's content. */
  private interface Visit {
    void element(int id, long from, long to) throws IOException;
  }

  private void elements(long from, long to, Visit visit) throws IOException {
    long at = from;
    while (at < to) {
      var id = number(at, false);
      var size = number(at + id.length(), true);
      long start = at + id.length() + size.length();
      long end = size.value() == UNKNOWN ? to : start + size.value();
      if (end < start || end > to || ++elements > MAX_ELEMENTS) {
        throw new Unreadable("it is damaged or cut off");
      }
      if (id.value() == CLUSTER) {
        return; // pictures from here on
      }
      visit.element((int) id.value(), start, end);
      at = end;
    }
  }

  private void head(int id, long from, long to) throws IOException {
    switch (id) {
      case MAGIC, SEGMENT, INFO, TRACKS -> elements(from, to, this::head);
      case DOC_TYPE -> docType = text(from, to);
      case TIMECODE_SCALE -> nanosPerUnit = unsigned(from, to);
      case DURATION -> units = real(from, to);
      case TRACK -> track(from, to);
      default -> {} // not asked for
    }
  }

  private void track(long from, long to) throws IOException {
    var track = new Track();
    elements(from, to, track::read);
    if (track.kind == 1 && picture == null) {
      picture = track;
    } else if (track.kind == 2 && sound == null) {
      sound = track;
    }
  }

  private final class Track {
    private long kind;
    private String codec = "";
    private long nanosPerPicture;
    private int width;
    private int height;

    void read(int id, long from, long to) throws IOException {
      switch (id) {
        case TRACK_TYPE -> kind = unsigned(from, to);
        case CODEC -> codec = codec(text(from, to));
        case DEFAULT_DURATION -> nanosPerPicture = unsigned(from, to);
        case VIDEO -> elements(from, to, this::read);
        case PIXEL_WIDTH -> width = (int) Math.min(unsigned(from, to), Integer.MAX_VALUE);
        case PIXEL_HEIGHT -> height = (int) Math.min(unsigned(from, to), Integer.MAX_VALUE);
        default -> {} // not asked for
      }
    }
  }

  /** {@code V_VP9}, {@code A_OPUS}, {@code A_AAC/MPEG4/LC}: the part between. */
  private static String codec(String name) {
    var between = name.substring(name.indexOf('_') + 1).split("/", 2);
    return between[0].toLowerCase(Locale.ROOT);
  }

  private record Vint(long value, int length) {}

  /** How many bytes it has stands in the leading zeros of the first. */
  private Vint number(long at, boolean size) throws IOException {
    int first = bytes(at, 1).get() & 0xff;
    int length = Integer.numberOfLeadingZeros(first) - 23;
    if (length > 8) {
      throw new Unreadable("it is damaged");
    }
    var bytes = bytes(at, length);
    long value = bytes.get() & 0xff;
    if (size) {
      value &= 0xff >> length;
    }
    boolean ones = size && value == 0xff >> length;
    while (bytes.hasRemaining()) {
      int next = bytes.get() & 0xff;
      ones &= next == 0xff;
      value = value << 8 | next;
    }
    return new Vint(ones ? UNKNOWN : value, length);
  }

  private long unsigned(long from, long to) throws IOException {
    long value = 0;
    var bytes = small(from, to, 8);
    while (bytes.hasRemaining()) {
      value = value << 8 | (bytes.get() & 0xff);
    }
    return value;
  }

  private double real(long from, long to) throws IOException {
    return switch ((int) Math.min(to - from, 9)) {
      case 4 -> bytes(from, 4).getFloat();
      case 8 -> bytes(from, 8).getDouble();
      default -> 0;
    };
  }

  private String text(long from, long to) throws IOException {
    return StandardCharsets.ISO_8859_1.decode(small(from, to, 64)).toString().replace("\0", "");
  }

  private ByteBuffer small(long from, long to, int most) throws IOException {
    if (to - from > most) {
      throw new Unreadable("it is damaged");
    }
    return bytes(from, (int) (to - from));
  }

  private ByteBuffer bytes(long at, int count) throws IOException {
    return Unreadable.orBytes(file, at, count);
  }
}
