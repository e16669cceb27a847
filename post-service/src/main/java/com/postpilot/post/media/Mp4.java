package com.postpilot.post.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the boxes of an MP4 or MOV file say. Only those that answer a question are read, each with a
 * few bytes, so that a file that lies about sizes and counts costs nothing.
 */
final class Mp4 {
  private static final int MAX_BOXES = 10_000;
  private static final Sound NO_SOUND = new Sound(null, null);

  private final FileChannel file;
  private final List<Box> personal = new ArrayList<>();
  private int boxes;

  private Mp4(FileChannel file) {
    this.file = file;
  }

  /**
   * A box, by where it lies in the file.
   *
   * @param from where its content begins
   * @param to where it ends, excluded
   */
  record Box(String type, long header, long from, long to) {}

  /**
   * @param personal boxes with what its maker noted, such as where it was taken; no player needs
   *     them
   */
  record Probe(Film film, List<Box> personal) {}

  /**
   * @throws Unreadable for what is no such file, is cut off, or has no picture
   */
  static Probe probe(FileChannel file) throws IOException {
    return new Mp4(file).read();
  }

  private Probe read() throws IOException {
    var top = children(new Box("file", 0, 0, file.size()));
    var movie = only(top, "moov").orElseThrow(() -> new Unreadable("it has no index of its own"));
    var inside = children(movie);
    if (only(inside, "mvex").isPresent()) {
      throw new Unreadable("it is cut into fragments, as for streaming: export it as a plain MP4");
    }
    var tracks = new ArrayList<Track>();
    for (var box : inside) {
      if (box.type().equals("trak")) {
        tracks.add(track(box));
      }
    }
    var picture = first(tracks, "vide").orElseThrow(() -> new Unreadable("it has no picture"));
    var sound = first(tracks, "soun");
    personal(top, "udta", "meta", "uuid");
    personal(inside, "udta", "meta");
    boolean quickTime = isQuickTime(top);
    return new Probe(
        new Film(
            quickTime ? "video/quicktime" : "video/mp4",
            picture.width(),
            picture.height(),
            length(inside, picture),
            new Video(
                quickTime ? "mov" : "mp4",
                picture.codec(),
                sound.map(Track::codec).orElse(null),
                sound.map(Track::sound).map(Sound::rate).orElse(null),
                sound.map(Track::sound).map(Sound::channels).orElse(null),
                picture.frameRate(),
                movie.header()
                    < only(top, "mdat").map(Box::header).orElseThrow(this::withoutPictures),
                tracks.stream().anyMatch(Track::edited))),
        List.copyOf(personal));
  }

  private Unreadable withoutPictures() {
    return new Unreadable("it has an index, but nothing else");
  }

  private record Sound(@Nullable Integer rate, @Nullable Integer channels) {}

  private record Track(
      String handler,
      String codec,
      Sound sound,
      int width,
      int height,
      double seconds,
      long samples,
      boolean edited) {

    double frameRate() {
      return Math.round(samples / seconds * 1000) / 1000.0;
    }
  }

  private Track track(Box trak) throws IOException {
    var inside = children(trak);
    personal(inside, "udta", "meta");
    var media = children(one(inside, "mdia"));
    var handler = text(one(media, "hdlr").from() + 8);
    var samples = children(one(children(one(media, "minf")), "stbl"));
    var seconds = seconds(one(media, "mdhd"));
    var description = one(samples, "stsd");
    if (number(description.from() + 4) == 0) {
      throw new Unreadable("a track does not say how it is encoded");
    }
    long entry = description.from() + 8;
    var size = handler.equals("vide") ? size(one(inside, "tkhd"), entry) : new int[2];
    return new Track(
        handler,
        codec(text(entry + 4)),
        handler.equals("soun") ? sound(one(media, "mdhd"), entry) : NO_SOUND,
        size[0],
        size[1],
        seconds,
        samples(samples),
        edited(inside));
  }

  /** As it is seen: a camera notes how it was held, and the picture is turned when it is shown. */
  private int[] size(Box header, long entry) throws IOException {
    long matrix = header.from() + (version(header) == 1 ? 52 : 40);
    int width = (int) Math.round(number(matrix + 36) / 65_536.0);
    int height = (int) Math.round(number(matrix + 40) / 65_536.0);
    if (width == 0 || height == 0) {
      var encoded = bytes(entry + 32, 4);
      width = encoded.getShort() & 0xffff;
      height = encoded.getShort() & 0xffff;
    }
    boolean lies = number(matrix) == 0 && number(matrix + 16) == 0;
    return lies ? new int[] {height, width} : new int[] {width, height};
  }

