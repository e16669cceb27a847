package com.postpilot.sandbox.video;

import com.postpilot.sandbox.media.MediaFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jcodec.common.io.FileChannelWrapper;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.MP4Util;
import org.jcodec.containers.mp4.MP4Util.Atom;
import org.jcodec.containers.mp4.boxes.Box;
import org.jcodec.containers.mp4.boxes.FileTypeBox;
import org.jcodec.containers.mp4.boxes.MovieBox;
import org.jcodec.containers.mp4.boxes.TrakBox;
import org.jcodec.containers.mp4.boxes.VideoSampleEntry;

/**
 * What an MP4 or MOV file says of itself; its frames are not decoded.
 *
 * @param duration of the picture track
 * @param width as it is shown: a video turned by 90° has its sides swapped
 * @param size in bytes
 * @param fastStart whether the index comes before the frames, so that reading can begin at once
 * @param edited whether an edit list leaves out or moves frames
 */
public record VideoFile(
    MediaFormat format,
    Codec codec,
    Duration duration,
    int width,
    int height,
    double framesPerSecond,
    long size,
    boolean fastStart,
    boolean edited) {

  private static final long MAX_INDEX_BYTES = 64L << 20;

  /** How the pictures are coded. */
  public enum Codec {
    H264,
    HEVC,
    OTHER
  }

  /** Reads a file; empty when it is anything but a whole MP4 or MOV with pictures that move. */
  public static Optional<VideoFile> read(Path file) {
    try (var channel = NIOUtils.readableChannel(file.toFile())) {
      var atoms = MP4Util.getRootAtoms(channel);
      return indexed(atoms, channel.size()) ? read(atoms, channel) : Optional.empty();
    } catch (IOException | RuntimeException e) { // jcodec trusts the numbers that it reads
      return Optional.empty();
    }
  }

  public double seconds() {
    return duration.toMillis() / 1000.0;
  }

  public double megabitsPerSecond() {
    return size * 8 / Math.max(seconds(), 0.001) / 1_000_000;
  }

  private static boolean indexed(List<Atom> atoms, long size) {
    return position(atoms, "mdat") >= 0
        && atoms.stream()
            .filter(atom -> atom.getHeader().getFourcc().equals("moov"))
            .anyMatch(moov -> moov.getHeader().getSize() <= MAX_INDEX_BYTES)
        && atoms.stream().allMatch(atom -> atom.getOffset() + atom.getHeader().getSize() <= size);
  }

  private static Optional<VideoFile> read(List<Atom> atoms, FileChannelWrapper channel)
      throws IOException {
    var movie = MP4Util.parseMovieChannel(channel);
    var track = movie == null ? null : movie.getVideoTrack();
    if (track == null || track.getMediaDuration() <= 0 || track.getTimescale() <= 0) {
      return Optional.empty();
    }
    return Optional.of(describe(atoms, channel, movie, track));
  }

  private static VideoFile describe(
      List<Atom> atoms, FileChannelWrapper channel, MovieBox movie, TrakBox track)
      throws IOException {
    var duration =
        Duration.ofMillis(Math.round(track.getMediaDuration() * 1000.0 / track.getTimescale()));
    var size = size(track);
    var turned =
        track.getTrackHeader().isOrientation90() || track.getTrackHeader().isOrientation270();
    return new VideoFile(
        format(atoms, channel),
        codec(track),
        duration,
        turned ? size.getHeight() : size.getWidth(),
        turned ? size.getWidth() : size.getHeight(),
        track.getFrameCount() * 1000.0 / Math.max(1, duration.toMillis()),
        channel.size(),
        position(atoms, "moov") < position(atoms, "mdat"),
        isEdited(movie, track));
  }

  private static MediaFormat format(List<Atom> atoms, FileChannelWrapper channel)
      throws IOException {
    var type = position(atoms, "ftyp");
    if (type < 0) { // QuickTime is older than the box that names the kind
      return MediaFormat.MOV;
    }
    return atoms.get(type).parseBox(channel) instanceof FileTypeBox box
            && !box.getMajorBrand().startsWith("qt")
        ? MediaFormat.MP4
        : MediaFormat.MOV;
  }

  private static Codec codec(TrakBox track) {
    return switch (sample(track).getFourcc()) {
      case "avc1", "avc3" -> Codec.H264;
      case "hvc1", "hev1" -> Codec.HEVC;
      default -> Codec.OTHER;
    };
  }

  private static Size size(TrakBox track) {
    var header = track.getTrackHeader();
    return sample(track) instanceof VideoSampleEntry entry
        ? new Size(entry.getWidth(), entry.getHeight())
        : new Size(Math.round(header.getWidth()), Math.round(header.getHeight()));
  }

  /** Of codecs that jcodec does not know, it reads no more than the name. */
  private static Box sample(TrakBox track) {
    return track.getStsd().getBoxes().getFirst();
  }

  /** One edit that shows the whole track from its beginning changes nothing. */
  private static boolean isEdited(MovieBox movie, TrakBox track) {
    var edits = track.getEdits();
    if (edits == null || edits.isEmpty()) {
      return false;
    }
    var whole = track.getMediaDuration() * movie.getTimescale() / track.getTimescale();
    return edits.size() > 1
        || edits.getFirst().getMediaTime() != 0
        || edits.getFirst().getDuration() < whole;
  }

  private static int position(List<Atom> atoms, String fourcc) {
    for (var i = 0; i < atoms.size(); i++) {
      if (atoms.get(i).getHeader().getFourcc().equals(fourcc)) {
        return i;
      }
    }
    return -1;
  }
}
