package com.postpilot.common.web;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The sort key of the last row of a page, as an opaque text. */
public final class Cursor {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(StrictInput.module())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private Cursor() {}

  static String encode(Object key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(key));
  }

  /**
   * @param key the record that the cursor was made from
   * @throws Problem 422 if the cursor is not one of this list
   */
  public static <K> Optional<K> decode(@Nullable String cursor, Class<K> key) {
    if (cursor == null) {
      return Optional.empty();
    }
    try {
      var decoded = JSON.readValue(Base64.getUrlDecoder().decode(cursor), key);
      if (decoded != null) {
        return Optional.of(decoded);
      }
    } catch (JacksonException | IllegalArgumentException e) {
      // The same answer as for any other text that is not a cursor.
    }
    throw Problem.invalid("cursor", "invalid", "This is not a cursor of this list.");
  }
}
