package com.postpilot.post.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.post.TestVideos;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VideosTests {
  static final byte[] MP4 = TestVideos.mp4(96, 160, 50, 25);

  @TempDir Path directory;
  final Videos videos = new Videos();

  @Test
  void anMp4SaysWhatItIs() throws IOException {
    var film = videos.prepare(file(MP4), null);

    assertThat(film)
        .isEqualTo(
            new Film(
                "video/mp4",
                96,
                160,
                2_000,
                new Video("mp4", "h264", null, null, null, 25, false, false)));
  }

  @Test
  void anIndexThatStandsFirstIsAFastStart() throws IOException {
    var fast = TestVideos.fastStart(MP4);

    assertThat(TestVideos.indexOf(fast, "moov")).isLessThan(TestVideos.indexOf(fast, "mdat"));
    assertThat(videos.prepare(file(fast), null).video().fastStart()).isTrue();
  }

  @Test
  void aVideoIsAsWideAsItIsSeen() throws IOException {
    var film = videos.prepare(file(TestVideos.turned(MP4)), null);

    assertThat(film.width()).isEqualTo(160);
    assertThat(film.height()).isEqualTo(96);
  }

  @Test
  void aQuickTimeFileIsToldFromAnMp4() throws IOException {
    var mov = MP4.clone();
    System.arraycopy("qt  ".getBytes(StandardCharsets.US_ASCII), 0, mov, 8, 4);

    var film = videos.prepare(file(mov), null);

    assertThat(film.type()).isEqualTo("video/quicktime");
    assertThat(film.video().container()).isEqualTo("mov");
  }

  @Test
  void whereItWasTakenIsForgottenAndNothingElse() throws IOException {
    var place = "+52.5200+013.4050/";
    var file = file(TestVideos.located(MP4, place));
    assertThat(text(file)).contains(place);

    videos.prepare(file, null);

    assertThat(text(file)).doesNotContain(place).doesNotContain("udta");
    assertThat(Arrays.copyOf(Files.readAllBytes(file), TestVideos.indexOf(MP4, "moov") - 4))
        .isEqualTo(Arrays.copyOf(MP4, TestVideos.indexOf(MP4, "moov") - 4));
    assertThat(videos.prepare(file, null).durationMs()).isEqualTo(2_000);
  }

  @Test
  void aVideoSaysWhatItsSoundIs() throws IOException {
    var stereo = videos.prepare(file(TestVideos.sounding(MP4, 44_100, 2)), null).video();
    var studio = videos.prepare(file(TestVideos.sounding(MP4, 96_000, 6)), null).video();

    assertThat(stereo).isEqualTo(new Video("mp4", "h264", "aac", 44_100, 2, 25, false, false));
    assertThat(studio.audioRate()).isEqualTo(96_000);
    assertThat(studio.audioChannels()).isEqualTo(6);
  }

  @Test
  void aWebMSaysWhatItIs() throws IOException {
    assertThat(videos.prepare(file(webM("webm", 12_500, 33_333_333)), null))
        .isEqualTo(
            new Film(
                "video/webm",
                720,
                1280,
                12_500,
                new Video("webm", "vp9", "opus", null, null, 30, true, false)));
  }

  @Test
  void aRefusalSaysWhatIsWrong() throws IOException {
    assertThat(refusal(webM("matroska", 12_500, 33_333_333))).contains("Matroska");
    assertThat(refusal(webM("webm", 0, 33_333_333))).contains("how long");
    assertThat(refusal(webM("webm", 12_500, 0))).contains("pictures a second");
    assertThat(refusal(Arrays.copyOf(MP4, MP4.length / 2))).contains("cut off");
    assertThat(refusal(Arrays.copyOf(MP4, TestVideos.indexOf(MP4, "moov") - 4)))
        .contains("no index");
    assertThat(refusal(replaced(MP4, "vide", "hint"))).contains("no picture");
    assertThat(refusal(replaced(MP4, "mdhd", "free"))).contains("incomplete");
    assertThat(refusal("....ftypisom".getBytes(StandardCharsets.US_ASCII))).contains("cut off");
  }

  /** Sizes and counts that lie must cost neither memory nor time, nor end in anything but a 415. */
  @Test
  void aFileThatLiesIsRefusedOrReadButNeverAFault() throws IOException {
    var random = new Random(11);
    int index = TestVideos.indexOf(MP4, "moov");
    for (int i = 0; i < 2_000; i++) {
      var lying = MP4.clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        lying[random.nextInt(index, lying.length)] = (byte) random.nextInt(256);
      }
      takenOrRefused(lying);
      var webM = webM("webm", 12_500, 33_333_333);
      webM[random.nextInt(webM.length)] = (byte) random.nextInt(256);
      takenOrRefused(webM);
    }
  }

  private void takenOrRefused(byte[] bytes) throws IOException {
    try {
      assertThat(videos.prepare(file(bytes), null).durationMs()).isPositive();
    } catch (Problem refused) {
      assertThat(refused.code()).isEqualTo(ProblemCode.UNSUPPORTED_MEDIA);
    }
  }

  @Test
  void whatBeginsLikeAVideoIsToldFromPictures() {
    assertThat(Videos.begins(head("ftypisom"))).isTrue();
    assertThat(Videos.begins(head("ftypqt  "))).isTrue();
    assertThat(Videos.begins(head("ftypheic"))).isFalse();
    assertThat(Videos.begins(head("ftypavif"))).isFalse();
    assertThat(Videos.begins(new byte[] {(byte) 0xff, (byte) 0xd8})).isFalse();
  }

  private String refusal(byte[] bytes) throws IOException {
    var file = file(bytes);
    var problem = catchThrowableOfType(Problem.class, () -> videos.prepare(file, "url"));
    assertThat(problem.code()).isEqualTo(ProblemCode.UNSUPPORTED_MEDIA);
    assertThat(problem.errors().getFirst().field()).isEqualTo("url");
    return problem.getMessage();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("video"), bytes);
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static byte[] head(String text) {
    return ("\0\0\0 " + text).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] replaced(byte[] bytes, String what, String by) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(what, by)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] webM(String docType, double millis, int nanosPerPicture) {
    return join(
        element(0x1a45dfa3, element(0x4282, docType.getBytes(StandardCharsets.US_ASCII))),
        element(
            0x18538067,
            element(
                0x1549a966,
                element(0x2ad7b1, number(1_000_000)),
                element(0x4489, ByteBuffer.allocate(8).putDouble(millis).array())),
            element(
                0x1654ae6b,
                element(
                    0xae,
                    element(0x83, number(1)),
                    element(0x86, "V_VP9".getBytes(StandardCharsets.US_ASCII)),
                    element(0x23e383, number(nanosPerPicture)),
                    element(0xe0, element(0xb0, number(720)), element(0xba, number(1280)))),
                element(
                    0xae,
                    element(0x83, number(2)),
                    element(0x86, "A_OPUS".getBytes(StandardCharsets.US_ASCII)))),
            element(0x1f43b675, new byte[200])));
  }

  private static byte[] element(int id, byte[]... content) {
    var inside = join(content);
    var bytes = new ByteArrayOutputStream();
    for (int shift = 24; shift >= 0; shift -= 8) {
      if (id >>> shift != 0) {
        bytes.write(id >>> shift);
      }
    }
    bytes.write(0x40 | inside.length >> 8);
    bytes.write(inside.length);
    bytes.writeBytes(inside);
    return bytes.toByteArray();
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] join(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (var part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
