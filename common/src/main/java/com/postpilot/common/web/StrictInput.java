package com.postpilot.common.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;

/**
 * Input that is read as it is meant or not at all: a text is a JSON string of characters that the
 * database can hold, an instant is an ISO-8601 string.
 */
final class StrictInput {
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private StrictInput() {}

  /** A value that is refused for a reason that its type does not tell. */
  static final class Refused extends MismatchedInputException {
    private final String reason;

    Refused(JsonParser parser, Class<?> wanted, String reason) {
      super(parser, reason, wanted);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  static SimpleModule module() {
    return new SimpleModule("strict-input")
        .addDeserializer(String.class, new Text())
        .addDeserializer(Instant.class, new Moment());
  }

  /** PostgreSQL stores no U+0000, and half of a surrogate pair is no character. */
  static boolean storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private static final class Text extends StdScalarDeserializer<String> {
    Text() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        throw new Refused(parser, String.class, "This must be a text.");
      }
      var text = parser.getString();
      if (!storable(text)) {
        throw new Refused(parser, String.class, "This has characters that cannot be stored.");
      }
      return text;
    }
  }

  /**
   * An instant that the database can hold.
   *
   * @throws DateTimeException with a sentence for the caller
   */
  static Instant instant(String text) {
    Instant instant;
    try {
      instant = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new DateTimeException("This must be an instant such as 2026-11-01T09:00:00Z.", e);
    }
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new DateTimeException("This must lie between 1970 and 9999.");
    }
    return instant;
  }

  private static final class Moment extends StdScalarDeserializer<Instant> {
    Moment() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      try {
        return instant(parser.hasToken(JsonToken.VALUE_STRING) ? parser.getString() : "");
      } catch (DateTimeException e) {
        throw new Refused(parser, Instant.class, String.valueOf(e.getMessage()));
      }
    }
  }
}
