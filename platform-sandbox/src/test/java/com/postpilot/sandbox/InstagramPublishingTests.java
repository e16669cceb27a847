package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SandboxTest
class InstagramPublishingTests {

  static final PictureServer PICTURES = new PictureServer();
  static final String SQUARE = PICTURES.jpeg(400, 400, Color.ORANGE);
  static final String WIDE = PICTURES.jpeg(400, 300, Color.CYAN);

  @LocalServerPort int port;
  Sandbox sandbox;
  String token;

  @AfterAll
  static void stop() {
    PICTURES.close();
  }

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
    sandbox.limit("{'processing_ms': 0}");
    token = sandbox.connect("linen.and.loam");
  }

  @Test
  void anImageGoesFromContainerToPost() {
    var container = sandbox.createImage(token, SQUARE, "Fresh linen #slow").text("/id");
    assertThat(container).matches("179\\d{14}");
    assertThat(sandbox.status(token, container)).isEqualTo("FINISHED");

    var media = sandbox.publish(token, container).text("/id");

    assertThat(media).matches("180\\d{14}");
    assertThat(sandbox.status(token, container)).isEqualTo("PUBLISHED");
    var post =
        sandbox.get(
            "/ig-graph/v26.0/" + media,
            "fields",
            "id,permalink,shortcode,media_type,media_product_type,timestamp,caption",
            "access_token",
            token);
    assertThat(post.text("/caption")).isEqualTo("Fresh linen #slow");
    assertThat(post.text("/media_type")).isEqualTo("IMAGE");
    assertThat(post.text("/media_product_type")).isEqualTo("FEED");
    assertThat(post.text("/timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000");
    assertThat(post.text("/permalink"))
        .isEqualTo("http://localhost:" + port + "/ig-www/p/" + post.text("/shortcode") + "/");
    assertThat(PICTURES.userAgents).anyMatch(agent -> agent.startsWith("facebookexternalhit/"));
  }

  @Test
  void aPublicationIsRecordedAsFollowersSeeIt() {
    var container = sandbox.finishedImage(token, SQUARE, "Fresh linen\n\n#slow");

    var media = sandbox.publish(token, container).text("/id");

    assertThat(sandbox.publications()).hasSize(1);
    var publication = sandbox.publications().get(0);
    assertThat(publication.path("platform").asString()).isEqualTo("INSTAGRAM");
    assertThat(publication.path("account").asString()).isEqualTo(sandbox.userId(token));
    assertThat(publication.path("remote_id").asString()).isEqualTo(media);
    assertThat(publication.path("source_id").asString()).isEqualTo(container);
    assertThat(publication.path("caption").asString()).isEqualTo("Fresh linen\n\n#slow");
    assertThat(publication.path("media_count").asInt()).isEqualTo(1);
    assertThat(publication.at("/media/0/sha256").asString()).matches("[0-9a-f]{64}");
    assertThat(publication.path("requested_at").asString())
        .isLessThanOrEqualTo(publication.path("published_at").asString());
  }

  @Test
  void aCarouselKeepsTheOrderOfItsItems() {
    var square = sandbox.createItem(token, SQUARE).text("/id");
    var wide = sandbox.createItem(token, WIDE).text("/id");
    var carousel = sandbox.createCarousel(token, wide + "," + square, "Two").text("/id");

    var media = sandbox.publish(token, carousel).text("/id");

    var post =
        sandbox.get("/ig-graph/v26.0/" + media, "fields", "media_type", "access_token", token);
    assertThat(post.text("/media_type")).isEqualTo("CAROUSEL_ALBUM");
    sandbox.publish(token, sandbox.finishedImage(token, WIDE, "One"));
    var carouselPost = sandbox.publications().get(0);
    var imagePost = sandbox.publications().get(1);
    assertThat(carouselPost.path("media_count").asInt()).isEqualTo(2);
    assertThat(carouselPost.at("/media/0")).isEqualTo(imagePost.at("/media/0"));
  }

  @Test
  void parametersMayComeAsJsonOrInTheQuery() {
    var path = "/ig-graph/v26.0/me/media";
    var json =
        sandbox.postJson(
            path,
            """
            {"image_url": "%s", "is_carousel_item": true, "access_token": "%s"}"""
                .formatted(SQUARE, token));
    var query =
        sandbox.post(
            path
                + "?"
                + Sandbox.encode(
                    "image_url", WIDE, "is_carousel_item", "true", "access_token", token));
    var carousel =
        sandbox.postJson(
            path + "?access_token=" + token,
            """
            {"media_type": "CAROUSEL", "children": ["%s", "%s"]}"""
                .formatted(json.text("/id"), query.text("/id")));

    assertThat(carousel.text("/id")).matches("179\\d{14}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"image_url\":", "[1]", "\"text\"", ""})
  void aBodyThatIsNoJsonObjectIsRefused(String body) {
    var reply = sandbox.postJson("/ig-graph/v26.0/me/media?access_token=" + token, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo("100");
  }

  @Test
  void parametersThatAreTooManyToBeReadAreRefused() {
    assertThat(sandbox.create(token, "caption", "x".repeat(3_000_000)).error()).isEqualTo("100");
  }

  @Test
  void whatIsNoFeedPictureIsRefusedWhenTheContainerIsMade() {
    var jpeg = PictureServer.image("jpeg", 400, 400, Color.PINK);
    var png = PictureServer.image("png", 400, 400, Color.PINK);

    assertThat(refusal(PICTURES.file("/png.jpg", png))).isEqualTo("36001/2207005");
    assertThat(refusal(PICTURES.file("/cut.jpg", Arrays.copyOf(jpeg, 200))))
        .isEqualTo("36001/2207005");
    assertThat(refusal(PICTURES.file("/two.jpg", multiPicture(jpeg)))).isEqualTo("36001/2207005");
    assertThat(refusal(PICTURES.file("/empty.jpg", new byte[0]))).isEqualTo("36001/2207005");
    assertThat(refusal(PICTURES.file("/big.jpg", new byte[8 * 1024 * 1024 + 1])))
        .isEqualTo("36000/2207004");
    assertThat(refusal(PICTURES.jpeg(399, 500, Color.RED))).isEqualTo("36003/2207009");
    assertThat(refusal(PICTURES.jpeg(192, 100, Color.RED))).isEqualTo("36003/2207009");
    assertThat(refusal(PICTURES.jpeg(400, 500, Color.RED))).isEqualTo("none");
    assertThat(refusal(PICTURES.jpeg(191, 100, Color.RED))).isEqualTo("none");
  }

  @Test
  void whatCannotBeFetchedIsRefusedWhenTheContainerIsMade() {
    assertThat(refusal(PICTURES.url("/missing.jpg"))).isEqualTo("9004/2207052");
    assertThat(refusal("http://localhost:1/nobody-listens.jpg")).isEqualTo("9004/2207052");
    assertThat(refusal("http://example.com/not-https.jpg")).isEqualTo("9004/2207052");
    assertThat(refusal("file:///etc/passwd")).isEqualTo("9004/2207052");
    assertThat(refusal("http:///no-host.jpg")).isEqualTo("9004/2207052");
    assertThat(refusal("https://")).isEqualTo("9004/2207052");
    assertThat(refusal("no url at all")).isEqualTo("9004/2207052");
    assertThat(refusal("")).isEqualTo("100");
    assertThat(refusal(PICTURES.url("/never-answers"))).isEqualTo("-2/2207003");
    assertThat(refusal(PICTURES.url("/stalls-in-the-middle"))).isEqualTo("-2/2207003");
  }

  @Test
  void aCaptionHasItsLimits() {
    assertThat(captionRefusal("x".repeat(2201))).isEqualTo("36004/2207010");
    assertThat(captionRefusal("#tag ".repeat(31))).isEqualTo("100/2207040");
    assertThat(captionRefusal("@shop ".repeat(21))).isEqualTo("100/2207040");
    assertThat(captionRefusal("🌿".repeat(2200))).isEqualTo("none");
    assertThat(captionRefusal("#tag ".repeat(30) + "@shop ".repeat(20) + "me@shop.example"))
        .isEqualTo("none");
  }

  @Test
  void anAltTextHasItsLimit() {
    var tooLong = sandbox.create(token, "image_url", SQUARE, "alt_text", "x".repeat(1001));

    assertThat(tooLong.error()).isEqualTo("100");
  }

  @Test
  void aCarouselHasTwoToTenItemsThatAreItsOwn() {
    var item = sandbox.createItem(token, SQUARE).text("/id");
    var single = sandbox.createImage(token, SQUARE, "").text("/id");
    var foreign = sandbox.createItem(sandbox.connect("northlight.ceramics"), SQUARE).text("/id");

    assertThat(carouselRefusal(item)).isEqualTo("100/2207028");
    assertThat(carouselRefusal(String.join(",", Collections.nCopies(11, item))))
        .isEqualTo("100/2207028");
    assertThat(carouselRefusal(item + ",17900000000000000")).isEqualTo("24/2207006");
    assertThat(carouselRefusal(item + "," + single)).isEqualTo("24/2207006");
    assertThat(carouselRefusal(item + "," + foreign)).isEqualTo("24/2207006");
    assertThat(carouselRefusal(String.join(",", Collections.nCopies(10, item)))).isEqualTo("none");
  }

  @Test
  void aCarouselWaitsForItsItems() {
    sandbox.limit("{'processing_ms': 60000}");
    var items =
        sandbox.createItem(token, SQUARE).text("/id")
            + ","
            + sandbox.createItem(token, WIDE).text("/id");
    assertThat(carouselRefusal(items)).isEqualTo("9007/2207027");

    sandbox.turnClock(61);
    assertThat(carouselRefusal(items)).isEqualTo("none");

    sandbox.turnClock(86_401);
    assertThat(carouselRefusal(items)).isEqualTo("-2/2207020");
  }

  @ParameterizedTest
  @ValueSource(strings = {"STORIES", "VIDEO", "HOLOGRAM"})
  void mediaTypesThatTheSandboxDoesNotTakeAreRefused(String mediaType) {
    assertThat(sandbox.create(token, "media_type", mediaType).error()).isEqualTo("100/2207023");
  }

  @Test
  void aContainerIsNotReadyBeforeItIsProcessed() {
    sandbox.limit("{'processing_ms': 60000}");
    var container = sandbox.createImage(token, SQUARE, "").text("/id");
    assertThat(sandbox.status(token, container)).isEqualTo("IN_PROGRESS");
    assertThat(sandbox.publish(token, container).error()).isEqualTo("9007/2207027");

    sandbox.turnClock(61);

    assertThat(sandbox.status(token, container)).isEqualTo("FINISHED");
    assertThat(sandbox.publish(token, container).status()).isEqualTo(200);
  }

  @Test
  void processingTakesRealTime() {
    sandbox.limit("{'processing_ms': 300}");
    var container = sandbox.createImage(token, SQUARE, "").text("/id");

    assertThat(sandbox.status(token, container)).isEqualTo("IN_PROGRESS");
    sandbox.awaitStatus(token, container, "FINISHED");
  }

  @Test
  void aContainerExpiresAfterADay() {
    var container = sandbox.finishedImage(token, SQUARE, "");

    sandbox.turnClock(86_401);

    assertThat(sandbox.status(token, container)).isEqualTo("EXPIRED");
    assertThat(sandbox.publish(token, container).error()).isEqualTo("-2/2207020");
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void aContainerIsPublishedOnceHoweverOftenItIsAskedFor() {
    var container = sandbox.finishedImage(token, SQUARE, "once");
    assertThat(sandbox.publish(token, container).status()).isEqualTo(200);

    assertThat(sandbox.publish(token, container).error()).isEqualTo("24/2207006");

    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void ofManyPublishesAtTheSameTimeOneSucceeds() {
    var container = sandbox.finishedImage(token, SQUARE, "race");

    var replies =
        IntStream.range(0, 20).mapToObj(i -> sandbox.publishAsync(token, container)).toList();

    assertThat(statuses(replies)).containsOnlyOnce(200);
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void somebodyElsesContainerDoesNotExist() {
    var container = sandbox.finishedImage(token, SQUARE, "");
    var other = sandbox.connect("northlight.ceramics");

    assertThat(sandbox.publish(other, container).error()).isEqualTo("24/2207006");
    assertThat(sandbox.poll(other, container).error()).isEqualTo("100/33");
  }

  @Test
  void somebodyElsesPostDoesNotExist() {
    var media = sandbox.publish(token, sandbox.finishedImage(token, SQUARE, "")).text("/id");
    var other = sandbox.connect("northlight.ceramics");

    assertThat(sandbox.get("/ig-graph/v26.0/" + media, "access_token", other).error())
        .isEqualTo("100/33");
  }

  @Test
  void aCarouselItemIsNoPost() {
    var item = sandbox.createItem(token, SQUARE).text("/id");

    assertThat(sandbox.publish(token, item).error()).isEqualTo("100");
  }

  @Test
  void thePublishingQuotaRollsOverADay() {
    sandbox.limit("{'posts_per_day': 2}");
    sandbox.publish(token, sandbox.finishedImage(token, SQUARE, "1"));
    sandbox.turnClock(3600);
    sandbox.publish(token, sandbox.finishedImage(token, SQUARE, "2"));
    var third = sandbox.finishedImage(token, SQUARE, "3");
    assertThat(sandbox.publish(token, third).error()).isEqualTo("9/2207042");
    assertThat(quota().path("quota_usage").asInt()).isEqualTo(2);
    assertThat(quota().at("/config/quota_total").asInt()).isEqualTo(2);
    assertThat(quota().at("/config/quota_duration").asInt()).isEqualTo(86_400);

    sandbox.turnClock(86_400 + 60);

    assertThat(quota().path("quota_usage").asInt()).isEqualTo(1);
    assertThat(sandbox.publish(token, third).status()).isEqualTo(200);
  }

  @Test
  void theQuotaIsCountedOverADayAtMost() {
    var path = "/ig-graph/v26.0/me/content_publishing_limit";

    assertThat(sandbox.get(path, "since", "1", "access_token", token).error()).isEqualTo("100");
  }

  @Test
  void containersHaveAQuotaToo() {
    sandbox.limit("{'containers_per_day': 1}");
    sandbox.createImage(token, SQUARE, "");

    assertThat(sandbox.createImage(token, SQUARE, "").error()).isEqualTo("9/2207042");
  }

  @Test
  void theListIsNewestFirstAndGoesOnByCursor() {
    List.of("1", "2", "3")
        .forEach(caption -> sandbox.publish(token, sandbox.finishedImage(token, SQUARE, caption)));

    var page = sandbox.list(token, "fields", "id,caption", "limit", "2");
    var cursor = page.text("/paging/cursors/after");
    var next = sandbox.list(token, "fields", "caption", "limit", "2", "after", cursor);

    assertThat(page.json().path("data")).hasSize(2);
    assertThat(page.text("/data/0/caption")).isEqualTo("3");
    assertThat(page.text("/data/1/caption")).isEqualTo("2");
    assertThat(page.text("/paging/next")).contains("after=", "limit=2", "access_token=");
    assertThat(next.json().path("data")).hasSize(1);
    assertThat(next.text("/data/0/caption")).isEqualTo("1");
    assertThat(next.json().path("paging").has("next")).isFalse();
  }

  @Test
  void aLinkToTheNextPageDoesNotRepeatATokenFromTheHeader() {
    sandbox.publish(token, sandbox.finishedImage(token, SQUARE, "1"));
    sandbox.publish(token, sandbox.finishedImage(token, SQUARE, "2"));

    var page = sandbox.getWithBearer("/ig-graph/v26.0/me/media?limit=1", token);

    assertThat(page.text("/paging/next")).contains("after=").doesNotContain("access_token");
  }

  @ParameterizedTest
  @CsvSource({"limit, 0", "limit, 101", "limit, many", "after, nowhere"})
  void aPageThatCannotBeIsRefused(String parameter, String value) {
    assertThat(sandbox.list(token, parameter, value).error()).isEqualTo("100");
  }

  @Test
  void answersTellTheUsage() {
    var reply = sandbox.list(token);

    assertThat(reply.header("X-App-Usage")).contains("\"call_count\":1");
    assertThat(reply.header("X-Business-Use-Case-Usage"))
        .contains(sandbox.userId(token), "\"type\":\"instagram\"");
  }

  private String refusal(String imageUrl) {
    return sandbox.createImage(token, imageUrl, "").error();
  }

  private String captionRefusal(String caption) {
    return sandbox.createImage(token, SQUARE, caption).error();
  }

  private String carouselRefusal(String children) {
    return sandbox.createCarousel(token, children, "").error();
  }

  private JsonNode quota() {
    return sandbox
        .get(
            "/ig-graph/v26.0/me/content_publishing_limit",
            "fields",
            "quota_usage,config",
            "access_token",
            token)
        .json()
        .at("/data/0");
  }

  private static List<Integer> statuses(List<CompletableFuture<Reply>> replies) {
    return replies.stream().map(CompletableFuture::join).map(Reply::status).toList();
  }

  /** The JPEG with the segment that says that a second one follows. */
  private static byte[] multiPicture(byte[] jpeg) {
    var segment = "\u00FF\u00E2\u0000\u0008MPF\u0000xx".getBytes(StandardCharsets.ISO_8859_1);
    var result = new byte[jpeg.length + segment.length];
    System.arraycopy(jpeg, 0, result, 0, 2);
    System.arraycopy(segment, 0, result, 2, segment.length);
    System.arraycopy(jpeg, 2, result, 2 + segment.length, jpeg.length - 2);
    return result;
  }
}
