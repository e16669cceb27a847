package com.postpilot.sandbox.video;

import com.postpilot.sandbox.media.MediaFormat;
import com.postpilot.sandbox.video.VideoFile.Codec;
import com.postpilot.sandbox.video.VideoFile.Sound;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads WebM files: elements, each an id, a length and its content, from the first to the last.
 *
 * <p>What elements consist of is read as if it stood beside them. So a length that is not known, as
 * recordings have it, does not matter; and frames are counted, for files need not say how many they
 * have.
 */
final class WebM {

  private static final int MAGIC = 0x1A45DFA3;
  private static final int DOC_TYPE = 0x4282;
  private static final int SEGMENT = 0x18538067;
  private static final int INFO = 0x1549A966;
  private static final int NANOS_PER_TICK = 0x2AD7B1;
  private static final int DURATION = 0x4489;
  private static final int TRACKS = 0x1654AE6B;
  private static final int TRACK = 0xAE;
  private static final int TRACK_NUMBER = 0xD7;
  private static final int TRACK_TYPE = 0x83;
  private static final int CODEC = 0x86;
  private static final int VIDEO = 0xE0;
  private static final int WIDTH = 0xB0;
  private static final int HEIGHT = 0xBA;
  private static final int AUDIO = 0xE1;
  private static final int HERTZ = 0xB5;
  private static final int CHANNELS = 0x9F;
  private static final int CLUSTER = 0x1F43B675;
  private static final int CLUSTER_TIME = 0xE7;
  private static final int SIMPLE_BLOCK = 0xA3;
  private static final int BLOCK_GROUP = 0xA0;
  private static final int BLOCK = 0xA1;

  /** The elements that consist of elements, as far as they matter here. */
  private static final Set<Integer> COMPOSED =
      Set.of(MAGIC, SEGMENT, INFO, TRACKS, TRACK, VIDEO, AUDIO, CLUSTER, BLOCK_GROUP);

  private static final long VIDEO_TYPE = 1;
  private static final long AUDIO_TYPE = 2;
  private static final int MAX_TEXT = 64;

  private final FileChannel file;
  private final List<Track> tracks = new ArrayList<>();
  private String docType = "";
  private double nanosPerTick = 1_000_000;
  private double ticks;
  private long clusterTime;

  private WebM(FileChannel file) {
    this.file = file;
  }

  private static final class Track {
    long number;
    long type;
    String codec = "";
    int width;
    int height;
    int hertz = 8000;
    int channels = 1;
    long frames;
    long lastTick;
  }

