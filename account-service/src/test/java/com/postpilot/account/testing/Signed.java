package com.postpilot.account.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What platforms send by themselves, signed as they sign it. */
public final class Signed {
  private Signed() {}

  /** Facebook's form for a person. */
  public static String request(String userId, Instant issuedAt) {
    return request(userId, issuedAt, FakeFacebook.CLIENT_SECRET);
  }

  public static String request(String userId, Instant issuedAt, String secret) {
    return form(
        "{\"algorithm\": \"HMAC-SHA256\", \"issued_at\": %d, \"expires\": 0, \"user_id\": \"%s\"}"
            .formatted(issuedAt.getEpochSecond(), userId),
        secret);
  }

  /** A form of Facebook's with another payload. */
  @SuppressWarnings("AnnotateFormatMethod") // its annotation is not on the class path
  public static String payload(String json, Object... values) {
    return form(json.formatted(values), FakeFacebook.CLIENT_SECRET);
  }

  private static String form(String json, String secret) {
    var base64 = Base64.getUrlEncoder().withoutPadding();
    var payload = base64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return "signed_request=" + base64.encodeToString(hmac(secret, payload)) + "." + payload;
  }

  /** TikTok's webhook; its content is a JSON text. */
  public static String event(String name, String openId) {
    return """
    {"client_key": "%s", "event": "%s", "create_time": %d, "user_openid": "%s",
     "content": "{\\"reason\\": 1}"}\
    """
        .formatted(FakeTikTok.CLIENT_KEY, name, Instant.now().getEpochSecond(), openId);
  }

  /** The {@code s} of TikTok's signature. */
  public static String hex(String body, Instant at) {
    return HexFormat.of()
        .formatHex(hmac(FakeTikTok.CLIENT_SECRET, at.getEpochSecond() + "." + body));
  }

  static byte[] hmac(String secret, String message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
