package com.postpilot.account.instagram;

import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Instagram answered. Its two hosts tell errors in two shapes; both are read here. */
sealed interface Answer {

  record Ok(JsonNode body) implements Answer {
    /** The body holds tokens. */
    @Override
    public String toString() {
      return "Ok";
    }
  }

  /** A final no. */
  record Refusal(int code, int subcode) implements Answer {
    /** As Instagram's documentation writes it: {@code 190/463}, or {@code 190}. */
    String errorCode() {
      return subcode == 0 ? Integer.toString(code) : code + "/" + subcode;
    }
  }

  /** No answer, or none that decides anything: the same call may be answered later. */
  record None(String reason) implements Answer {}

  /** Codes that pass: unknown and temporary failures, and every kind of request limit. */
  Set<Integer> PASSING = Set.of(1, 2, 4, 17, 32, 341, 613, 80001, 80002, 80006);

  JsonMapper JSON = JsonMapper.builder().build();

  static Answer of(int status, byte[] body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException e) {
      return new None("HTTP " + status + " without JSON");
    }
    if (json.path("error").isObject()) {
      return graphError(status, json.path("error"));
    }
    if (json.has("error_type") || json.has("error_message")) {
      return status >= 500 || status == 429
          ? new None("HTTP " + status)
          : new Refusal(json.path("code").asInt(status), 0);
    }
    return status / 100 == 2 && json.isObject() ? new Ok(json) : new None("HTTP " + status);
  }

  private static Answer graphError(int status, JsonNode error) {
    int code = error.path("code").asInt(0);
    return status >= 500 || code == 0 || PASSING.contains(code) || isTransient(error)
        ? new None("HTTP " + status + ", code " + code)
        : new Refusal(code, error.path("error_subcode").asInt(0));
  }

  private static boolean isTransient(JsonNode error) {
    return error.path("is_transient").asBoolean(false);
  }

  /** A field that Instagram sends as a text or as a number. */
  static Optional<String> text(JsonNode object, String field) {
    var value = object.path(field);
    return (value.isString() || value.isIntegralNumber()) && !value.asString().isBlank()
        ? Optional.of(value.asString())
        : Optional.empty();
  }
}
