package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class FacebookPublishingTests {

  static final PictureServer PICTURES = new PictureServer();
  static final String SQUARE = PICTURES.jpeg(400, 400, Color.ORANGE);
  static final DateTimeFormatter GRAPH_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx");

  @LocalServerPort int port;
  Sandbox sandbox;
  Facebook facebook;
  String token;

  @AfterAll
  static void stop() {
    PICTURES.close();
  }

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
    facebook = new Facebook(sandbox);
    token = facebook.pageToken("linen.and.loam");
  }

  @Test
  void aTextIsPublishedAndReadBack() {
    var id = facebook.publish(token, "message", "Tea & linen 🌿").text("/id");

    var post =
        facebook.get(
            "/" + id,
            token,
            "fields",
            "id,message,created_time,permalink_url,application{id},is_published,"
                + "shares,comments.summary(true).limit(0)");

    var pageId = facebook.get("/me", token).text("/id");
    assertThat(id).matches(pageId + "_1220\\d{14}");
    assertThat(post.text("/message")).isEqualTo("Tea & linen 🌿");
    assertThat(post.text("/application/id")).isEqualTo("sandbox-facebook");
    assertThat(post.json().path("is_published").asBoolean()).isTrue();
    assertThat(post.json().at("/comments/summary/total_count").asInt(-1)).isZero();
    assertThat(OffsetDateTime.parse(post.text("/created_time"), GRAPH_TIME).toInstant())
        .isBeforeOrEqualTo(Instant.now());
    assertThat(post.text("/permalink_url"))
        .isEqualTo("http://localhost:%d/fb-www/%s/".formatted(port, id.replace("_", "/posts/")));
  }

  @Test
  void aPublicationTellsWhoseItIsAndWhatItSays() {
    var id =
        facebook.publish(token, "message", "Hello", "link", "https://shop.example/a").text("/id");

    var publication = sandbox.publications().get(0);

    assertThat(publication.path("platform").asString()).isEqualTo("FACEBOOK");
    assertThat(publication.path("account").asString())
        .isEqualTo(facebook.get("/me", token).text("/id"));
    assertThat(publication.path("handle").asString()).isEqualTo("linen.and.loam");
    assertThat(publication.path("remote_id").asString()).isEqualTo(id);
    assertThat(publication.path("caption").asString()).isEqualTo("Hello");
    assertThat(publication.path("link").asString()).isEqualTo("https://shop.example/a");
    assertThat(publication.path("media_count").asInt(-1)).isZero();
  }

  @Test
  void aPhotoIsAPostOfItsOwn() {
    var reply = facebook.post("/me/photos", token, "url", SQUARE, "caption", "Orange");

    assertThat(reply.text("/id")).matches("1221\\d{14}");
    var publication = sandbox.publications().get(0);
    assertThat(publication.path("remote_id").asString()).isEqualTo(reply.text("/post_id"));
    assertThat(publication.path("caption").asString()).isEqualTo("Orange");
    assertThat(publication.at("/media/0/format").asString()).isEqualTo("JPEG");
    assertThat(PICTURES.userAgents.getLast()).startsWith("facebookexternalhit/");
  }

  @Test
  void stagedPhotosAreSeenByNobodyUntilAPostTakesThem() {
    var first = facebook.stage(token, SQUARE);
    var second = facebook.stage(token, PICTURES.jpeg(300, 200, Color.BLUE));
    assertThat(first.json().has("post_id")).isFalse();
    assertThat(sandbox.publications()).isEmpty();
    assertThat(facebook.posts(token).json().path("data")).isEmpty();

    var media =
        "[{\"media_fbid\":\"%s\"},{\"media_fbid\":\"%s\"}]"
            .formatted(first.text("/id"), second.text("/id"));
    var reply = facebook.publish(token, "message", "Two", "attached_media", media);

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(sandbox.publications().at("/0/media_count").asInt()).isEqualTo(2);
  }

  @Test
  void attachedPhotosMayBeNumberedParameters() {
    var first = facebook.stage(token, SQUARE).text("/id");
    var second = facebook.stage(token, SQUARE).text("/id");

    facebook.publish(
        token,
        "attached_media[0]",
        "{\"media_fbid\":\"" + first + "\"}",
        "attached_media[1]",
        "{\"media_fbid\":\"" + second + "\"}");

    assertThat(sandbox.publications().at("/0/media_count").asInt()).isEqualTo(2);
  }

  @Test
  void aBodyMayBeJson() {
    var photo = facebook.stage(token, SQUARE).text("/id");

    var reply =
        sandbox.postJson(
            Facebook.GRAPH + "/me/feed?access_token=" + token,
            "{\"message\":\"JSON\",\"attached_media\":[{\"media_fbid\":%s}]}".formatted(photo));

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(sandbox.publications().at("/0/caption").asString()).isEqualTo("JSON");
  }

  @Test
  void aPhotoIsPostedOnce() {
    var photo = "[{\"media_fbid\":\"" + facebook.stage(token, SQUARE).text("/id") + "\"}]";
    facebook.publish(token, "attached_media", photo);

    assertThat(facebook.publish(token, "attached_media", photo).error()).isEqualTo("100/1366051");
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void aStagedPhotoVanishesAfterADay() {
    var photo = "[{\"media_fbid\":\"" + facebook.stage(token, SQUARE).text("/id") + "\"}]";

    sandbox.turnClock(86_400);

    assertThat(facebook.publish(token, "attached_media", photo).error()).isEqualTo("100/33");
  }

  @Test
  void aPageCannotUseThePhotosOfAnother() {
    var other = facebook.pageToken("fern_and_fable");
    var photo = "[{\"media_fbid\":\"" + facebook.stage(other, SQUARE).text("/id") + "\"}]";

    assertThat(facebook.publish(token, "attached_media", photo).error()).isEqualTo("100/33");
  }

  @Test
  void whatIsNoPhotoIsRefused() {
    var jpeg = PictureServer.image("jpeg", 400, 400, Color.PINK);
    var png = PictureServer.image("png", 40, 4000, Color.PINK);
    var large = 4 * 1024 * 1024 + 1;

    assertThat(refusal(PICTURES.file("/fine.png", png))).isEqualTo("none");
    assertThat(refusal(PICTURES.file("/gif.jpg", PictureServer.image("gif", 4, 4, Color.RED))))
        .isEqualTo("100/1366046");
    assertThat(refusal(PICTURES.file("/cut.jpg", Arrays.copyOf(jpeg, 200))))
        .isEqualTo("100/1366046");
    assertThat(refusal(PICTURES.file("/cut.png", Arrays.copyOf(png, 60)))).isEqualTo("100/1366046");
    assertThat(refusal(PICTURES.file("/large.jpg", Arrays.copyOf(jpeg, large))))
        .isEqualTo("100/1366046");
    assertThat(refusal(PICTURES.url("/missing.jpg"))).isEqualTo("100/2061006");
    assertThat(refusal("http://example.com/plain.jpg")).isEqualTo("100/2061006");
    assertThat(refusal("no url")).isEqualTo("100/2061006");
    assertThat(refusal(PICTURES.url("/never-answers"))).isEqualTo("324/2069019");
    assertThat(facebook.post("/me/photos", token).error()).isEqualTo("100");
  }

  @Test
  void howLargeAPhotoMayBeCanBeSet() {
    var jpeg = PictureServer.image("jpeg", 400, 400, Color.PINK);
    var url = PICTURES.file("/padded.jpg", Arrays.copyOf(jpeg, 5_000_000));

    facebook.limit("{'photo_bytes': 10000000}");

    assertThat(refusal(url)).isEqualTo("none");
  }

  @Test
  void aMessageHasAnEnd() {
    assertThat(facebook.publish(token, "message", "🌿".repeat(63_206)).status()).isEqualTo(200);
    assertThat(facebook.publish(token, "message", "x".repeat(63_207)).error()).isEqualTo("100");
  }

  @ParameterizedTest
  @CsvSource({
    "message, ' ', 100",
    "link, not a link, 1500",
    "link, ftp://shop.example/, 1500",
    "link, https://www.facebook.com/somebody, 100/1609008",
    "attached_media, {, 100",
    "attached_media, '[{\"id\":\"1\"}]', 100",
    "attached_media, '[{\"media_fbid\":\"1\"}]', 100/33",
    "scheduled_publish_time, 1800000000, 100",
    "published, false, 100"
  })
  void aPostThatCannotBeIsRefused(String parameter, String value, String error) {
    assertThat(facebook.publish(token, parameter, value).error()).isEqualTo(error);
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void theSameMessageTwiceInARowIsRefusedIfSoSet() {
    facebook.limit("{'refuse_repeats': true}");
    facebook.publish(token, "message", "Hello");

    assertThat(facebook.publish(token, "message", "Hello").error()).isEqualTo("506");
    assertThat(facebook.publish(token, "message", "Other").status()).isEqualTo(200);
    assertThat(facebook.publish(token, "message", "Hello").status()).isEqualTo(200);
  }

  @Test
  void nothingElseKeepsAPostFromBeingPublishedTwice() {
    facebook.publish(token, "message", "Hello");
    facebook.publish(token, "message", "Hello");

    assertThat(sandbox.publications()).hasSize(2);
  }

  @Test
  void postsAreListedNewestFirstAndPageByPage() {
    for (var i = 1; i <= 5; i++) {
      facebook.publish(token, "message", "post " + i);
    }

    var first = facebook.posts(token, "limit", "2", "fields", "message");
    var second = sandbox.get(first.text("/paging/next").replaceFirst("http://localhost:\\d+", ""));

    assertThat(first.text("/data/0/message")).isEqualTo("post 5");
    assertThat(second.text("/data/0/message")).isEqualTo("post 3");
    assertThat(facebook.get("/me/feed", token).json().path("data")).hasSize(5);
    assertThat(facebook.posts(token, "limit", "101").error()).isEqualTo("100");
  }

  @Test
  void aListCanBeginLater() {
    facebook.publish(token, "message", "old");
    sandbox.turnClock(3600);
    facebook.publish(token, "message", "new");

    var since = Long.toString(System.currentTimeMillis() / 1000 + 1800);

    assertThat(facebook.posts(token, "since", since).json().path("data"))
        .extracting(post -> post.path("message").asString())
        .containsExactly("new");
    assertThat(facebook.posts(token, "until", since).json().path("data"))
        .extracting(post -> post.path("message").asString())
        .containsExactly("old");
  }

  @Test
  void onePageDoesNotSeeThePostsOfAnother() {
    var id = facebook.publish(token, "message", "mine").text("/id");
    var other = facebook.pageToken("fern_and_fable");

    assertThat(facebook.posts(other).json().path("data")).isEmpty();
    assertThat(facebook.get("/" + id, other).error()).isEqualTo("100/33");
    assertThat(
            facebook
                .post("/" + id.replaceFirst("_.*", "") + "/feed", other, "message", "x")
                .error())
        .isEqualTo("100/33");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/me/feed", "/me/photos", "/me/video_reels"})
  void publishingTakesATokenOfThePageThatMay(String path) {
    String[] form = {"message", "x", "url", SQUARE, "upload_phase", "start"};
    var person = facebook.connect("linen.and.loam");
    var reader = facebook.pageToken("linen.and.loam", "sandbox_scopes", "pages_show_list");

    assertThat(facebook.post(path, person, form).error()).isEqualTo("210");
    assertThat(facebook.post(path, reader, form).error()).isEqualTo("200");
    assertThat(facebook.post(path, reader, form).status()).isEqualTo(403);
    assertThat(facebook.post(path, "made-up", form).error()).isEqualTo("190");
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void usageIsToldForTheAppAndForThePage() {
    var reply = facebook.publish(token, "message", "Hello");

    assertThat(reply.header("X-App-Usage")).contains("\"call_count\":1");
    assertThat(reply.header("X-Business-Use-Case-Usage"))
        .contains(facebook.get("/me", token).text("/id"), "\"type\":\"pages\"");
  }

  // --- faults

  @ParameterizedTest
  @CsvSource({
    "drop_response_after_apply, 1",
    "error_after_apply, 1",
    "garbage, 1",
    "drop_before_apply, 0",
    "error_before_apply, 0",
    "rate_limited, 0",
    "token_revoked, 0"
  })
  void aFaultOfAPostStrikesBeforeOrAfterwards(String kind, int published) {
    facebook.arm("feed", kind, "'account': 'linen.and.loam'");

    publishWhatever();

    assertThat(sandbox.publications()).hasSize(published);
  }

  @Test
  void aLimitOfThePageTellsWhenItOpensAgain() {
    facebook.arm("feed", "rate_limited", "'error_code': 80001");

    var reply = facebook.publish(token, "message", "Hello");

    assertThat(reply.error()).isEqualTo("80001");
    assertThat(reply.header("X-Business-Use-Case-Usage"))
        .contains("\"call_count\":100", "\"estimated_time_to_regain_access\":5");
  }

  @Test
  void aStalledPostIsAppliedWhenItIsLetGo() {
    var fault = facebook.arm("feed", "stall", "");
    var pending =
        sandbox.postAsync(Facebook.GRAPH + "/me/feed", "message", "Hello", "access_token", token);
    sandbox.awaitHolding(fault, 1);
    assertThat(sandbox.publications()).isEmpty();

    sandbox.disarm(fault);

    assertThat(pending.join().status()).isEqualTo(200);
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void aListThatLagsShowsThePostLater() {
    facebook.arm("feed", "listing_lags", "'delay_ms': 60000");
    var id = facebook.publish(token, "message", "Hello").text("/id");

    assertThat(sandbox.publications()).hasSize(1);
    assertThat(facebook.posts(token).json().path("data")).isEmpty();
    assertThat(facebook.get("/" + id, token).status()).isEqualTo(200);
    sandbox.turnClock(61);
    assertThat(facebook.posts(token).json().path("data")).hasSize(1);
  }

  @Test
  void aPhotoThatLagsIsListedLater() {
    facebook.arm("photo", "listing_lags", "'delay_ms': 60000");
    facebook.post("/me/photos", token, "url", SQUARE, "caption", "Orange");

    assertThat(sandbox.publications()).hasSize(1);
    assertThat(facebook.posts(token).json().path("data")).isEmpty();
    sandbox.turnClock(61);
    assertThat(facebook.posts(token).json().path("data")).hasSize(1);
  }

  @Test
  void aPhotoWhoseAnswerIsLostIsStagedAndDoesNoHarm() {
    facebook.arm("photo", "error_after_apply", "");

    assertThat(facebook.stage(token, SQUARE).error()).isEqualTo("2");

    assertThat(facebook.stage(token, SQUARE).status()).isEqualTo(200);
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void aRevokedPageTokenStaysRevokedUntilThePersonComesBack() {
    facebook.arm("feed", "token_revoked", "");

    assertThat(facebook.publish(token, "message", "x").error()).isEqualTo("190/460");
    assertThat(facebook.publish(token, "message", "x").error()).isEqualTo("190/460");
    assertThat(facebook.publish(facebook.pageToken("linen.and.loam"), "message", "x").status())
        .isEqualTo(200);
  }

  @Test
  void everyCallIsCounted() {
    facebook.stage(token, SQUARE);
    facebook.publish(token, "message", "x");
    facebook.posts(token);

    var requests =
        sandbox.get("/_sandbox/requests", "account", facebook.get("/me", token).text("/id"));

    assertThat(requests.json().path("items"))
        .extracting(request -> request.path("operation").asString())
        .containsExactly("photo", "feed", "list", "profile");
  }

  private void publishWhatever() {
    try {
      facebook.publish(token, "message", "Hello");
    } catch (UncheckedIOException e) {
      // The connection was closed.
    }
  }

  private String refusal(String url) {
    return facebook.stage(token, url).error();
  }
}
