package com.postpilot.account.tiktok;

import com.postpilot.account.notice.Notice;
import com.postpilot.account.notice.NoticeReader;
import com.postpilot.account.remote.Answer;
import com.postpilot.common.contract.Platform;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
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
        || !isSigned(header.group(1), body, header.group(2))) {
      return new Notice.Forged();
    }
    return event(body).map(this::notice).orElseGet(Notice.Forged::new);
  }

  private boolean isRecent(String seconds) {
    var sent = Instant.ofEpochSecond(Long.parseLong(seconds));
    return Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
  }

  private boolean isSigned(String seconds, byte[] body, String signature) {
    var prefix = (seconds + ".").getBytes(StandardCharsets.UTF_8);
    var message = ByteBuffer.allocate(prefix.length + body.length).put(prefix).put(body).array();
    return properties.appSecret().hasSigned(message, HexFormat.of().parseHex(signature));
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
