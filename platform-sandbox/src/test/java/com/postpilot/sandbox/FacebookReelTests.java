package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jcodec.containers.mp4.Brand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class FacebookReelTests {

  static final PictureServer FILES = new PictureServer();
  static final Movie RIGHT = Movie.UPRIGHT.size(576, 1024);
  static final byte[] VIDEO = RIGHT.bytes();
  static final String PUBLISHED = "ready complete complete complete";

  @LocalServerPort int port;
  Sandbox sandbox;
  Facebook facebook;
  String token;

  @AfterAll
  static void stop() {
    FILES.close();
  }

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
    facebook = new Facebook(sandbox);
    facebook.limit("{'reel_processing_ms': 0}");
    token = facebook.pageToken("linen.and.loam");
  }

  @Test
  void aReelIsBegunUploadedAndPublished() {
    var start = facebook.startReel(token);
    var id = start.text("/video_id");
    assertThat(start.text("/upload_url"))
        .isEqualTo("http://localhost:%d/fb-rupload/video-upload/v26.0/%s".formatted(port, id));
    assertThat(facebook.phases(token, id))
        .isEqualTo("uploading not_started not_started not_started");

    assertThat(facebook.upload(token, id, VIDEO, 0, VIDEO.length).body())
        .isEqualTo("{\"success\":true}");
    assertThat(facebook.phases(token, id))
        .isEqualTo("upload_complete complete not_started not_started");
    assertThat(sandbox.publications()).isEmpty();

    assertThat(facebook.finishReel(token, id, "Loom").body()).isEqualTo("{\"success\":true}");

    assertThat(facebook.phases(token, id)).isEqualTo(PUBLISHED);
    var reel = facebook.reel(token, id);
    assertThat(reel.text("/status/publishing_phase/publish_status")).isEqualTo("published");
    assertThat(reel.text("/permalink_url"))
        .isEqualTo("http://localhost:%d/fb-www/reel/%s/".formatted(port, id));
    assertThat(reel.text("/post_id")).matches("10\\d{13}_\\d+");
    var publication = sandbox.publications().get(0);
    assertThat(publication.path("remote_id").asString()).isEqualTo(id);
    assertThat(publication.path("caption").asString()).isEqualTo("Loom");
    assertThat(publication.at("/media/0/format").asString()).isEqualTo("MP4");
  }

  @Test
  void anUploadGoesOnWhereItStopped() {
    var id = facebook.startReel(token).text("/video_id");
    var half = VIDEO.length / 2;

    var first = facebook.upload(token, id, Arrays.copyOf(VIDEO, half), 0, VIDEO.length);

    assertThat(first.text("/debug_info/type")).isEqualTo("PartialRequestError");
    assertThat(facebook.phases(token, id)).startsWith("uploading in_progress");
    assertThat(
            facebook.reel(token, id).json().at("/status/uploading_phase/bytes_transfered").asInt())
        .isEqualTo(half);
    assertThat(facebook.upload(token, id, VIDEO, 0, VIDEO.length).text("/debug_info/type"))
        .isEqualTo("OffsetInvalidError");
    var rest = Arrays.copyOfRange(VIDEO, half, VIDEO.length);
    assertThat(facebook.upload(token, id, rest, half, VIDEO.length).status()).isEqualTo(200);
    facebook.finishReel(token, id, "");
    assertThat(facebook.phases(token, id)).isEqualTo(PUBLISHED);
  }

  @Test
  void whatArrivedBeforeAnUploadBrokeOffStays() throws IOException {
    var id = facebook.startReel(token).text("/video_id");
    try (var socket = new Socket("localhost", port)) {
      var head =
          """
          POST /fb-rupload/video-upload/v26.0/%s HTTP/1.1
          Host: localhost
          Authorization: OAuth %s
          offset: 0
          file_size: %d
          Content-Length: %d

          """
              .formatted(id, token, VIDEO.length, VIDEO.length)
              .replace("\n", "\r\n");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(VIDEO, 0, 1000);
    }

    await()
        .untilAsserted(
            () -> assertThat(facebook.phases(token, id)).startsWith("uploading in_progress"));
    var rest = Arrays.copyOfRange(VIDEO, 1000, VIDEO.length);
    assertThat(facebook.upload(token, id, rest, 1000, VIDEO.length).status()).isEqualTo(200);
  }

  @Test
  void aVideoCanBeFetchedFromWhereItIs() {
    var id = facebook.startReel(token).text("/video_id");

    assertThat(facebook.uploadFrom(token, id, FILES.file("/reel.mp4", VIDEO)).status())
        .isEqualTo(200);

    facebook.finishReel(token, id, "Fetched");
    assertThat(facebook.phases(token, id)).isEqualTo(PUBLISHED);
  }

  @Test
  void aVideoThatCannotBeFetchedIsRefused() {
    var id = facebook.startReel(token).text("/video_id");

    var reply = facebook.uploadFrom(token, id, FILES.url("/missing.mp4"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/debug_info/type")).isEqualTo("ProcessingFailedError");
    assertThat(reply.json().at("/debug_info/retriable").asBoolean(true)).isFalse();
  }

  @Test
  void whatCannotBeUploadedIsRefused() {
    var id = facebook.startReel(token).text("/video_id");
    var other = facebook.pageToken("fern_and_fable");

    assertThat(facebook.upload(token, id, VIDEO, 0, 10).text("/debug_info/type"))
        .isEqualTo("ProcessingFailedError");
    assertThat(facebook.upload(token, id, VIDEO, 7, VIDEO.length).text("/debug_info/type"))
        .isEqualTo("OffsetInvalidError");
    assertThat(facebook.upload(other, id, VIDEO, 0, VIDEO.length).error()).isEqualTo("100/33");
    assertThat(facebook.upload("made-up", id, VIDEO, 0, VIDEO.length).error()).isEqualTo("190");
    assertThat(facebook.upload(token, "9", VIDEO, 0, VIDEO.length).error()).isEqualTo("100/33");
    assertThat(facebook.uploadFrom(token, id, "").text("/debug_info/type"))
        .isEqualTo("ProcessingFailedError");
  }

  @ParameterizedTest
  @CsvSource({
    "576, 1024, 30, 2.9, 1363128",
    "576, 1024, 1, 91, 1363128",
    "576, 576, 30, 4, 1363040",
    "368, 640, 30, 4, 1363127",
    "576, 1024, 10, 4, 1363129"
  })
  void whatIsNoReelFailsInProcessing(
      int width, int height, int framesPerSecond, double seconds, int code) {
    var video = RIGHT.size(width, height).framesPerSecond(framesPerSecond).seconds(seconds).bytes();
    var id = facebook.uploadedReel(token, video);

    assertThat(facebook.finishReel(token, id, "").status()).isEqualTo(200);

    assertThat(facebook.phases(token, id)).isEqualTo("error complete error not_started");
    assertThat(facebook.reel(token, id).json().at("/status/processing_phase/errors/0/code").asInt())
        .isEqualTo(code);
    assertThat(sandbox.publications()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void whatCannotBePlayedAsAReelFailsInProcessing(byte[] video) {
    var id = facebook.uploadedReel(token, video);

    facebook.finishReel(token, id, "");

    assertThat(facebook.reel(token, id).json().at("/status/processing_phase/errors/0/code").asInt())
        .isEqualTo(6001);
    assertThat(facebook.finishReel(token, id, "").error()).isEqualTo("6000");
  }

  static Stream<byte[]> whatCannotBePlayedAsAReelFailsInProcessing() {
    return Stream.of(
        new byte[] {1, 2, 3},
        RIGHT.brand(Brand.MOV).bytes(),
        RIGHT.bytesCodedAs("av01"),
        RIGHT.bytesHeardAs("Opus", 48_000, 2),
        WebMFilm.UPRIGHT.bytes());
  }

  @Test
  void aReelMayBeHeard() {
    var id = facebook.uploadedReel(token, RIGHT.bytesHeardAs("mp4a", 48_000, 2));
    facebook.finishReel(token, id, "");

    assertThat(facebook.phases(token, id)).isEqualTo(PUBLISHED);
  }

  @Test
  void aReelAppearsWhenItIsProcessed() {
    facebook.limit("{'reel_processing_ms': 300}");
    var id = facebook.uploadedReel(token, VIDEO);

    facebook.finishReel(token, id, "");

    assertThat(facebook.phases(token, id)).isEqualTo("processing complete in_progress in_progress");
    await().untilAsserted(() -> assertThat(facebook.phases(token, id)).isEqualTo(PUBLISHED));
  }

  @Test
  void withoutAStateItStaysADraftThatCanBePublishedLater() {
    var id = facebook.uploadedReel(token, VIDEO);

    facebook.post("/me/video_reels", token, "upload_phase", "finish", "video_id", id);

    assertThat(facebook.reel(token, id).text("/status/publishing_phase/publish_status"))
        .isEqualTo("draft");
    assertThat(sandbox.publications()).isEmpty();
    assertThat(facebook.finishReel(token, id, "").status()).isEqualTo(200);
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void aReelIsPublishedAtMostOnce() {
    var id = facebook.uploadedReel(token, VIDEO);
    facebook.finishReel(token, id, "");

    assertThat(facebook.finishReel(token, id, "").error()).isEqualTo("6000");
    assertThat(facebook.upload(token, id, VIDEO, 0, VIDEO.length).status()).isEqualTo(400);
    assertThat(sandbox.publications()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "upload_phase, dance, 100",
    "video_state, SCHEDULED, 100",
    "video_id, '', 100",
    "video_id, 9000000000000000, 100/33"
  })
  void aFinishThatCannotBeIsRefused(String parameter, String value, String error) {
    var id = facebook.uploadedReel(token, VIDEO);

    assertThat(facebook.finishReel(token, id, "", parameter, value).error()).isEqualTo(error);
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void aReelWhoseVideoIsMissingCannotBeFinished() {
    var id = facebook.startReel(token).text("/video_id");

    assertThat(facebook.finishReel(token, id, "").error()).isEqualTo("6000");
  }

  @Test
  void aDayHasThirtyReels() {
    assertThat(sandbox.get("/_sandbox/limits").json().at("/facebook/reels_per_day").asInt())
        .isEqualTo(30);
    facebook.limit("{'reels_per_day': 1}");
    var begun = facebook.uploadedReel(token, VIDEO);
    facebook.finishReel(token, facebook.uploadedReel(token, VIDEO), "first");

    assertThat(facebook.finishReel(token, begun, "second").error()).isEqualTo("613");
    assertThat(facebook.startReel(token).error()).isEqualTo("613");
    sandbox.turnClock(86_401);
    assertThat(facebook.finishReel(token, begun, "second").status()).isEqualTo(200);
  }

  @Test
  void reelsAreListedApartFromPosts() {
    facebook.publish(token, "message", "a post");
    var id = facebook.uploadedReel(token, VIDEO);
    facebook.startReel(token);
    facebook.finishReel(token, id, "a reel");

    var reels =
        facebook.get(
            "/me/video_reels", token, "fields", "id,description,created_time,permalink_url");

    assertThat(reels.json().path("data")).hasSize(1);
    assertThat(reels.text("/data/0/id")).isEqualTo(id);
    assertThat(reels.text("/data/0/description")).isEqualTo("a reel");
    assertThat(facebook.posts(token).json().path("data"))
        .extracting(post -> post.path("message").asString())
        .containsExactly("a post");
  }

  // --- faults

  @Test
  void aFinishWhoseAnswerIsLostPublishes() {
    var id = facebook.uploadedReel(token, VIDEO);
    facebook.arm("reel_finish", "error_after_apply", "");

    assertThat(facebook.finishReel(token, id, "").error()).isEqualTo("2");

    assertThat(facebook.phases(token, id)).isEqualTo(PUBLISHED);
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void aFinishThatFailsBeforehandCanBeRepeated() {
    var id = facebook.uploadedReel(token, VIDEO);
    facebook.arm("reel_finish", "error_before_apply", "");

    assertThat(facebook.finishReel(token, id, "").error()).isEqualTo("2");

    assertThat(facebook.phases(token, id)).startsWith("upload_complete");
    assertThat(facebook.finishReel(token, id, "").status()).isEqualTo(200);
  }

  @Test
  void anUploadWhoseAnswerIsLostHasArrived() {
    var id = facebook.startReel(token).text("/video_id");
    facebook.arm("reel_upload", "error_after_apply", "");

    assertThat(facebook.upload(token, id, VIDEO, 0, VIDEO.length).error()).isEqualTo("2");

    assertThat(facebook.phases(token, id)).startsWith("upload_complete complete");
  }

  @Test
  void anUploadThatFailsBeforehandLeavesNothingBehind() {
    var id = facebook.startReel(token).text("/video_id");
    facebook.arm("reel_upload", "rate_limited", "");

    assertThat(facebook.upload(token, id, VIDEO, 0, VIDEO.length).error()).isEqualTo("4");

    assertThat(facebook.phases(token, id)).startsWith("uploading not_started");
    assertThat(facebook.upload(token, id, VIDEO, 0, VIDEO.length).status()).isEqualTo(200);
  }

  @Test
  void aBeginningWhoseAnswerIsLostIsHarmless() {
    facebook.arm("reel_start", "error_after_apply", "");

    assertThat(facebook.startReel(token).error()).isEqualTo("2");
    assertThat(facebook.startReel(token).status()).isEqualTo(200);
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void aStatusThatLagsShowsTheReelLater() {
    var id = facebook.uploadedReel(token, VIDEO);
    facebook.arm("reel_finish", "listing_lags", "'delay_ms': 60000");
    facebook.finishReel(token, id, "");

    assertThat(sandbox.publications()).hasSize(1);
    assertThat(facebook.phases(token, id)).startsWith("upload_complete complete not_started");
    assertThat(facebook.get("/me/video_reels", token).json().path("data")).isEmpty();
    sandbox.turnClock(61);
    assertThat(facebook.phases(token, id)).isEqualTo(PUBLISHED);
    assertThat(facebook.get("/me/video_reels", token).json().path("data")).hasSize(1);
  }

  @Test
  void processingCanFail() {
    var id = facebook.uploadedReel(token, VIDEO);
    facebook.arm("reel_finish", "processing_fails", "'error_code': 1363030");

    facebook.finishReel(token, id, "");

    assertThat(facebook.reel(token, id).json().at("/status/processing_phase/errors/0/code").asInt())
        .isEqualTo(1363030);
    assertThat(sandbox.publications()).isEmpty();
  }
}
