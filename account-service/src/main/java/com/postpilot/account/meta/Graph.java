package com.postpilot.account.meta;

import com.postpilot.account.oauth.Checkup;
import com.postpilot.account.remote.Answer;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How Meta's hosts tell errors: in the Graph API's shape, or in that of Instagram's token host. */
public final class Graph {
  /** Codes that pass: unknown and temporary failures, and every kind of request limit. */
  private static final Set<Integer> PASSING =
      Set.of(1, 2, 4, 17, 32, 341, 613, 80001, 80002, 80006);

  private Graph() {}

  /** What a refusal means for the keys that were shown. */
  public enum Meaning {
    DEAD,
    RESTRICTED,
    /** Whatever else Meta has against the call may pass. */
    OPEN
  }

  public static Answer read(int status, JsonNode body) {
    if (body.path("error").isObject()) {
      return graphError(status, body.path("error"));
    }
    if (body.has("error_type") || body.has("error_message")) {
      return status >= 500 || status == 429
          ? new Answer.None("HTTP " + status)
          : new Answer.Refusal(Integer.toString(body.path("code").asInt(status)));
    }
    return status / 100 == 2 && body.isObject()
        ? new Answer.Ok(body)
        : new Answer.None("HTTP " + status);
  }

  private static Answer graphError(int status, JsonNode error) {
    int code = error.path("code").asInt(0);
    return status >= 500
            || code == 0
            || PASSING.contains(code)
            || error.path("is_transient").asBoolean(false)
        ? new Answer.None("HTTP " + status + ", code " + code)
        : new Answer.Refusal(errorCode(code, error.path("error_subcode").asInt(0)));
  }

  /** As Meta's documentation writes it: {@code 190/463}, or {@code 190}. */
  public static String errorCode(int code, int subcode) {
    return subcode == 0 ? Integer.toString(code) : code + "/" + subcode;
  }

  /** Only what says so condemns a connection. */
  public static Meaning meaning(String errorCode) {
    int code = Integer.parseInt(errorCode.split("/", 2)[0]);
    if (code == 190 || code == 102 || code == 3 || code == 10 || code / 100 == 2) {
      return Meaning.DEAD;
    }
    return code == 368 ? Meaning.RESTRICTED : Meaning.OPEN;
  }

  /** How an account is whose keys were refused with that code. */
  public static Checkup checkup(String errorCode) {
    return switch (meaning(errorCode)) {
      case DEAD -> new Checkup.Refused(errorCode);
      case RESTRICTED -> new Checkup.Restricted(errorCode);
      case OPEN -> new Checkup.Unavailable("code " + errorCode);
    };
  }
}
