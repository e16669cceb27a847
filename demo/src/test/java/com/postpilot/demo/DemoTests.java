package com.postpilot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTests {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) throws InterruptedException {
    var demo =
        new Demo(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            Clock.systemUTC());
    return demo.run(List.of(words));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void itsOwnProductsAreThere() throws InterruptedException {
    assertThat(run("--check")).isZero();
  }

  @Test
  void aFileThatCannotBeReadEndsWithTwoAndOneSentence(@TempDir Path directory) throws Exception {
    var missing = directory.resolve("missing.csv").toString();

    assertThat(run("--check", "--products", missing)).isEqualTo(2);
    assertThat(said().strip()).isEqualTo("There is no file " + missing + ".");
    err.reset();
    assertThat(run("--products", directory.toString())).isEqualTo(2);
    assertThat(said().lines()).hasSize(1).first().asString().contains("cannot be read");
  }

  @Test
  void argumentsThatMeanNothingEndWithTwoAndTheUsage() throws InterruptedException {
    assertThat(run("--product", "x.csv")).isEqualTo(2);
    assertThat(said()).contains("\"--product\"").contains("Usage: ./postpilot demo");
    assertThat(run("--products")).isEqualTo(2);
    assertThat(run("--currency", "dollars")).isEqualTo(2);
    assertThat(run("--tiktok-a-minute", "0")).isEqualTo(2);
  }

  @Test
  void aSuiteThatDoesNotAnswerIsOneSentence() throws IOException, InterruptedException {
    int nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }

    assertThat(run("--gateway", "http://localhost:" + nobody)).isEqualTo(1);
    assertThat(said().lines()).hasSize(1).first().asString().contains("nobody answers");
  }
}