  /** A rate that its field cannot hold is left out there, and is that of the track's clock. */
  private Sound sound(Box header, long entry) throws IOException {
    if (bytes(entry + 16, 2).getShort() == 2) {
      return NO_SOUND; // QuickTime's later form, whose fields here are fixed
    }
    long rate = number(entry + 32) >> 16;
    long clock = number(header.from() + (version(header) == 1 ? 20 : 12));
    int channels = bytes(entry + 24, 2).getShort() & 0xffff;
    return new Sound(positive(rate > 0 ? rate : clock), positive(channels));
  }

  private static @Nullable Integer positive(long number) {
    return number > 0 && number <= Integer.MAX_VALUE ? (int) number : null;
  }

  private long samples(List<Box> table) throws IOException {
    var sizes = only(table, "stsz").or(() -> only(table, "stz2"));
    return sizes.isEmpty() ? 0 : number(sizes.get().from() + 8);
  }

  /** One edit that starts at the beginning changes nothing. */
  private boolean edited(List<Box> track) throws IOException {
    var edits = only(track, "edts");
    var list = edits.isEmpty() ? Optional.<Box>empty() : only(children(edits.get()), "elst");
    if (list.isEmpty()) {
      return false;
    }
    long count = number(list.get().from() + 4);
    boolean wide = version(list.get()) == 1;
    return count > 1
        || (count == 1
            && (wide
                ? bytes(list.get().from() + 16, 8).getLong() != 0
                : number(list.get().from() + 12) != 0));
  }

  private long length(List<Box> movie, Track picture) throws IOException {
    var header = only(movie, "mvhd");
    double whole = header.isEmpty() ? 0 : seconds(header.get());
    double seconds = whole > 0 ? whole : picture.seconds();
    long millis = Math.round(seconds * 1000);
    if (millis <= 0 || picture.seconds() <= 0 || picture.samples() == 0) {
      throw new Unreadable("it does not say how long it is");
    }
    return millis;
  }

  /** That of mvhd and mdhd, which begin alike; 0 if it is not known. */
  private double seconds(Box header) throws IOException {
    boolean wide = version(header) == 1;
    long scale = number(header.from() + (wide ? 20 : 12));
    long units = wide ? bytes(header.from() + 24, 8).getLong() : number(header.from() + 16);
    boolean unknown = units < 0 || (!wide && units == 0xffff_ffffL);
    return scale == 0 || unknown ? 0 : (double) units / scale;
  }

  private boolean isQuickTime(List<Box> top) throws IOException {
    var type = only(top, "ftyp");
    return type.isEmpty() || text(type.get().from()).equals("qt  "); // older ones have no ftyp
  }

  private static String codec(String name) {
    return switch (name) {
      case "avc1", "avc3" -> "h264";
      case "hvc1", "hev1" -> "hevc";
      case "av01" -> "av1";
      case "vp08" -> "vp8";
      case "vp09" -> "vp9";
      case "mp4a" -> "aac";
      case "mp4v" -> "mpeg4";
      default -> name.strip().toLowerCase(Locale.ROOT);
    };
  }

  private void personal(List<Box> among, String... types) {
    var wanted = List.of(types);
    among.stream().filter(box -> wanted.contains(box.type())).forEach(personal::add);
  }

  private static Optional<Track> first(List<Track> tracks, String handler) {
    return tracks.stream().filter(track -> track.handler().equals(handler)).findFirst();
  }

  private static Optional<Box> only(List<Box> among, String type) {
    return among.stream().filter(box -> box.type().equals(type)).findFirst();
  }

  private static Box one(List<Box> among, String type) {
    return only(among, type).orElseThrow(() -> new Unreadable("its index is incomplete"));
  }

  private List<Box> children(Box parent) throws IOException {
    var found = new ArrayList<Box>();
    long at = parent.from();
    while (at + 8 <= parent.to()) {
      long size = number(at);
      long from = at + 8;
      if (size == 1) {
        size = bytes(from, 8).getLong();
        from += 8;
      } else if (size == 0) {
        size = parent.to() - at; // to the end
      }
      if (size < from - at || size > parent.to() - at || ++boxes > MAX_BOXES) {
        throw new Unreadable("it is damaged or cut off");
      }
      found.add(new Box(text(at + 4), at, from, at + size));
      at += size;
    }
    return found;
  }

  private int version(Box box) throws IOException {
    return bytes(box.from(), 1).get();
  }

  private long number(long at) throws IOException {
    return bytes(at, 4).getInt() & 0xffff_ffffL;
  }

  private String text(long at) throws IOException {
    return StandardCharsets.ISO_8859_1.decode(bytes(at, 4)).toString();
  }

  private ByteBuffer bytes(long at, int count) throws IOException {
    return Unreadable.orBytes(file, at, count);
  }
}
