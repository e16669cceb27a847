package com.postpilot.queue.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of a language, and those of English, as {@code words.txt} lists them. */
final class Lexicon {
  static final Lexicon EVERY_LANGUAGE;

  /** What would claim nothing in a caption ("a glass") may well be a fact ("a glass jar"). */
  static final Lexicon OF_FACTS;

  static final Map<String, Set<String>> IMPLIED = new HashMap<>();
  private static final Map<String, Lexicon> BY_LANGUAGE = new HashMap<>();
  private static final List<String> LANGUAGES = List.of("de", "fr", "es", "en");
  private static final int LONGEST_PHRASE = 5;
  private static final int LONGEST_STEMMED = 40;

  static {
    var lines = lines();
    for (var language : LANGUAGES) {
      BY_LANGUAGE.put(language, new Lexicon(lines, List.of("en", language)));
    }
    EVERY_LANGUAGE =
        new Lexicon(lines.stream().map(Lexicon::countingInEnglish).toList(), LANGUAGES);
    var claiming = lines.stream().filter(line -> !line.startsWith("NONE")).toList();
    OF_FACTS = new Lexicon(claiming, LANGUAGES);
  }

  /** A kind of claim, {@code NONE}, or what a word tells of the number beside it. */
  record Entry(String kind, String group) {}

  /**
   * @param end the token after its last
   */
  record Found(Entry entry, int end) {}

  record Unit(String dimension, BigDecimal factor) {}

  private record Stem(Entry entry, int longestEnding) {}

  private final Map<String, Entry> claims = new HashMap<>();
  private final Map<String, Stem> stems = new HashMap<>();
  private final Map<String, Set<String>> roles = new HashMap<>();
  private final Map<String, BigDecimal> counts = new HashMap<>();
  private final Map<String, Unit> units = new HashMap<>();
  private final Map<String, Unit> unitStems = new HashMap<>();
  private final Set<String> vocabulary = new HashSet<>(Set.of("percent", "prozent"));

  private Lexicon(List<String> lines, List<String> languages) {
    for (var line : lines) {
      if (line.startsWith("UNIT")) {
        addUnit(line);
      } else if (line.startsWith("IMPLIES")) {
        addImplied(line);
      }
    }
    for (var language : languages) {
      for (var line : lines) {
        if (!line.startsWith("UNIT") && !line.startsWith("IMPLIES")) {
          addWords(line, language, languages.equals(LANGUAGES));
        }
      }
    }
  }

  /** All languages where we do not know the words of this one. */
  static Lexicon of(Locale language) {
    return BY_LANGUAGE.getOrDefault(language.getLanguage(), EVERY_LANGUAGE);
  }

