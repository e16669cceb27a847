package com.postpilot.sandbox;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the sandbox answered. */
record Reply(int status, String body, HttpResponse<String> http) {

  private static final JsonMapper JSON = JsonMapper.shared();

  static Reply of(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.body(), response);
  }

  JsonNode json() {
    return JSON.readTree(body);
  }

  String text(String pointer) {
    return json().at(pointer).asString();
  }

  String header(String name) {
    return http.headers().firstValue(name).orElse("");
  }

  /** Code and subcode of a Graph error, as in {@code 190/463}; {@code none} when it is none. */
  String error() {
    var error = json().path("error");
    var code = error.path("code").asString("none");
    return error.has("error_subcode") ? code + "/" + error.path("error_subcode").asString() : code;
  }
}
