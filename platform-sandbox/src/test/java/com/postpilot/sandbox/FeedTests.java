package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class FeedTests {

  static final PictureServer PICTURES = new PictureServer();
  static final String SQUARE = PICTURES.jpeg(400, 400, Color.ORANGE);

  @LocalServerPort int port;
  Sandbox sandbox;

  @AfterAll
  static void stop() {
    PICTURES.close();
  }

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
    sandbox.limit("{'processing_ms': 0}");
  }

  @Test
  void anEmptyFeedSaysHowToFillIt() {
    assertThat(sandbox.get("/").body()).contains("Nothing published yet");
  }

  @Test
  void aPostShowsWithItsPictureAndItsCaptionEscaped() {
    publish("Tea & <script>alert('x')</script>");

    var feed = sandbox.get("/");

    assertThat(feed.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(feed.header("Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(feed.body())
        .contains("linen.and.loam", "just now")
        .contains("Tea &amp; &lt;script&gt;")
        .doesNotContain("<script>");
    var picture = feed.body().replaceFirst("(?s).*(/media/[0-9a-f]{64}\\.jpeg).*", "$1");
    assertThat(sandbox.get(picture).header("Content-Type")).isEqualTo("image/jpeg");
  }

  @Test
  void aPageShowsWhatItSaysAndWhereItPoints() {
    var facebook = new Facebook(sandbox);
    var token = facebook.pageToken("fern_and_fable");
    var id =
        facebook
            .publish(token, "message", "<b>New</b> in", "link", "https://shop.example/new?a=1&b=2")
            .text("/id");

    var feed = sandbox.get("/").body();

    assertThat(feed)
        .contains("fern_and_fable", "Facebook", "&lt;b&gt;New&lt;/b&gt; in", "shop.example")
        .contains("href=\"https://shop.example/new?a&#x3D;1&amp;b&#x3D;2\"");
    var permalink = "/fb-www/" + id.replace("_", "/posts/") + "/";
    assertThat(feed).contains(permalink);
    assertThat(sandbox.get(permalink).body()).contains("New").doesNotContain("Nothing published");
  }

  @Test
  void aReelCanBePlayedAndSoughtIn() {
    var facebook = new Facebook(sandbox);
    facebook.limit("{'reel_processing_ms': 0}");
    var token = facebook.pageToken("fern_and_fable");
    var id = facebook.uploadedReel(token, FacebookReelTests.VIDEO);
    facebook.finishReel(token, id, "Loom");

    var feed = sandbox.get("/fb-www/reel/" + id + "/");

    assertThat(feed.header("Content-Security-Policy")).contains("media-src 'self'");
    var video = feed.body().replaceFirst("(?s).*<video src=\"(/media/[^\"]*)\".*", "$1");
    var piece = sandbox.send(sandbox.request("GET", video, "").header("Range", "bytes=0-9"));
    assertThat(piece.status()).isEqualTo(206);
    assertThat(piece.header("Content-Type")).isEqualTo("video/mp4");
  }

  @ParameterizedTest
  @CsvSource({
    "SELF_ONLY, Only quiet.kiln sees this",
    "MUTUAL_FOLLOW_FRIENDS, Only friends see this",
    "FOLLOWER_OF_CREATOR, Only followers see this"
  })
  void aPostThatNotEverybodySeesSaysSo(String privacy, String mark) {
    sandbox.limit("tiktok", "{'processing_ms': 0}");
    var tiktok = new TikTok(sandbox);
    var token = tiktok.connect("quiet.kiln", "sandbox_private", "1");
    var publishId = tiktok.initPhotos(token, TikTok.info(privacy, "Kiln"), SQUARE);
    tiktok.awaitStatus(token, publishId.text("/data/publish_id"), "PUBLISH_COMPLETE");

    assertThat(sandbox.get("/").body()).contains(mark);
    var permalink = sandbox.publications().at("/0/path").asString();
    assertThat(sandbox.get(permalink).body()).contains(mark);
  }

  @Test
  void aPostForEverybodyIsNotMarked() {
    publish("for everybody");

    assertThat(sandbox.get("/").body()).doesNotContain("class=\"limited\"");
  }

  @Test
  void thePermalinkOfAPostLeadsToIt() {
    var token = publish("first");
    publish("second");

    var list = sandbox.list(token, "fields", "permalink,caption");
    var path = list.text("/data/1/permalink").replaceFirst("http://localhost:\\d+", "");

    assertThat(sandbox.get(path).body()).contains("first").doesNotContain("second");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ig-www/p/nothing/",
        "/media/0000000000000000000000000000000000000000000000000000000000000000.jpeg",
        "/media/..%2fjournal.jsonl",
        "/media/journal.jpg",
        "/avatars/%3Cscript%3E.svg",
        "/nothing"
      })
  void whatIsNotThereIsNotFound(String path) {
    assertThat(sandbox.get(path).status()).isIn(400, 404);
  }

  private String publish(String caption) {
    var token = sandbox.connect("linen.and.loam");
    sandbox.publish(token, sandbox.finishedImage(token, SQUARE, caption));
    return token;
  }
}
