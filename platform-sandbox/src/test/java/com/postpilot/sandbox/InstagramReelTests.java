package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class InstagramReelTests {

  static final PictureServer FILES = new PictureServer();
  static final String SQUARE = FILES.jpeg(400, 400, Color.ORANGE);
  static final String VIDEO = FILES.file("/video.mp4", Movie.UPRIGHT.bytes());

  @LocalServerPort int port;
  Sandbox sandbox;
  String token;

  @AfterAll
  static void stop() {
    FILES.close();
  }

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
    sandbox.limit("{'processing_ms': 0, 'video_processing_ms': 0}");
    token = sandbox.connect("linen.and.loam");
  }

  @Test
  void aReelGoesFromContainerToPost() {
    var container = createReel(VIDEO, "caption", "Slow linen #slow").text("/id");
    assertThat(sandbox.status(token, container)).isEqualTo("FINISHED");
    var media = sandbox.publish(token, container).text("/id");

    var post =
        sandbox.get(
            "/ig-graph/v26.0/" + media,
            "fields",
            "permalink,shortcode,media_type,media_product_type,caption",
            "access_token",
            token);
    assertThat(post.text("/media_type")).isEqualTo("VIDEO");
    assertThat(post.text("/media_product_type")).isEqualTo("REELS");
    assertThat(post.text("/caption")).isEqualTo("Slow linen #slow");
    var path = "/ig-www/reel/" + post.text("/shortcode") + "/";
    assertThat(post.text("/permalink")).isEqualTo("http://localhost:" + port + path);
    assertThat(sandbox.get(path).body()).contains("<video", "Slow linen");

    var publication = sandbox.publications().get(0);
    assertThat(publication.path("media_count").asInt()).isEqualTo(1);
    var file = "/media/" + publication.at("/media/0/sha256").asString() + ".mp4";
    assertThat(sandbox.get(file).header("Content-Type")).isEqualTo("video/mp4");
  }

  @Test
  void aVideoTakesItsTime() {
    sandbox.limit("{'video_processing_ms': 60000}");
    var container = createReel(VIDEO).text("/id");

    assertThat(sandbox.status(token, container)).isEqualTo("IN_PROGRESS");
    assertThat(sandbox.publish(token, container).error()).isEqualTo("9007/2207027");
    sandbox.turnClock(61);
    assertThat(sandbox.status(token, container)).isEqualTo("FINISHED");
    assertThat(sandbox.publish(token, container).status()).isEqualTo(200);
  }

  @Test
  void whatIsWrongWithAVideoShowsInTheStatusOfItsContainer() {
    assertThat(failure(FILES.url("/missing.mp4"))).contains("2207052");
    assertThat(failure(FILES.url("/never-answers"))).contains("2207003");
    assertThat(failure(SQUARE)).contains("2207026");
    assertThat(failure(file("text", "no video".getBytes(StandardCharsets.UTF_8))))
        .contains("2207026");
    assertThat(failure(file("codec", Movie.UPRIGHT.bytesCodedAs("av01")))).contains("2207026");
    assertThat(failure(file("webm", WebMFilm.UPRIGHT.bytes()))).contains("2207026");
    assertThat(failure(heard("Opus", 48_000, 2))).contains("2207026");
    assertThat(failure(heard("mp4a", 64_000, 2))).contains("2207026");
    assertThat(failure(heard("mp4a", 48_000, 6))).contains("2207026");
    assertThat(failure(file("short", Movie.UPRIGHT.seconds(2).bytes()))).contains("2207026");
    assertThat(failure(file("slow", Movie.UPRIGHT.framesPerSecond(15).bytes())))
        .contains("2207026");
    assertThat(failure(file("wide", Movie.UPRIGHT.size(1936, 160).bytes()))).contains("2207026");
    assertThat(failure(file("heavy", Movie.UPRIGHT.padded(13_000_000)))).contains("2207026");
    assertThat(failure(VIDEO, "thumb_offset", "4001")).contains("2207057");
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void aVideoThatFailedCannotBePublished() {
    var container = createReel(FILES.url("/missing.mp4")).text("/id");

    assertThat(sandbox.publish(token, container).error()).isEqualTo("-1/2207053");
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void videosWithoutFastStartAreRefusedOnDemand() {
    sandbox.limit("{'plain_videos_only': true}");

    assertThat(failure(VIDEO)).contains("2207026");
    var plain = file("plain", VideoFileTests.indexFirst(Movie.UPRIGHT.bytes()));
    assertThat(sandbox.status(token, createReel(plain).text("/id"))).isEqualTo("FINISHED");
  }

  @Test
  void aCarouselMixesPicturesAndVideos() {
    var picture = sandbox.createItem(token, SQUARE).text("/id");
    var video = createVideoItem(VIDEO).text("/id");
    var carousel = sandbox.createCarousel(token, picture + "," + video, "Both").text("/id");
    sandbox.publish(token, carousel);

    var publication = sandbox.publications().get(0);
    assertThat(publication.at("/media/0/format").asString()).isEqualTo("JPEG");
    assertThat(publication.at("/media/1/format").asString()).isEqualTo("MP4");
    assertThat(sandbox.list(token, "fields", "media_type").text("/data/0/media_type"))
        .isEqualTo("CAROUSEL_ALBUM");
  }

  @Test
  void aCarouselWaitsForItsVideos() {
    sandbox.limit("{'video_processing_ms': 60000}");
    var items =
        sandbox.createItem(token, SQUARE).text("/id") + "," + createVideoItem(VIDEO).text("/id");

    assertThat(sandbox.createCarousel(token, items, "").error()).isEqualTo("9007/2207027");
    sandbox.turnClock(61);
    assertThat(sandbox.createCarousel(token, items, "").error()).isEqualTo("none");
  }

  @Test
  void aCarouselRefusesAVideoThatFailed() {
    var items =
        sandbox.createItem(token, SQUARE).text("/id")
            + ","
            + createVideoItem(FILES.url("/missing.mp4")).text("/id");

    assertThat(sandbox.createCarousel(token, items, "").error()).isEqualTo("-1/2207053");
  }

  @Test
  void aVideoByItselfIsAReelAndAReelIsNoItem() {
    assertThat(sandbox.create(token, "media_type", "VIDEO", "video_url", VIDEO).error())
        .isEqualTo("100/2207023");
    assertThat(createReel(VIDEO, "is_carousel_item", "true").error()).isEqualTo("100");
    assertThat(sandbox.create(token, "media_type", "REELS").error()).isEqualTo("100");
  }

  private Reply createReel(String url, String... more) {
    return sandbox.create(
        token, Sandbox.with(new String[] {"media_type", "REELS", "video_url", url}, more));
  }

  private Reply createVideoItem(String url) {
    return sandbox.create(
        token, "media_type", "VIDEO", "video_url", url, "is_carousel_item", "true");
  }

  private static String heard(String fourcc, int hertz, int channels) {
    return file(fourcc + hertz + channels, Movie.UPRIGHT.bytesHeardAs(fourcc, hertz, channels));
  }

  private String failure(String url, String... more) {
    var container = createReel(url, more).text("/id");
    assertThat(sandbox.status(token, container)).isEqualTo("ERROR");
    return sandbox.poll(token, container).text("/status");
  }

  private static String file(String name, byte[] bytes) {
    return FILES.file("/" + name + ".mp4", bytes);
  }
}
