package com.postpilot.account.tiktok;

import com.postpilot.account.remote.Answer;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How TikTok tells success from failure: its token host by an {@code error} that is a text, all
 * others by an {@code error} object that is there on success, too. The HTTP status says little.
 */
final class Envelope {
  private static final Set<String> PASSING =
      Set.of("internal_error", "rate_limit_exceeded", "server_error", "temporarily_unavailable");

  private Envelope() {}

  static Answer read(int status, JsonNode body) {
    var error = body.path("error");
    var code = error.isString() ? error.asString() : error.path("code").asString("");
    boolean well = error.isObject() ? code.equals("ok") : code.isEmpty() && status / 100 == 2;
    if (well) {
      return body.isObject() ? new Answer.Ok(body) : new Answer.None("HTTP " + status);
    }
    return status >= 500 || status == 429 || code.isBlank() || PASSING.contains(code)
        ? new Answer.None("HTTP " + status + ", code " + code)
        : new Answer.Refusal(code);
  }
}
