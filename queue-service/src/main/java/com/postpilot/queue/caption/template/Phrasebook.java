package com.postpilot.queue.caption.template;

import com.postpilot.queue.caption.Tone;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The phrases of one language, from {@code captions/<language>.txt}. */
final class Phrasebook {
  private final Map<Purpose, Map<Tone, List<Phrase>>> phrases = new EnumMap<>(Purpose.class);

  private Phrasebook() {}

  static Phrasebook of(Language language) {
    String path = "/captions/" + language.code() + ".txt";
    try (InputStream file = Phrasebook.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("no phrases at " + path);
      }
      var book = new Phrasebook();
      book.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      return book;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String file) {
    Purpose purpose = null;
    List<Tone> tones = List.of();
    for (String line : file.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        String[] heading = line.substring(1, line.length() - 1).split(" ", -1);
        purpose = Purpose.of(heading[0]);
        tones =
            List.of(heading).subList(1, heading.length).stream()
                .map(tone -> Tone.valueOf(tone.toUpperCase(Locale.ROOT)))
                .toList();
      } else if (purpose == null) {
        throw new IllegalStateException("a phrase before the first heading: " + line);
      } else {
        var phrase = Phrase.of(unbreakable(line));
        for (Tone tone : tones) {
          phrases
              .computeIfAbsent(purpose, _ -> new EnumMap<>(Tone.class))
              .computeIfAbsent(tone, _ -> new ArrayList<>())
              .add(phrase);
        }
      }
    }
  }

  /** French keeps a space before some punctuation, which must not begin a line. */
  private static String unbreakable(String line) {
    return line.replaceAll(" (?=[?!:;»])", "\u00A0").replace("« ", "«\u00A0");
  }

  List<Phrase> phrases(Purpose purpose, Tone tone) {
    return phrases.getOrDefault(purpose, Map.of()).getOrDefault(tone, List.of());
  }
}
