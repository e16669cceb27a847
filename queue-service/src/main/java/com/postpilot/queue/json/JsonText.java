package com.postpilot.queue.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One canonical form (sorted members, no white space), so that equal values are equal texts. */
public final class JsonText {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          // What a record is asked is not what it holds.
          .changeDefaultVisibility(members -> members.withIsGetterVisibility(Visibility.NONE))
          .build();

  private JsonText() {}

  public static String of(Object value) {
    return CANONICAL.writeValueAsString(value);
  }

  public static @Nullable String ofNullable(@Nullable Object value) {
    return value == null ? null : of(value);
  }

  public static <T> T read(String text, Class<T> type) {
    return CANONICAL.readValue(text, type);
  }

  public static <T> T read(String text, TypeReference<T> type) {
    return CANONICAL.readValue(text, type);
  }

  public static <T> @Nullable T readNullable(@Nullable String text, Class<T> type) {
    return text == null ? null : read(text, type);
  }
}
