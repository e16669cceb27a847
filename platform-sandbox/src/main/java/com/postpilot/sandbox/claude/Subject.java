package com.postpilot.sandbox.claude;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a request is about: a product, if there is a JSON object with a title in what the user says.
 */
record Subject(String title, String text) {

  static Subject of(JsonMapper json, List<String> texts) {
    return texts.reversed().stream()
        .flatMap(text -> parse(json, text).stream())
        .flatMap(node -> find(node).stream())
        .findFirst()
        .orElseGet(() -> plain(texts.getLast()));
  }

  private static Optional<JsonNode> parse(JsonMapper json, String text) {
    try {
      return text.strip().startsWith("{") ? Optional.of(json.readTree(text)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<Subject> find(JsonNode node) {
    if (node.path("title").isString()) {
      return Optional.of(
          new Subject(
              node.path("title").asString().strip(),
              node.path("description").asString("").strip()));
    }
    return node.values().stream().flatMap(value -> find(value).stream()).findFirst();
  }

  private static Subject plain(String text) {
    var lines = text.strip().split("\n", 2);
    return new Subject(lines[0].strip(), lines.length == 1 ? "" : lines[1].strip());
  }

  /** Title and opening, and nothing that the request does not say. */
  String caption(String separator) {
    var opening = opening();
    return opening.isEmpty() ? title + "." : title + separator + opening;
  }

  List<String> hashtags() {
    var words =
        Arrays.stream(title.split("\\P{L}+"))
            .filter(word -> word.length() > 2)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .distinct()
            .limit(4)
            .toList();
    return words.isEmpty() ? List.of("shop") : words;
  }

  private String opening() {
    var sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(text);
    int end = sentences.next();
    return text.substring(0, end == BreakIterator.DONE ? text.length() : end).strip();
  }
}
