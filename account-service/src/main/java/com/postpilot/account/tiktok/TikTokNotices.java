package com.postpilot.account.tiktok;

import com.postpilot.account.notice.Notice;
import com.postpilot.account.notice.NoticeReader;
import com.postpilot.account.remote.Answer;
import com.postpilot.common.contract.Platform;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** TikTok's webhooks, of which one tells that a person has withdrawn the consent. */
@Component
class TikTokNotices implements NoticeReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern SIGNATURE = Pattern.compile("t=(\\d{1,12}),\\s*s=(\\p{XDigit}{64})");
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final TikTokProperties properties;
  private final Clock clock;

  TikTokNotices(TikTokProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public Platform platform() {
    return Platform.TIKTOK;
  }

  @Override
  public Notice read(HttpHeaders headers, byte[] body) {
    var header = SIGNATURE.matcher(String.valueOf(headers.getFirst("TikTok-Signature")));
    if (!header.matches()
        || !isRecent(header.group(1))
        || !MessageDigest.isEqual(
            HexFormat.of().parseHex(header.group(2)), hmac(header.group(1), body))) {
      return new Notice.Forged();
    }
    return event(body).map(this::notice).orElseGet(Notice.Forged::new);
  }

  private boolean isRecent(String seconds) {
    var sent = Instant.ofEpochSecond(Long.parseLong(seconds));
    return Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
  }

  private byte[] hmac(String seconds, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              properties.clientSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty if it is none, or another app's. */
  private Optional<JsonNode> event(byte[] body) {
    try {
      return Optional.of(JSON.readTree(body))
          .filter(event -> event.path("client_key").asString("").equals(properties.clientKey()));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private Notice notice(JsonNode event) {
    var person = Answer.text(event, "user_openid");
    if (!event.path("event").asString("").equals("authorization.removed") || person.isEmpty()) {
      return new Notice.Irrelevant();
    }
    var created = event.path("create_time").asLong(0);
    return new Notice.Withdrawn(
        person.get(), created <= 0 ? clock.instant() : Instant.ofEpochSecond(created));
  }
}