  static boolean begins(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var head = in.readNBytes(Integer.BYTES);
      return head.length == Integer.BYTES && ByteBuffer.wrap(head).getInt() == MAGIC;
    }
  }

  /**
   * Empty for a film without pictures, and for Matroska that is no WebM.
   *
   * @throws EOFException for a file that is cut off
   */
  static Optional<VideoFile> read(Path path) throws IOException {
    try (var channel = FileChannel.open(path)) {
      var webM = new WebM(channel);
      webM.readElements();
      return webM.docType.equals("webm") ? webM.describe() : Optional.empty();
    }
  }

  private Optional<VideoFile> describe() throws IOException {
    var picture = first(VIDEO_TYPE);
    if (picture.isEmpty() || picture.get().frames < 2) {
      return Optional.empty();
    }
    var track = picture.get();
    var shown = ticks > 0 ? ticks : track.lastTick * track.frames / (track.frames - 1.0);
    var duration = Duration.ofMillis(Math.round(shown * nanosPerTick / 1_000_000));
    if (duration.isZero() || track.width <= 0 || track.height <= 0) {
      return Optional.empty();
    }
    var sound = first(AUDIO_TYPE);
    return Optional.of(
        new VideoFile(
            MediaFormat.WEBM,
            codec(track),
            duration,
            track.width,
            track.height,
            track.frames * 1000.0 / duration.toMillis(),
            file.size(),
            true,
            false,
            sound.map(heard -> new Sound(false, heard.hertz, heard.channels)).orElse(null)));
  }

  private Optional<Track> first(long type) {
    return tracks.stream().filter(track -> track.type == type).findFirst();
  }

  private static Codec codec(Track track) {
    return switch (track.codec) {
      case "V_VP8" -> Codec.VP8;
      case "V_VP9" -> Codec.VP9;
      default -> Codec.OTHER;
    };
  }

  private void readElements() throws IOException {
    for (var at = 0L; at < file.size(); ) {
      var id = number(at, false);
      var length = number(at + id.bytes(), true);
      var content = at + id.bytes() + length.bytes();
      if (id.value() == TRACK) {
        tracks.add(new Track());
      }
      if (COMPOSED.contains((int) id.value())) {
        at = content;
      } else {
        at = content + length.value();
        if (length.value() < 0 || at > file.size()) {
          throw new EOFException("It is cut off");
        }
        read((int) id.value(), content, length.value());
      }
    }
  }

  private void read(int id, long at, long length) throws IOException {
    switch (id) {
      case DOC_TYPE -> docType = text(at, length);
      case NANOS_PER_TICK -> nanosPerTick = unsigned(at, length);
      case DURATION -> ticks = real(at, length);
      case TRACK_NUMBER -> tracks.getLast().number = unsigned(at, length);
      case TRACK_TYPE -> tracks.getLast().type = unsigned(at, length);
      case CODEC -> tracks.getLast().codec = text(at, length);
      case WIDTH -> tracks.getLast().width = Math.toIntExact(unsigned(at, length));
      case HEIGHT -> tracks.getLast().height = Math.toIntExact(unsigned(at, length));
      case HERTZ -> tracks.getLast().hertz = (int) real(at, length);
      case CHANNELS -> tracks.getLast().channels = Math.toIntExact(unsigned(at, length));
      case CLUSTER_TIME -> clusterTime = unsigned(at, length);
      case SIMPLE_BLOCK, BLOCK -> block(at);
      default -> {} // says nothing that is asked here
    }
  }

  /** A frame: the number of its track, and when it is shown, after the beginning of its cluster. */
  private void block(long at) throws IOException {
    var number = number(at, true);
    var tick = clusterTime + bytes(at + number.bytes(), Short.BYTES).getShort();
    for (var track : tracks) {
      if (track.number == number.value()) {
        track.frames++;
        track.lastTick = Math.max(track.lastTick, tick);
      }
    }
  }

  /**
   * @param value -1 for a length that is not known
   */
  private record Vint(long value, int bytes) {}

  /**
   * The zeros in front tell how many bytes a number has. They and the one behind them are part of
   * an id, but not of a length.
   */
  private Vint number(long at, boolean withoutMarker) throws IOException {
    var first = bytes(at, 1).get() & 0xFF;
    var count = Integer.numberOfLeadingZeros(first) - 23;
    if (count > Long.BYTES) {
      throw new IOException("It is damaged");
    }
    var value = unsigned(at, count);
    if (!withoutMarker) {
      return new Vint(value, count);
    }
    var mask = (1L << (7 * count)) - 1;
    return new Vint((value & mask) == mask ? -1 : value & mask, count);
  }

  private long unsigned(long at, long length) throws IOException {
    var value = 0L;
    for (var bytes = bytes(at, (int) Math.min(length, Long.BYTES)); bytes.hasRemaining(); ) {
      value = value << 8 | (bytes.get() & 0xFF);
    }
    return value;
  }

  private double real(long at, long length) throws IOException {
    return length == Float.BYTES
        ? bytes(at, Float.BYTES).getFloat()
        : bytes(at, Double.BYTES).getDouble();
  }

  private String text(long at, long length) throws IOException {
    var bytes = bytes(at, (int) Math.min(length, MAX_TEXT));
    return StandardCharsets.US_ASCII.decode(bytes).toString().replace("\0", "");
  }

  private ByteBuffer bytes(long at, int count) throws IOException {
    var bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException("It is cut off");
      }
    }
    return bytes.flip();
  }
}
