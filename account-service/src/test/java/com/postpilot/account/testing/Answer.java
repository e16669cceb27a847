package com.postpilot.account.testing;

import java.net.URI;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(int status, String body, HttpResponse<String> response) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.body(), response);
  }

  public JsonNode json() {
    return JSON.readTree(body);
  }

  /** A value by JSON pointer; empty if it is absent or null. */
  public String text(String pointer) {
    return json().at(pointer).asString("");
  }

  public URI location() {
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
