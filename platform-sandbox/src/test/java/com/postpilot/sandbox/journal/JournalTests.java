package com.postpilot.sandbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What an upgrade leaves behind: journals of which this version does not understand every line. */
class JournalTests {

  private static final String UNDERSTOOD =
      "{\"kind\":\"Said\",\"fact\":{\"speaker\":{\"name\":\"Ada\"},\"words\":2,\"tone\":null}}\n";

  record Speaker(String name) {}

  record Said(Speaker speaker, int words, @Nullable String tone) implements Fact {}

  static final class Minutes implements Chapter<Said> {
    final List<Said> all = new ArrayList<>();

    @Override
    public Class<Said> facts() {
      return Said.class;
    }

    @Override
    public void apply(Said said) {
      if (said.words() > 100) {
        throw new IllegalStateException("nobody says as much");
      }
      all.add(said);
    }

    @Override
    public void clear() {
      all.clear();
    }
  }

  @TempDir Path directory;
  Path file;
  Minutes minutes = new Minutes();

  @BeforeEach
  void begin() {
    file = directory.resolve("journal.jsonl");
  }

  @Test
  void whatIsUnderstoodIsRemembered() throws IOException {
    Files.writeString(file, UNDERSTOOD + UNDERSTOOD.replace(",\"tone\":null", ""));

    open().close();

    assertThat(minutes.all).hasSize(2).containsOnly(new Said(new Speaker("Ada"), 2, null));
    assertThat(directory).isDirectoryContaining("glob:**/journal.jsonl");
    assertThat(directory.toFile().list()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"Shouted\",\"fact\":{}}",
        "{\"kind\":\"Said\",\"fact\":{\"words\":1}}",
        "{\"kind\":\"Said\",\"fact\":{\"speaker\":{},\"words\":1}}",
        "{\"kind\":\"Said\",\"fact\":{\"speaker\":{\"name\":\"Ada\"}}}",
        "{\"kind\":\"Said\",\"fact\":{\"speaker\":{\"name\":\"Ada\"},\"words\":\"two\"}}",
        "{\"kind\":\"Said\",\"fact\":{\"speaker\":{\"name\":\"Ada\"},\"words\":101}}",
        "{\"kind\":\"Said\"}",
        "no JSON at all",
        "[]",
        ""
      })
  void aLineThatIsNotUnderstoodSetsTheWholeJournalAside(String line) throws IOException {
    Files.writeString(file, UNDERSTOOD + line + "\n" + UNDERSTOOD);

    try (var journal = open()) {
      assertThat(minutes.all).isEmpty();
      assertThat(aside(1)).hasContent(UNDERSTOOD + line + "\n" + UNDERSTOOD);
      journal.append(new Said(new Speaker("Bob"), 1, "calm"));
    }

    minutes = new Minutes();
    open().close();
    assertThat(minutes.all).containsExactly(new Said(new Speaker("Bob"), 1, "calm"));
  }

  @Test
  void bytesThatAreNoTextAreSetAside() throws IOException {
    Files.write(file, new byte[] {(byte) 0xC3, 0x28, '\n'});

    open().close();

    assertThat(aside(1)).hasBinaryContent(new byte[] {(byte) 0xC3, 0x28, '\n'});
    assertThat(file).isEmptyFile();
  }

  @Test
  void whatIsSetAsideReplacesNothingThatWasSetAsideEarlier() throws IOException {
    Files.writeString(aside(1), "earlier", StandardCharsets.UTF_8);
    Files.writeString(file, "later\n");

    open().close();

    assertThat(aside(1)).hasContent("earlier");
    assertThat(aside(2)).hasContent("later");
  }

  private Journal open() {
    return new Journal(List.of(minutes), JsonMapper.shared(), new JournalProperties(file));
  }

  private Path aside(int number) {
    return directory.resolve("journal.jsonl.unreadable-" + number);
  }
}
