package com.postpilot.account.meta;

import com.postpilot.account.notice.Notice;
import com.postpilot.account.oauth.AppSecret;
import com.postpilot.account.remote.Answer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Meta's {@code signed_request}: signature and payload, base64url each, in a form. */
public final class SignedRequest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FIELD = "signed_request=";

  private SignedRequest() {}

  /** Reads the form that Meta posts when a person removes the app or wants to be forgotten. */
  public static Notice read(byte[] form, AppSecret secret, Instant now) {
    return value(form)
        .flatMap(value -> payload(value, secret))
        .filter(payload -> isCurrent(payload, now))
        .flatMap(
            payload ->
                Answer.text(payload, "user_id")
                    .<Notice>map(user -> new Notice.Withdrawn(user, issuedAt(payload, now))))
        .orElseGet(Notice.Forged::new);
  }

  private static Optional<String> value(byte[] form) {
    return Arrays.stream(new String(form, StandardCharsets.UTF_8).split("&"))
        .filter(pair -> pair.startsWith(FIELD))
        .map(pair -> decoded(pair.substring(FIELD.length())))
        .findFirst()
        .filter(value -> !value.isEmpty());
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // not a form: no signature fits it
    }
  }

  /** Signed is the payload as it was sent: it is not decoded before the signature fits. */
  private static Optional<JsonNode> payload(String value, AppSecret secret) {
    var parts = value.split("\\.", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      var signature = Base64.getUrlDecoder().decode(parts[0]);
      if (!secret.hasSigned(parts[1].getBytes(StandardCharsets.UTF_8), signature)) {
        return Optional.empty();
      }
      return Optional.of(JSON.readTree(Base64.getUrlDecoder().decode(parts[1])))
          .filter(
              payload -> payload.path("algorithm").asString("").equalsIgnoreCase("HMAC-SHA256"));
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty();
    }
  }

  private static boolean isCurrent(JsonNode payload, Instant now) {
    var expires = payload.path("expires").asLong(0);
    return expires <= 0 || now.getEpochSecond() < expires;
  }

  private static Instant issuedAt(JsonNode payload, Instant now) {
    var issued = payload.path("issued_at").asLong(0);
    return issued <= 0 ? now : Instant.ofEpochSecond(issued);
  }
}
