package com.postpilot.sandbox.callback;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * A message of a platform to the app.
 *
 * @param headers those that prove whom it is from
 */
public record Callback(String contentType, Map<String, String> headers, String body) {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Duration SIGNED_REQUEST_LIFE = Duration.ofHours(1);

  /**
   * Meta's: a form with a {@code signed_request}, signed as the text that it is.
   *
   * @param userId as the app knows the person
   */
  public static Callback signedRequest(String appSecret, String userId, Instant now) {
    var payload =
        """
        {"algorithm":"HMAC-SHA256","issued_at":%d,"expires":%d,"user_id":"%s"}"""
            .formatted(
                now.getEpochSecond(), now.plus(SIGNED_REQUEST_LIFE).getEpochSecond(), userId);
    var encoded = base64(payload.getBytes(StandardCharsets.UTF_8));
    var signature = base64(Signature.hmacSha256(appSecret, encoded));
    return new Callback(
        "application/x-www-form-urlencoded",
        Map.of(),
        "signed_request=" + signature + "." + encoded);
  }

  /** TikTok's: JSON, signed together with the time in a header. */
  public static Callback webhook(String clientSecret, String json, Instant now) {
    var time = Long.toString(now.getEpochSecond());
    var signature = HexFormat.of().formatHex(Signature.hmacSha256(clientSecret, time + "." + json));
    return new Callback(
        "application/json", Map.of("TikTok-Signature", "t=" + time + ",s=" + signature), json);
  }

  private static String base64(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }
}