  private static List<String> lines() {
    try (var in = Lexicon.class.getResourceAsStream("words.txt")) {
      if (in == null) {
        throw new IllegalStateException("words.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Eleven is "once" in Spanish, and that is no number in most other languages. */
  private static String countingInEnglish(String line) {
    return line.startsWith("COUNT") ? line.replaceAll(" \\| (de|fr|es) .*", "") : line;
  }

  private static void addImplied(String line) {
    int colon = line.indexOf(':');
    var groups = List.of(line.substring(colon + 1).strip().split(", *"));
    IMPLIED
        .computeIfAbsent(
            line.substring("IMPLIES".length(), colon).strip(), group -> new HashSet<>())
        .addAll(groups);
  }

  private void addUnit(String line) {
    var parts = line.split("\\|", 2);
    var head = parts[0].strip().split(" ", 3);
    var unit = new Unit(head[1], new BigDecimal(head[2]));
    for (var word : parts[1].split(",", -1)) {
      var name = word.strip();
      if (name.endsWith("*")) {
        unitStems.put(name.substring(0, name.length() - 1), unit);
      }
      units.put(name.replace("*", ""), unit);
    }
  }

  private void addWords(String line, String language, boolean every) {
    var parts = line.split("\\|", -1);
    var head = parts[0].strip().split(" ", 2);
    var entry = new Entry(head[0], head[1]);
    for (int i = 1; i < parts.length; i++) {
      var part = parts[i].strip();
      if (part.startsWith(language + " ")) {
        for (var phrase : part.substring(language.length() + 1).split(",", -1)) {
          addPhrase(phrase.strip(), entry, every);
        }
      }
    }
  }

  private void addPhrase(String phrase, Entry entry, boolean every) {
    var key =
        Tokens.of(phrase.replace("*", "")).stream()
            .filter(token -> !token.is("-"))
            .map(Token::text)
            .collect(Collectors.joining(" "));
    switch (entry.kind()) {
      case "ROLE" -> roles.computeIfAbsent(key, word -> new HashSet<>()).add(entry.group());
      case "COUNT" -> counts.put(key, new BigDecimal(entry.group()));
      default -> {
        if (phrase.endsWith("*")) {
          stems.put(key, new Stem(entry, phrase.endsWith("**") ? LONGEST_STEMMED : 3));
        } else if (every && entry.kind().equals("NONE")) {
          claims.putIfAbsent(key, entry);
        } else {
          claims.put(key, entry);
          vocabulary.addAll(List.of(key.split(" ")));
        }
      }
    }
  }

  Set<String> vocabulary() {
    return vocabulary;
  }

  /** The longest phrase that begins there. */
  @Nullable Found claimAt(List<Token> tokens, int at) {
    var phrases = phrases(tokens, at);
    for (int i = phrases.size() - 1; i >= 0; i--) {
      var phrase = phrases.get(i);
      var exact = claims.get(phrase.key);
      if (exact != null) {
        return new Found(exact, phrase.end);
      }
      var stemmed = stemmed(phrase.key);
      if (stemmed != null) {
        return new Found(stemmed, phrase.end);
      }
    }
    return null;
  }

  private record Phrase(String key, int end) {}

  private static List<Phrase> phrases(List<Token> tokens, int at) {
    var phrases = new ArrayList<Phrase>();
    var key = new StringBuilder();
    for (int i = at; i < tokens.size() && phrases.size() < LONGEST_PHRASE; i++) {
      var token = tokens.get(i);
      if (i > at && (token.is("-") || token.is("°"))) {
        continue;
      }
      if (token.type() == Token.Type.SIGN || token.tag() != tokens.get(at).tag()) {
        break;
      }
      key.append(key.isEmpty() ? "" : " ").append(token.text());
      phrases.add(new Phrase(key.toString(), i + 1));
    }
    return phrases;
  }

  private @Nullable Entry stemmed(String key) {
    int word = key.lastIndexOf(' ') + 1;
    int longest = Math.min(key.length(), word + LONGEST_STEMMED);
    for (int end = longest; end >= word + 3; end--) {
      var stem = stems.get(key.substring(0, end));
      if (stem != null && key.length() - end <= stem.longestEnding()) {
        return stem.entry();
      }
    }
    return null;
  }

  /** Whether a phrase of this role begins there; where it ends, or 0. */
  int roleAt(List<Token> tokens, int at, String role) {
    if (at < 0 || at >= tokens.size()) {
      return 0;
    }
    var phrases = phrases(tokens, at);
    for (int i = phrases.size() - 1; i >= 0; i--) {
      if (roles.getOrDefault(phrases.get(i).key, Set.of()).contains(role)) {
        return phrases.get(i).end;
      }
    }
    return 0;
  }

  /** Whether a phrase of this role ends right before; where it begins, or -1. */
  int roleBefore(List<Token> tokens, int at, String role) {
    for (int from = Math.max(0, at - 3); from < at; from++) {
      if (roleAt(tokens, from, role) == at) {
        return from;
      }
    }
    return -1;
  }

  @Nullable BigDecimal count(Token token) {
    return token.isWord() ? counts.get(token.text()) : null;
  }

  @Nullable Unit unit(String word) {
    var unit = units.get(word);
    for (int ending = 1; unit == null && ending <= 2 && word.length() > ending + 4; ending++) {
      unit = unitStems.get(word.substring(0, word.length() - ending));
    }
    return unit;
  }
}
