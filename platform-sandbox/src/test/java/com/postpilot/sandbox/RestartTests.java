package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * A killed sandbox is played by its files as they lie on the disk while it runs: a second one
 * starts on a copy of them.
 */
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
  void aJournalThatCannotBeUnderstoodStopsTheStart() throws IOException {
    var journal = journal("strange");
    Files.createDirectories(journal.getParent());
    Files.writeString(journal, "{\"kind\":\"Miracle\",\"fact\":{}}\n");

    assertThatThrownBy(() -> start(journal)).hasStackTraceContaining("a fact that nobody knows");
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
