package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.postpilot.sandbox.media.MediaFormat;
import com.postpilot.sandbox.video.VideoFile;
import com.postpilot.sandbox.video.VideoFile.Codec;
import com.postpilot.sandbox.video.VideoFile.Sound;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jcodec.containers.mp4.Brand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoFileTests {

  @TempDir Path directory;

  @Test
  void aVideoSaysWhatItIs() {
    var bytes = Movie.UPRIGHT.bytes();
    var video = read(bytes).orElseThrow();

    assertThat(video.format()).isEqualTo(MediaFormat.MP4);
    assertThat(video.codec()).isEqualTo(Codec.H264);
    assertThat(video.duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(video.width()).isEqualTo(368);
    assertThat(video.height()).isEqualTo(640);
    assertThat(video.framesPerSecond()).isCloseTo(30, within(0.01));
    assertThat(video.size()).isEqualTo(bytes.length);
    assertThat(video.fastStart()).isFalse();
    assertThat(video.edited()).isFalse();
    assertThat(video.sound()).isNull();
  }

  @Test
  void aVideoSaysHowItSounds() {
    assertThat(read(Movie.UPRIGHT.bytesHeardAs("mp4a", 48_000, 2)).orElseThrow().sound())
        .isEqualTo(new Sound(true, 48_000, 2));
    assertThat(read(Movie.UPRIGHT.bytesHeardAs("Opus", 48_000, 2)).orElseThrow().sound())
        .matches(sound -> !sound.aac());
  }

  @Test
  void aWebMSaysWhatItIs() {
    var bytes = WebMFilm.UPRIGHT.bytes();
    var video = read(bytes).orElseThrow();

    assertThat(video.format()).isEqualTo(MediaFormat.WEBM);
    assertThat(video.codec()).isEqualTo(Codec.VP9);
    assertThat(video.duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(video.width()).isEqualTo(720);
    assertThat(video.height()).isEqualTo(1280);
    assertThat(video.framesPerSecond()).isCloseTo(30, within(0.01));
    assertThat(video.size()).isEqualTo(bytes.length);
    assertThat(video.sound()).isEqualTo(new Sound(false, 48_000, 2));
    assertThat(read(WebMFilm.UPRIGHT.codec("V_AV1").bytes()).orElseThrow().codec())
        .isEqualTo(Codec.OTHER);
  }

  @Test
  void aRecordedWebMIsMeasuredByItsFrames() {
    var video = read(WebMFilm.UPRIGHT.codec("V_VP8").recorded().bytes()).orElseThrow();

    assertThat(video.codec()).isEqualTo(Codec.VP8);
    assertThat(video.seconds()).isCloseTo(4, within(0.01));
    assertThat(video.framesPerSecond()).isCloseTo(30, within(0.1));
  }

  @Test
  void whatIsNoWebMIsNotReadAsOne() {
    var film = WebMFilm.UPRIGHT.bytes();
    var zeros = film.clone();
    Arrays.fill(zeros, 400, zeros.length, (byte) 0);

    assertThat(read(WebMFilm.UPRIGHT.docType("matroska").bytes())).isEmpty();
    assertThat(read(Arrays.copyOf(film, film.length - 1))).isEmpty();
    assertThat(read(Arrays.copyOf(film, film.length / 2 + 1))).isEmpty();
    assertThat(read(Arrays.copyOf(film, 4))).isEmpty();
    assertThat(read(zeros)).isEmpty();
    assertThat(read(WebMFilm.UPRIGHT.seconds(0).bytes())).isEmpty();
    assertThat(read(WebMFilm.UPRIGHT.size(0, 1280).bytes())).isEmpty();
  }

  @Test
  void quickTimeIsToldFromMp4() {
    assertThat(read(Movie.UPRIGHT.brand(Brand.MOV).bytes()).orElseThrow().format())
        .isEqualTo(MediaFormat.MOV);
  }

  @Test
  void otherCodecsAreToldApart() {
    assertThat(read(Movie.UPRIGHT.bytesCodedAs("hvc1")).orElseThrow().codec())
        .isEqualTo(Codec.HEVC);
    assertThat(read(Movie.UPRIGHT.bytesCodedAs("av01")).orElseThrow().codec())
        .isEqualTo(Codec.OTHER);
  }

  @Test
  void anIndexInFrontOfTheFramesIsAFastStart() {
    assertThat(read(indexFirst(Movie.UPRIGHT.bytes())).orElseThrow().fastStart()).isTrue();
  }

  @Test
  void whatIsNoVideoIsNotReadAsOne() {
    var movie = Movie.UPRIGHT.bytes();
    var lies = movie.clone();
    Arrays.fill(lies, indexOf("moov", movie) + 4, lies.length, (byte) 0x7F);

    assertThat(read(new byte[0])).isEmpty();
    assertThat(read("no video at all".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(read(PictureServer.image("jpeg", 400, 400, Color.PINK))).isEmpty();
    assertThat(read(Arrays.copyOf(movie, movie.length / 2))).isEmpty();
    assertThat(read(Arrays.copyOf(movie, movie.length - 10))).isEmpty();
    assertThat(read(lies)).isEmpty();
    assertThat(read(Movie.UPRIGHT.seconds(0).bytes())).isEmpty();
  }

  private Optional<VideoFile> read(byte[] bytes) {
    try {
      return VideoFile.read(Files.write(directory.resolve("video"), bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Moves the last box, the index, between the first and the second. */
  static byte[] indexFirst(byte[] movie) {
    var text = new String(movie, StandardCharsets.ISO_8859_1);
    var index = indexOf("moov", movie) - 4;
    var first = text.charAt(3);
    return (text.substring(0, first) + text.substring(index) + text.substring(first, index))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int indexOf(String fourcc, byte[] movie) {
    return new String(movie, StandardCharsets.ISO_8859_1).lastIndexOf(fourcc);
  }
}
