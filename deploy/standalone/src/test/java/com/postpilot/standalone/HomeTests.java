package com.postpilot.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTests {
  @TempDir Path directory;

  @Test
  void aSecondSuiteOnTheSameDataIsRefusedInOneSentence() throws IOException {
    try (var _ = Home.open(directory)) {
      assertThatThrownBy(() -> Home.open(directory))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("running already")
          .hasMessageContaining(directory.toString())
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void whoeverWaitsSeesTheProcessAndLaterThatItIsReady() throws IOException {
    try (var home = Home.open(directory)) {
      assertThat(directory.resolve("standalone.pid"))
          .hasContent(Long.toString(ProcessHandle.current().pid()));
      assertThat(directory.resolve("ready")).doesNotExist();

      home.announceReady("Welcome");

      assertThat(directory.resolve("ready")).hasContent("Welcome");
    }
    assertThat(directory.resolve("standalone.pid")).doesNotExist();
    assertThat(directory.resolve("ready")).doesNotExist();
  }

  @Test
  void theReadyMarkOfAKilledSuiteIsNotTakenForOurs() throws IOException {
    Files.writeString(directory.resolve("ready"), "Welcome");

    try (var _ = Home.open(directory)) {
      assertThat(directory.resolve("ready")).doesNotExist();
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeIsOneSentenceWithTheWayOut() throws IOException {
    var file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> Home.open(file))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("POSTPILOT_HOME");
  }
}
