package com.postpilot.sandbox;

import static com.postpilot.sandbox.TikTok.error;
import static com.postpilot.sandbox.TikTok.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.sandbox.media.MediaStore;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class TikTokPostingTests {

  static final PictureServer FILES = new PictureServer();
  static final String PHOTO = FILES.jpeg(400, 600, Color.ORANGE);
  static final String OTHER_PHOTO = FILES.jpeg(400, 500, Color.CYAN);
  static final byte[] VIDEO = Movie.UPRIGHT.bytes();
  static final String VIDEO_URL = FILES.file("/video.mp4", VIDEO);
  static final String PUBLIC = "PUBLIC_TO_EVERYONE";

  @LocalServerPort int port;
  Sandbox sandbox;
  TikTok tiktok;
  String token;

  @AfterAll
  static void stop() {
    FILES.close();
  }

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
    sandbox.limit("tiktok", "{'processing_ms': 0, 'moderation_ms': 0, 'inits_per_minute': 100}");
    tiktok = new TikTok(sandbox);
    token = tiktok.connect("linen.and.loam");
  }

  @Test
  void creatorInfoTellsWhatAPublicAccountMayDo() {
    var info = tiktok.creatorInfo(token);

    assertThat(info.text("/data/creator_username")).isEqualTo("linen.and.loam");
    assertThat(info.text("/data/creator_nickname")).isEqualTo("Linen And Loam");
    assertThat(info.text("/data/creator_avatar_url")).endsWith("/avatars/linen.and.loam.svg");
    assertThat(info.json().at("/data/privacy_level_options").toString())
        .isEqualTo("[\"PUBLIC_TO_EVERYONE\",\"MUTUAL_FOLLOW_FRIENDS\",\"SELF_ONLY\"]");
    assertThat(info.json().at("/data/duet_disabled").asBoolean()).isFalse();
    assertThat(info.json().at("/data/max_video_post_duration_sec").asInt()).isEqualTo(600);
  }

  @Test
  void creatorInfoTellsWhatAPrivateAccountMayDo() {
    var hidden = tiktok.connect("northlight.ceramics", "sandbox_private", "1");
    var info = tiktok.creatorInfo(hidden);

    assertThat(info.json().at("/data/privacy_level_options").toString())
        .isEqualTo("[\"FOLLOWER_OF_CREATOR\",\"MUTUAL_FOLLOW_FRIENDS\",\"SELF_ONLY\"]");
    assertThat(info.json().at("/data/duet_disabled").asBoolean()).isTrue();
    assertThat(error(tiktok.initUpload(hidden, info(PUBLIC, ""), VIDEO)))
        .isEqualTo("privacy_level_option_mismatch");
  }

  @Test
  void aPrivateAccountMayBecomePublicAgain() {
    var hidden = tiktok.connect("northlight.ceramics", "sandbox_private", "1");
    tiktok.connect("northlight.ceramics", "sandbox_private", "0");

    assertThat(tiktok.creatorInfo(hidden).text("/data/privacy_level_options/0")).isEqualTo(PUBLIC);
  }

  @Test
  void anUploadedVideoGoesFromInitToPost() {
    var init = tiktok.initUpload(token, info(PUBLIC, "Linen #slow"), VIDEO);
    var publishId = init.text("/data/publish_id");
    var url = init.text("/data/upload_url");

    assertThat(publishId).matches("v_pub_file~v2-1\\.\\d{19}");
    assertThat(url).startsWith("http://localhost:" + port + "/tiktok-upload/").hasSizeLessThan(257);
    assertThat(tiktok.status(token, publishId).text("/data/status")).isEqualTo("PROCESSING_UPLOAD");

    assertThat(tiktok.upload(url, VIDEO).status()).isEqualTo(201);

    var status = tiktok.status(token, publishId);
    assertThat(status.text("/data/status")).isEqualTo("PUBLISH_COMPLETE");
    assertThat(status.text("/data/fail_reason")).isEmpty();
    assertThat(status.json().at("/data/uploaded_bytes").asInt()).isEqualTo(VIDEO.length);
    var id = status.json().at("/data/publicaly_available_post_id/0");
    assertThat(id.isNumber()).isTrue();
    assertThat(id.asString()).matches("7\\d{18}");

    assertThat(sandbox.publications()).hasSize(1);
    var publication = sandbox.publications().get(0);
    assertThat(publication.path("platform").asString()).isEqualTo("TIKTOK");
    assertThat(publication.path("handle").asString()).isEqualTo("linen.and.loam");
    assertThat(publication.path("remote_id").asString()).isEqualTo(id.asString());
    assertThat(publication.path("source_id").asString()).isEqualTo(publishId);
    assertThat(publication.path("caption").asString()).isEqualTo("Linen #slow");
    assertThat(publication.at("/media/0/format").asString()).isEqualTo("MP4");
  }

  @Test
  void aPostAppearsThoughNobodyAsksForIt() {
    sandbox.limit("tiktok", "{'processing_ms': 60000}");
    tiktok.postVideo(token, info("SELF_ONLY", "quiet"), VIDEO);
    assertThat(sandbox.publications()).isEmpty();

    sandbox.turnClock(61);

    await().untilAsserted(() -> assertThat(sandbox.publications()).hasSize(1));
    sandbox.turnClock(0);
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void aFileComesInChunksInOrder() {
    var chunk = 5 << 20;
    var file = Movie.UPRIGHT.padded(2 * chunk + 1000);
    var init = tiktok.initUpload(token, info(PUBLIC, ""), file.length, chunk, 2);
    var url = init.text("/data/upload_url");

    var early = tiktok.upload(url, file, chunk, file.length, file.length);
    assertThat(early.status()).isEqualTo(416);

    var first = tiktok.upload(url, file, 0, chunk, file.length);
    assertThat(first.status()).isEqualTo(206);
    assertThat(first.header("Content-Range"))
        .isEqualTo("bytes 0-%d/%d".formatted(chunk - 1, file.length));

    var again = tiktok.upload(url, file, 0, chunk, file.length);
    assertThat(again.status()).isEqualTo(416);
    assertThat(again.header("Content-Range"))
        .isEqualTo("bytes 0-%d/%d".formatted(chunk - 1, file.length));

    var publishId = init.text("/data/publish_id");
    assertThat(tiktok.status(token, publishId).json().at("/data/uploaded_bytes").asInt())
        .isEqualTo(chunk);
    assertThat(tiktok.upload(url, file, chunk, file.length, file.length).status()).isEqualTo(201);
    assertThat(tiktok.upload(url, file, chunk, file.length, file.length).status()).isEqualTo(416);
    assertThat(tiktok.status(token, publishId).text("/data/status")).isEqualTo("PUBLISH_COMPLETE");
    assertThat(sandbox.publications().get(0).at("/media/0/sha256").asString())
        .isEqualTo(MediaStore.sha256(file));
  }

  @Test
  void anUploadThatIsNotWhatWasAnnouncedIsRefused() {
    var url = tiktok.initUpload(token, info(PUBLIC, ""), VIDEO).text("/data/upload_url");
    var length = VIDEO.length;

    assertThat(tiktok.upload(url, VIDEO, 0, length, "bytes=0-1").status()).isEqualTo(400);
    assertThat(tiktok.upload(url, VIDEO, 0, length, length + 1).status()).isEqualTo(400);
    assertThat(tiktok.upload(url, VIDEO, 0, 10, "bytes 0-19/" + length).status()).isEqualTo(400);
    assertThat(tiktok.upload(url, VIDEO, 0, 10, length).status()).isEqualTo(416);
    assertThat(tiktok.upload(url + "x", VIDEO).status()).isEqualTo(404);
    sandbox.turnClock(3601);
    assertThat(tiktok.upload(url, VIDEO).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "4000000, 4000000, 1, ok",
    "64000000, 64000000, 1, ok",
    "50000123, 10000000, 5, ok",
    "4000000, 2000000, 2, invalid_params",
    "65000000, 65000000, 1, invalid_params",
    "50000123, 10000000, 6, invalid_params",
    "50000123, 60000000, 1, invalid_params",
    "0, 0, 0, invalid_params",
    "6000000000, 60000000, 100, invalid_params"
  })
  void aFileIsCutByTheRules(long size, long chunkSize, long chunks, String error) {
    assertThat(error(tiktok.initUpload(token, info(PUBLIC, ""), size, chunkSize, chunks)))
        .isEqualTo(error);
  }

  @Test
  void aVideoIsPulledFromItsUrl() {
    var init = tiktok.initPull(token, info(PUBLIC, "pulled"), VIDEO_URL);
    var publishId = init.text("/data/publish_id");

    assertThat(publishId).matches("v_pub_url~v2-1\\.\\d{19}");
    assertThat(init.json().path("data").has("upload_url")).isFalse();
    var status = tiktok.status(token, publishId);
    assertThat(status.text("/data/status")).isEqualTo("PUBLISH_COMPLETE");
    assertThat(status.json().at("/data/downloaded_bytes").asInt()).isEqualTo(VIDEO.length);
    assertThat(sandbox.publications().get(0).path("caption").asString()).isEqualTo("pulled");
  }

  @Test
  void mediaAreDownloadedFirst() {
    sandbox.limit("tiktok", "{'processing_ms': 60000}");
    var publishId = tiktok.initPull(token, info(PUBLIC, ""), VIDEO_URL).text("/data/publish_id");

    assertThat(tiktok.status(token, publishId).text("/data/status"))
        .isEqualTo("PROCESSING_DOWNLOAD");
  }

  @Test
  void mediaArePulledFromVerifiedUrlsOnly() {
    assertThat(error(tiktok.initPull(token, info(PUBLIC, ""), "https://example.com/a.mp4")))
        .isEqualTo("url_ownership_unverified");
    assertThat(error(tiktok.initPull(token, info(PUBLIC, ""), "http://example.com/a.mp4")))
        .isEqualTo("invalid_params");
    assertThat(error(tiktok.initPhotos(token, info(PUBLIC, ""), "https://example.com/a.jpg")))
        .isEqualTo("url_ownership_unverified");
  }

  @Test
  void mediaAreNotLookedForElsewhere() {
    var video = tiktok.initPull(token, info(PUBLIC, ""), FILES.redirect("/moved.mp4", VIDEO_URL));
    var photo = tiktok.initPhotos(token, info(PUBLIC, ""), FILES.redirect("/moved.jpg", PHOTO));

    assertThat(failReasonOf(video)).isEqualTo("video_pull_failed");
    assertThat(failReasonOf(photo)).isEqualTo("photo_pull_failed");
  }

  @Test
  void aWebMIsAVideoToo() {
    tiktok.postVideo(token, info(PUBLIC, ""), WebMFilm.UPRIGHT.bytes());

    await().untilAsserted(() -> assertThat(sandbox.publications()).hasSize(1));
    assertThat(sandbox.publications().get(0).at("/media/0/format").asString()).isEqualTo("WEBM");
    var shown = "/media/" + sandbox.publications().at("/0/media/0/sha256").asString() + ".webm";
    assertThat(sandbox.get(shown).header("Content-Type")).isEqualTo("video/webm");
  }

  @Test
  void anySoundWillDo() {
    assertThat(failReason(Movie.UPRIGHT.bytesHeardAs("Opus", 48_000, 2))).isEmpty();
  }

  @Test
  void aVideoThatTikTokDoesNotTakeFails() {
    assertThat(failReason("no video".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("file_format_check_failed");
    assertThat(failReason(Movie.UPRIGHT.bytesCodedAs("av01")))
        .isEqualTo("file_format_check_failed");
    assertThat(failReason(WebMFilm.UPRIGHT.docType("matroska").bytes()))
        .isEqualTo("file_format_check_failed");
    assertThat(failReason(WebMFilm.UPRIGHT.framesPerSecond(15).bytes()))
        .isEqualTo("frame_rate_check_failed");
    assertThat(failReason(Movie.UPRIGHT.size(352, 640).bytes()))
        .isEqualTo("picture_size_check_failed");
    assertThat(failReason(Movie.UPRIGHT.framesPerSecond(15).bytes()))
        .isEqualTo("frame_rate_check_failed");
    sandbox.limit("tiktok", "{'max_video_seconds': 3}");
    assertThat(failReason(VIDEO)).isEqualTo("duration_check_failed");
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void mediaThatCannotBeFetchedFail() {
    var video = tiktok.initPull(token, info(PUBLIC, ""), FILES.url("/missing.mp4"));
    var photo = tiktok.initPhotos(token, info(PUBLIC, ""), PHOTO, FILES.url("/missing.jpg"));

    assertThat(failReasonOf(video)).isEqualTo("video_pull_failed");
    assertThat(failReasonOf(photo)).isEqualTo("photo_pull_failed");
  }

  @Test
  void photosGoOutInOrderWithTitleAndDescription() {
    var init =
        tiktok.initPhotos(
            token, info(PUBLIC, "Linen") + ", 'description': 'Two cups'", PHOTO, OTHER_PHOTO);

    assertThat(init.text("/data/publish_id")).matches("p_pub_url~v2-1\\.\\d{19}");
    tiktok.awaitStatus(token, init.text("/data/publish_id"), "PUBLISH_COMPLETE");
    var publication = sandbox.publications().get(0);
    assertThat(publication.path("caption").asString()).isEqualTo("Linen\n\nTwo cups");
    assertThat(publication.path("media_count").asInt()).isEqualTo(2);
    assertThat(publication.path("media")).hasSize(2);
    assertThat(publication.path("path").asString()).contains("/@linen.and.loam/photo/7");
  }

  @Test
  void photosAreJpegOrWebPOfAtMost1080p() {
    var webP = FILES.file("/photo.webp", webP(720, 1280));
    var largeWebP = FILES.file("/large.webp", webP(1200, 1200));
    var png = FILES.file("/photo.png", PictureServer.image("png", 400, 400, Color.RED));

    assertThat(failReasonOf(tiktok.initPhotos(token, info(PUBLIC, ""), webP))).isEmpty();
    assertThat(sandbox.publications().get(0).at("/media/0/format").asString()).isEqualTo("WEBP");
    assertThat(failReasonOf(tiktok.initPhotos(token, info(PUBLIC, ""), largeWebP)))
        .isEqualTo("picture_size_check_failed");
    assertThat(failReasonOf(tiktok.initPhotos(token, info(PUBLIC, ""), png)))
        .isEqualTo("file_format_check_failed");
    assertThat(
            failReasonOf(
                tiktok.initPhotos(token, info(PUBLIC, ""), FILES.jpeg(1100, 1900, Color.PINK))))
        .isEqualTo("picture_size_check_failed");
  }

  @Test
  void photosAreOneToThirtyFive() {
    var many = Collections.nCopies(36, PHOTO).toArray(String[]::new);

    assertThat(error(tiktok.initPhotos(token, info(PUBLIC, ""), many))).isEqualTo("invalid_params");
    assertThat(
            error(
                tiktok.post(
                    token,
                    "/post/publish/content/init/",
                    "{'media_type': 'PHOTO', 'post_mode': 'DIRECT_POST', 'post_info': {"
                        + info(PUBLIC, "")
                        + "}, 'source_info': {'source': 'PULL_FROM_URL', 'photo_images': []}}")))
        .isEqualTo("invalid_params");
  }

  @Test
  void textsAreCountedInUtf16Units() {
    var leaf = "🌿"; // two units

    assertThat(videoRefusal(leaf.repeat(1100))).isEqualTo("ok");
    assertThat(videoRefusal(leaf.repeat(1100) + "x")).isEqualTo("invalid_params");
    assertThat(photoRefusal(leaf.repeat(45), "x".repeat(4000))).isEqualTo("ok");
    assertThat(photoRefusal(leaf.repeat(45) + "x", "")).isEqualTo("invalid_params");
    assertThat(photoRefusal("", "x".repeat(4001))).isEqualTo("invalid_params");
  }

  @Test
  void whoMayReadHasToBeSaid() {
    assertThat(error(tiktok.initUpload(token, "'title': 'x'", VIDEO))).isEqualTo("invalid_params");
    assertThat(error(tiktok.initUpload(token, info("EVERYBODY", ""), VIDEO)))
        .isEqualTo("privacy_level_option_mismatch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"{", "[1]", "null", "{}", "{'post_info': {'privacy_level': 'SELF_ONLY'}}"})
  void aBodyThatIsNoInitIsRefused(String body) {
    assertThat(error(tiktok.post(token, "/post/publish/video/init/", body)))
        .isEqualTo("invalid_params");
  }

  @Test
  void onlyPublicPostsEverShowTheirId() {
    var publishId = tiktok.postVideo(token, info("SELF_ONLY", "mine"), VIDEO);

    assertThat(tiktok.status(token, publishId).text("/data/status")).isEqualTo("PUBLISH_COMPLETE");
    assertThat(tiktok.status(token, publishId).json().at("/data/publicaly_available_post_id"))
        .isEmpty();
    assertThat(tiktok.list(token, "{}").path("videos")).isEmpty();
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void anIdComesAfterModeration() {
    sandbox.limit("tiktok", "{'moderation_ms': 60000}");
    var publishId = tiktok.postVideo(token, info(PUBLIC, ""), VIDEO);

    assertThat(tiktok.status(token, publishId).text("/data/status")).isEqualTo("PUBLISH_COMPLETE");
    assertThat(tiktok.status(token, publishId).json().at("/data/publicaly_available_post_id"))
        .isEmpty();
    assertThat(tiktok.list(token, "{}").path("videos")).isEmpty();
    sandbox.turnClock(61);
    assertThat(tiktok.status(token, publishId).json().at("/data/publicaly_available_post_id"))
        .hasSize(1);
    assertThat(tiktok.list(token, "{}").path("videos")).hasSize(1);
  }

  @Test
  void theListIsNewestFirstAndGoesOnByCursor() {
    for (var i = 1; i <= 3; i++) {
      sandbox.turnClock(i * 10L);
      tiktok.postVideo(token, info(PUBLIC, "video " + i), VIDEO);
    }
    tiktok.initPhotos(token, info(PUBLIC, "photos"), PHOTO);

    var page = tiktok.list(token, "{'max_count': 2}");
    assertThat(page.path("videos"))
        .extracting(video -> video.path("title").asString())
        .containsExactly("video 3", "video 2");
    assertThat(page.path("has_more").asBoolean()).isTrue();
    assertThat(page.at("/videos/0/duration").asInt()).isEqualTo(4);
    assertThat(page.at("/videos/0/height").asInt()).isEqualTo(640);

    var rest = tiktok.list(token, "{'cursor': %d}".formatted(page.path("cursor").asLong()));
    assertThat(rest.path("videos"))
        .extracting(video -> video.path("title").asString())
        .containsExactly("video 1");
    assertThat(rest.path("has_more").asBoolean()).isFalse();

    var link = page.at("/videos/0/share_url").asString();
    assertThat(sandbox.get(link.replaceFirst("http://localhost:\\d+", "")).body())
        .contains("video 3", "<video")
        .doesNotContain("video 2");
  }

  @Test
  void aListIsOfOneToTwenty() {
    assertThat(error(tiktok.post(token, "/video/list/?fields=id", "{'max_count': 21}")))
        .isEqualTo("invalid_params");
    assertThat(error(tiktok.post(token, "/video/list/", "{}"))).isEqualTo("invalid_params");
  }

  @Test
  void aPostIsCalledOffWhileItIsProcessed() {
    var init = tiktok.initUpload(token, info(PUBLIC, ""), VIDEO);
    var publishId = init.text("/data/publish_id");

    assertThat(error(tiktok.cancel(token, publishId))).isEqualTo("ok");
    assertThat(tiktok.status(token, publishId).text("/data/status")).isEqualTo("FAILED");
    assertThat(tiktok.status(token, publishId).text("/data/fail_reason"))
        .isEqualTo("publish_cancelled");
    assertThat(tiktok.upload(init.text("/data/upload_url"), VIDEO).status()).isEqualTo(403);

    var published = tiktok.postVideo(token, info(PUBLIC, ""), VIDEO);
    assertThat(error(tiktok.cancel(token, published))).isEqualTo("invalid_params");
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void somebodyElsesPostIsNotTold() {
    var publishId = tiktok.postVideo(token, info(PUBLIC, ""), VIDEO);
    var other = tiktok.connect("northlight.ceramics");

    assertThat(error(tiktok.status(other, publishId)))
        .isEqualTo("token_not_authorized_for_specified_publish_id");
    assertThat(error(tiktok.status(token, "v_pub_file~v2-1.1"))).isEqualTo("invalid_publish_id");
  }

  @Test
  void postingNeedsItsScope() {
    var modest = tiktok.connect("linen.and.loam", "sandbox_scopes", "user.info.basic,video.list");

    assertThat(error(tiktok.initUpload(modest, info(PUBLIC, ""), VIDEO)))
        .isEqualTo("scope_not_authorized");
    assertThat(tiktok.initUpload("act.unknown", info(PUBLIC, ""), VIDEO).status()).isEqualTo(401);
  }

  @Test
  void callsAreLimitedPerMinute() {
    sandbox.limit("tiktok", "{'inits_per_minute': 6}");
    var other = tiktok.connect("northlight.ceramics");

    assertThat(
            IntStream.range(0, 7)
                .mapToObj(i -> tiktok.initUpload(token, info(PUBLIC, ""), VIDEO).status()))
        .containsExactly(200, 200, 200, 200, 200, 200, 429);
    assertThat(error(tiktok.initUpload(token, info(PUBLIC, ""), VIDEO)))
        .isEqualTo("rate_limit_exceeded");
    assertThat(tiktok.initUpload(other, info(PUBLIC, ""), VIDEO).status()).isEqualTo(200);
    sandbox.turnClock(61);
    assertThat(tiktok.initUpload(token, info(PUBLIC, ""), VIDEO).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "creator_infos_per_minute, creator_info",
    "polls_per_minute, poll",
    "reads_per_minute, list",
    "reads_per_minute, profile"
  })
  void everyKindOfCallHasAPaceOfItsOwn(String limit, String operation) {
    var publishId = tiktok.initUpload(token, info(PUBLIC, ""), VIDEO).text("/data/publish_id");
    sandbox.limit("tiktok", "{'%s': 2}".formatted(limit));

    assertThat(
            IntStream.range(0, 3)
                .mapToObj(
                    i ->
                        switch (operation) {
                          case "creator_info" -> tiktok.creatorInfo(token);
                          case "poll" -> tiktok.status(token, publishId);
                          case "list" -> tiktok.post(token, "/video/list/?fields=id", "{}");
                          default -> tiktok.userInfo(token, "open_id");
                        })
                .map(Reply::status))
        .containsExactly(200, 200, 429);
    assertThat(tiktok.initUpload(token, info(PUBLIC, ""), VIDEO).status()).isEqualTo(200);
  }

  @Test
  void aCreatorHasADailyCapThatCreatorInfoTellsWithTheStatus200() {
    sandbox.limit("tiktok", "{'posts_per_day': 1}");
    tiktok.postVideo(token, info(PUBLIC, ""), VIDEO);

    assertThat(tiktok.initUpload(token, info(PUBLIC, ""), VIDEO).status()).isEqualTo(403);
    assertThat(error(tiktok.initPhotos(token, info(PUBLIC, ""), PHOTO)))
        .isEqualTo("spam_risk_too_many_posts");
    var info = tiktok.creatorInfo(token);
    assertThat(info.status()).isEqualTo(200);
    assertThat(error(info)).isEqualTo("spam_risk_too_many_posts");
    sandbox.turnClock(86_401);
    var later = tiktok.refresh(tiktok.redeem(tiktok.code("linen.and.loam")).text("/refresh_token"));
    assertThat(error(tiktok.creatorInfo(later.text("/access_token")))).isEqualTo("ok");
  }

  @Test
  void anUnauditedAppReachesNobodyButACreatorWhoseAccountIsPrivate() {
    sandbox.limit("tiktok", "{'unaudited': true, 'unaudited_creators_per_day': 1}");
    var refused = "unaudited_client_can_only_post_to_private_accounts";
    var hidden = tiktok.connect("northlight.ceramics", "sandbox_private", "1");
    var second = tiktok.connect("fern_and_fable", "sandbox_private", "1");

    assertThat(error(tiktok.initUpload(token, info("SELF_ONLY", ""), VIDEO))).isEqualTo(refused);
    assertThat(error(tiktok.initUpload(hidden, info("MUTUAL_FOLLOW_FRIENDS", ""), VIDEO)))
        .isEqualTo(refused);
    tiktok.postVideo(hidden, info("SELF_ONLY", ""), VIDEO);
    assertThat(error(tiktok.initUpload(second, info("SELF_ONLY", ""), VIDEO)))
        .isEqualTo("reached_active_user_cap");
    assertThat(tiktok.creatorInfo(second).status()).isEqualTo(200);
    assertThat(error(tiktok.creatorInfo(second))).isEqualTo("reached_active_user_cap");
  }

  // --- faults

  @Test
  void anInitWhoseAnswerIsLostMayStillPublish() {
    sandbox.arm("TIKTOK", "init", "error_after_apply", "");
    var reply = tiktok.initPull(token, info(PUBLIC, "lost"), VIDEO_URL);

    assertThat(reply.status()).isEqualTo(500);
    assertThat(error(reply)).isEqualTo("internal_error");
    await().untilAsserted(() -> assertThat(sandbox.publications()).hasSize(1));
  }

  @Test
  void anUploadWhoseLastAnswerIsLostIsComplete() {
    var init = tiktok.initUpload(token, info(PUBLIC, ""), VIDEO);
    sandbox.arm("TIKTOK", "upload", "error_after_apply", "");

    assertThat(tiktok.upload(init.text("/data/upload_url"), VIDEO).status()).isEqualTo(500);
    tiktok.awaitStatus(token, init.text("/data/publish_id"), "PUBLISH_COMPLETE");
  }

  @ParameterizedTest
  @CsvSource({
    "init, error_before_apply, spam_risk_user_banned_from_posting, 403",
    "creator_info, error_before_apply, spam_risk_too_many_posts, 200",
    "poll, rate_limited, , 429",
    "list, error_before_apply, , 500",
    "profile, token_revoked, , 401"
  })
  void everyErrorOfTheCatalogueCanBeProvoked(
      String operation, String kind, String name, int status) {
    sandbox.arm("TIKTOK", operation, kind, name == null ? "" : "'error_name': '" + name + "'");
    var reply =
        switch (operation) {
          case "init" -> tiktok.initPull(token, info(PUBLIC, ""), VIDEO_URL);
          case "creator_info" -> tiktok.creatorInfo(token);
          case "poll" -> tiktok.status(token, "any");
          case "list" -> tiktok.post(token, "/video/list/?fields=id", "{}");
          default -> tiktok.userInfo(token, "open_id");
        };

    assertThat(reply.status()).isEqualTo(status);
    assertThat(error(reply)).isNotEqualTo("ok");
    if (name != null) {
      assertThat(error(reply)).isEqualTo(name);
    }
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void processingCanBeToldToFail() {
    sandbox.arm("TIKTOK", "init", "processing_fails", "'error_name': 'spam_risk_text'");

    assertThat(failReason(VIDEO)).isEqualTo("spam_risk_text");
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void theListingCanLag() {
    sandbox.arm("TIKTOK", "init", "listing_lags", "'delay_ms': 60000");
    tiktok.postVideo(token, info(PUBLIC, ""), VIDEO);
    await().untilAsserted(() -> assertThat(sandbox.publications()).hasSize(1));

    assertThat(tiktok.list(token, "{}").path("videos")).isEmpty();
    sandbox.turnClock(61);
    assertThat(tiktok.list(token, "{}").path("videos")).hasSize(1);
  }

  @Test
  void aTokenThatIsRevokedTakesTheRefreshTokenAlong() {
    var tokens = tiktok.redeem(tiktok.code("linen.and.loam"));
    sandbox.arm("TIKTOK", "init", "token_revoked", "");

    assertThat(error(tiktok.initPull(tokens.text("/access_token"), info(PUBLIC, ""), VIDEO_URL)))
        .isEqualTo("access_token_invalid");
    assertThat(tiktok.refresh(tokens.text("/refresh_token")).text("/error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void anUploadMayFindThatTheCreatorHasGone() {
    var url = tiktok.initUpload(token, info(PUBLIC, ""), VIDEO).text("/data/upload_url");
    sandbox.arm("TIKTOK", "upload", "token_revoked", "");

    assertThat(tiktok.upload(url, VIDEO).status()).isEqualTo(403);
    assertThat(error(tiktok.creatorInfo(token))).isEqualTo("access_token_invalid");
    assertThat(sandbox.publications()).isEmpty();
  }

  private String failReason(byte[] video) {
    var publishId = tiktok.postVideo(token, info(PUBLIC, ""), video);
    return tiktok.status(token, publishId).text("/data/fail_reason");
  }

  private String failReasonOf(Reply init) {
    assertThat(error(init)).isEqualTo("ok");
    return tiktok.status(token, init.text("/data/publish_id")).text("/data/fail_reason");
  }

  private String videoRefusal(String title) {
    return error(tiktok.initUpload(token, info(PUBLIC, title), VIDEO));
  }

  private String photoRefusal(String title, String description) {
    return error(
        tiktok.initPhotos(
            token, info(PUBLIC, title) + ", 'description': '" + description + "'", PHOTO));
  }

  /** The header of an extended WebP, which is all that is looked at. */
  private static byte[] webP(int width, int height) {
    var bytes = new byte[30];
    System.arraycopy("RIFF....WEBPVP8X".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 16);
    bytes[24] = (byte) (width - 1);
    bytes[25] = (byte) ((width - 1) >> 8);
    bytes[27] = (byte) (height - 1);
    bytes[28] = (byte) ((height - 1) >> 8);
    return bytes;
  }
}
