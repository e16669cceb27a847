package com.postpilot.account.remote;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a platform answered, whatever shape its errors have. */
public sealed interface Answer {

  record Ok(JsonNode body) implements Answer {
    /** The body may hold tokens. */
    @Override
    public String toString() {
      return "Ok";
    }
  }

  /**
   * A final no.
   *
   * @param errorCode the platform's own, such as {@code 190/463} or {@code invalid_grant}
   */
  record Refusal(String errorCode) implements Answer {}

  /** No answer, or none that decides anything: the same call may be answered later. */
  record None(String reason) implements Answer {}

  /** A field that platforms send as a text or as a number. */
  static Optional<String> text(JsonNode object, String field) {
    var value = object.path(field);
    return (value.isString() || value.isIntegralNumber()) && !value.asString().isBlank()
        ? Optional.of(value.asString())
        : Optional.empty();
  }

  /** The texts in an array; none if it is no array. */
  static List<String> texts(JsonNode array) {
    return array
        .valueStream()
        .map(element -> element.asString(""))
        .filter(text -> !text.isBlank())
        .toList();
  }

  /** A web address, unless it is longer than any that is worth keeping. */
  static Optional<String> url(JsonNode object, String field) {
    return text(object, field).filter(url -> url.length() <= 2000 && url.matches("https?://.*"));
  }
}
