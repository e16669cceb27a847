package com.postpilot.sandbox.video;

import com.postpilot.sandbox.media.MediaFormat;
import com.postpilot.sandbox.video.VideoFile.Codec;
import com.postpilot.sandbox.video.VideoFile.Sound;
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
import org.jcodec.containers.mp4.boxes.AudioSampleEntry;
import org.jcodec.containers.mp4.boxes.Box;
import org.jcodec.containers.mp4.boxes.FileTypeBox;
import org.jcodec.containers.mp4.boxes.MovieBox;
import org.jcodec.containers.mp4.boxes.TrakBox;
import org.jcodec.containers.mp4.boxes.VideoSampleEntry;
import org.jspecify.annotations.Nullable;

/** Reads the index of MP4 and MOV files. */
final class Mp4 {

  private static final long MAX_INDEX_BYTES = 64L << 20;

  private Mp4() {}

  /** Empty for a file whose parts are not all there, or that has no pictures that move. */
  static Optional<VideoFile> read(Path file) throws IOException {
    try (var channel = NIOUtils.readableChannel(file.toFile())) {
      var atoms = MP4Util.getRootAtoms(channel);
      return indexed(atoms, channel.size()) ? read(atoms, channel) : Optional.empty();
    }
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
        isEdited(movie, track),
        sound(movie));
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
      case "vp08" -> Codec.VP8;
      case "vp09" -> Codec.VP9;
      default -> Codec.OTHER;
    };
  }

  private static Size size(TrakBox track) {
    var header = track.getTrackHeader();
    return sample(track) instanceof VideoSampleEntry entry
        ? new Size(entry.getWidth(), entry.getHeight())
        : new Size(Math.round(header.getWidth()), Math.round(header.getHeight()));
  }

  private static @Nullable Sound sound(MovieBox movie) {
    var tracks = movie.getAudioTracks();
    if (tracks.isEmpty()) {
      return null;
    }
    return sample(tracks.getFirst()) instanceof AudioSampleEntry entry
        ? new Sound(
            entry.getFourcc().equals("mp4a"),
            Math.round(entry.getSampleRate()),
            entry.getChannelCount())
        : new Sound(false, 0, 0);
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
