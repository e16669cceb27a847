package com.postpilot.sandbox.tiktok.api;

import com.postpilot.sandbox.traffic.ClientConnection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A request to the v2 API. */
public final class TikTokRequest {

  private final JsonMapper json;
  private final @Nullable String bearer;
  private final @Nullable MediaType contentType;
  private final @Nullable String fields;
  private final byte[] body;
  private final String origin;
  private final Instant receivedAt;
  private final ClientConnection connection;

  TikTokRequest(
      JsonMapper json,
      @Nullable String bearer,
      @Nullable MediaType contentType,
      @Nullable String fields,
      byte[] body,
      String origin,
      Instant receivedAt,
      ClientConnection connection) {
    this.json = json;
    this.bearer = bearer;
    this.contentType = contentType;
    this.fields = fields;
    this.body = body;
    this.origin = origin;
    this.receivedAt = receivedAt;
    this.connection = connection;
  }

  public Optional<String> token() {
    return Optional.ofNullable(bearer);
  }

  /** The body as the type; properties that the type does not have are overlooked. */
  public <T> T body(Class<T> type) {
    if (contentType == null || !contentType.isCompatibleWith(MediaType.APPLICATION_JSON)) {
      throw TikTokError.invalidParams(
          "Only application/json; charset=UTF-8 is accepted as Content-Type.");
    }
    try {
      return read(type)
          .orElseThrow(() -> TikTokError.invalidParams("The body is not a JSON object"));
    } catch (JacksonException e) {
      throw TikTokError.invalidParams("The body cannot be read: " + e.getOriginalMessage());
    }
  }

  private <T> Optional<T> read(Class<T> type) {
    return Optional.ofNullable(
        json.readerFor(type)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .readValue(body));
  }

  /** The names in the {@code fields} parameter, which has to be there. */
  public List<String> fields() {
    if (fields == null || fields.isBlank()) {
      throw TikTokError.invalidParams("Fields is required");
    }
    return Arrays.stream(fields.split(",", -1)).map(String::strip).toList();
  }

  /** Scheme, host and port by which the client knows the sandbox. */
  public String origin() {
    return origin;
  }

  /** By the platforms' clock. */
  public Instant receivedAt() {
    return receivedAt;
  }

  public ClientConnection connection() {
    return connection;
  }
}
