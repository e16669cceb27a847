package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * A killed sandbox is played by its files as they lie on the disk while it runs: a second one
 * starts on a copy of them.
 */
@ExtendWith(OutputCaptureExtension.class)
class RestartTests {

  @TempDir Path directory;
  final PictureServer pictures = new PictureServer();
  final List<ServletWebServerApplicationContext> running = new ArrayList<>();

  @AfterEach
  void stop() {
    running.forEach(ServletWebServerApplicationContext::close);
    pictures.close();
  }

  @Test
  void aRestartedSandboxKnowsEverythingThatItKnew() throws IOException {
    var before = start(journal("before"));
    before.limit("{'processing_ms': 0, 'posts_per_day': 2}");
    before.turnClock(7200);
    var token = before.connect("linen.and.loam");
    var unusedCode = before.code("linen.and.loam");
    var usedCode = before.code("linen.and.loam");
    before.redeem(usedCode);
    var revoked = before.connect("northlight.ceramics");
    before.arm("list", "token_revoked", "'account': 'northlight.ceramics'");
    before.list(revoked);
    var picture = pictures.jpeg(400, 400, Color.GREEN);
    var published = before.finishedImage(token, picture, "published \n\"quoted\" 🌿");
    before.publish(token, published);
    var waiting = before.finishedImage(token, picture, "waiting");
    var half = before.arm("list", "error_before_apply", "'times': 2");
    before.list(token);

    var after = start(copyOfFiles("before", "after"));

    assertThat(after.publications()).isEqualTo(before.publications()).hasSize(1);
    assertThat(after.get("/_sandbox/faults").body())
        .isEqualTo(before.get("/_sandbox/faults").body());
    assertThat(after.get("/_sandbox/limits").body())
        .isEqualTo(before.get("/_sandbox/limits").body());
    assertThat(after.get("/_sandbox/requests").body())
        .isEqualTo(before.get("/_sandbox/requests").body());
    assertThat(after.get("/_sandbox/clock").text("/offset_seconds")).isEqualTo("7200.0");
    assertThat(after.fault(half).path("remaining").asInt()).isEqualTo(1);
    assertThat(after.list(token).status()).isEqualTo(500);
    assertThat(after.list(token).status()).isEqualTo(200);
    assertThat(after.list(revoked).error()).isEqualTo("190/460");
    assertThat(after.redeem(usedCode).status()).isEqualTo(400);
    assertThat(after.redeem(unusedCode).status()).isEqualTo(200);
    assertThat(after.publish(token, published).error()).isEqualTo("24/2207006");
    assertThat(after.publish(token, waiting).status()).isEqualTo(200);
    assertThat(after.publish(token, after.finishedImage(token, picture, "third")).error())
        .isEqualTo("9/2207042");
    var shown = "/media/" + after.publications().at("/0/media/0/sha256").asString() + ".jpeg";
    assertThat(after.get(shown).status()).isEqualTo(200);
  }

  @Test
  void aRestartedFacebookKnowsEverythingThatItKnew() throws IOException {
    var before = start(journal("before"));
    var facebook = new Facebook(before);
    facebook.limit("{'reel_processing_ms': 0, 'refuse_repeats': true}");
    var userToken = facebook.connect("linen.and.loam", "sandbox_pages", "3");
    var pageToken = facebook.pages(userToken).text("/data/2/access_token");
    var unusedCode = facebook.code("linen.and.loam");
    var usedCode = facebook.code("linen.and.loam");
    facebook.redeem(usedCode);
    var struck = facebook.pageToken("fern_and_fable");
    facebook.arm("list", "token_revoked", "'account': 'fern_and_fable'");
    facebook.posts(struck);
    var left = facebook.connect("northlight.ceramics");
    before.delete(Facebook.GRAPH + "/me/permissions", "access_token", left);
    var photo = pictures.jpeg(400, 400, Color.GREEN);
    var posted = attached(facebook.stage(pageToken, photo).text("/id"));
    facebook.publish(pageToken, "message", "published", "attached_media", posted);
    var staged = attached(facebook.stage(pageToken, photo).text("/id"));
    var video = FacebookReelTests.VIDEO;
    var finished = facebook.uploadedReel(pageToken, video);
    facebook.finishReel(pageToken, finished, "reel");
    var half = facebook.startReel(pageToken).text("/video_id");
    facebook.upload(pageToken, half, Arrays.copyOf(video, 100), 0, video.length);

    var sandbox = start(copyOfFiles("before", "after"));
    var after = new Facebook(sandbox);

    assertThat(sandbox.publications()).isEqualTo(before.publications()).hasSize(2);
    assertThat(after.pages(userToken).body().replaceAll("localhost:\\d+", ""))
        .isEqualTo(facebook.pages(userToken).body().replaceAll("localhost:\\d+", ""));
    assertThat(after.posts(struck).error()).isEqualTo("190/460");
    assertThat(after.get("/me", left).error()).isEqualTo("190/458");
    assertThat(after.redeem(usedCode).error()).isEqualTo("100/36009");
    assertThat(after.redeem(unusedCode).status()).isEqualTo(200);
    assertThat(after.publish(pageToken, "message", "published").error()).isEqualTo("506");
    assertThat(after.publish(pageToken, "attached_media", posted).error()).isEqualTo("100/1366051");
    assertThat(after.publish(pageToken, "attached_media", staged).status()).isEqualTo(200);
    assertThat(after.phases(pageToken, finished)).isEqualTo(FacebookReelTests.PUBLISHED);
    assertThat(after.finishReel(pageToken, finished, "reel").error()).isEqualTo("6000");
    var rest = Arrays.copyOfRange(video, 100, video.length);
    assertThat(after.upload(pageToken, half, rest, 100, video.length).status()).isEqualTo(200);
    after.finishReel(pageToken, half, "second half");
    assertThat(after.phases(pageToken, half)).isEqualTo(FacebookReelTests.PUBLISHED);
  }

  private static String attached(String photo) {
    return "[{\"media_fbid\":\"" + photo + "\"}]";
  }

  @Test
  void aRestartedSandboxKnowsItsCreatorsAndTheirPosts() throws IOException {
    var before = start(journal("before"));
    before.limit("tiktok", "{'processing_ms': 60000}");
    var earlier = new TikTok(before);
    var tokens = earlier.redeem(earlier.code("linen.and.loam"));
    var renewed = earlier.refresh(tokens.text("/refresh_token"));
    var token = renewed.text("/access_token");
    var chunk = 5 << 20;
    var video = Movie.UPRIGHT.padded(2 * chunk);
    var info = TikTok.info("PUBLIC_TO_EVERYONE", "published");
    var processing = earlier.postVideo(token, info, Movie.UPRIGHT.bytes());
    var half = earlier.initUpload(token, info, video.length, chunk, 2);
    earlier.upload(half.text("/data/upload_url"), video, 0, chunk, video.length);

    var after = start(copyOfFiles("before", "after"));
    var later = new TikTok(after);

    assertThat(later.refresh(tokens.text("/refresh_token")).text("/error"))
        .isEqualTo("invalid_grant");
    assertThat(later.status(token, processing).text("/data/status")).isEqualTo("PROCESSING_UPLOAD");
    assertThat(after.publications()).isEmpty();
    var url = half.text("/data/upload_url").replaceFirst("\\d+", "" + after.port());
    assertThat(later.upload(url, video, chunk, video.length, video.length).status()).isEqualTo(201);
    after.turnClock(61);
    later.awaitStatus(token, processing, "PUBLISH_COMPLETE");
    later.awaitStatus(token, half.text("/data/publish_id"), "PUBLISH_COMPLETE");
    assertThat(after.publications()).hasSize(2);

    after.turnClock(0);
    var afterThat = start(copyOfFiles("after", "after-that"));
    assertThat(afterThat.publications()).isEqualTo(after.publications());
  }

  @Test
  void aLineThatWasBeingWrittenWhenTheProcessDiedIsForgotten() throws IOException {
    var before = start(journal("before"));
    before.limit("{'posts_per_day': 7}");
    var torn = copyOfFiles("before", "after");
    Files.writeString(torn, "{\"kind\":\"Limits\",\"fact\":{\"insta", StandardOpenOption.APPEND);

    var after = start(torn);
    after.limit("{'containers_per_day': 8}");
    var afterThat = start(copyOfFiles("after", "after-that"));

    var limits = afterThat.get("/_sandbox/limits").json().path("instagram");
    assertThat(limits.path("posts_per_day").asInt()).isEqualTo(7);
    assertThat(limits.path("containers_per_day").asInt()).isEqualTo(8);
  }

  @Test
  void aResetIsRememberedToo() throws IOException {
    var before = start(journal("before"));
    var token = before.connect("linen.and.loam");
    before.reset();

    var after = start(copyOfFiles("before", "after"));

    assertThat(after.list(token).error()).isEqualTo("190");
    assertThat(after.get("/_sandbox/requests", "account", "linen.and.loam").json().path("items"))
        .isEmpty();
  }

  @Test
  void twoSandboxesDoNotShareAJournal() {
    start(journal("shared"));

    assertThatThrownBy(() -> start(journal("shared")))
        .hasStackTraceContaining("Another sandbox is writing the journal");
  }

  @Test
  void aJournalOfAnotherVersionIsSetAsideAndTheSandboxBeginsAnew(CapturedOutput output)
      throws IOException {
    var before = start(journal("before"));
    var token = before.connect("linen.and.loam");
    var journal = copyOfFiles("before", "after");
    Files.writeString(journal, "{\"kind\":\"Miracle\",\"fact\":{}}\n", StandardOpenOption.APPEND);
    var strange = Files.readString(journal);

    var after = start(journal);

    assertThat(output).contains(journal + " is of another version").contains("\"Miracle\"");
    assertThat(journal.resolveSibling("journal.jsonl.unreadable-1")).hasContent(strange);
    assertThat(after.list(token).error()).isEqualTo("190");
    var fresh = after.connect("linen.and.loam");
    var afterThat = start(copyOfFiles("after", "after-that"));
    assertThat(afterThat.list(fresh).status()).isEqualTo(200);
  }

  private Path journal(String name) {
    return directory.resolve(name).resolve("journal.jsonl");
  }

  private Sandbox start(Path journal) {
    var context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(PlatformSandboxApplication.class)
                .properties("spring.config.name=platform-sandbox")
                .run(
                    "--server.port=0",
                    "--postpilot.sandbox.journal=" + journal,
                    "--spring.main.banner-mode=off");
    running.add(context);
    return new Sandbox(context.getWebServer().getPort());
  }

  private Path copyOfFiles(String from, String to) throws IOException {
    var source = directory.resolve(from);
    try (var files = Files.walk(source)) {
      for (var file : files.toList()) {
        Files.copy(file, directory.resolve(to).resolve(source.relativize(file).toString()));
      }
    }
    return journal(to);
  }
}
