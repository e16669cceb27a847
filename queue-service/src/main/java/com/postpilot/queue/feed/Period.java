package com.postpilot.queue.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From when until when, as ISO 8601 has it; UTC where no offset is given. */
record Period(Instant from, Instant until) {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  /**
   * @return null if it is none
   */
  static @Nullable Period read(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return null;
    }
    try {
      var from = instant(text.substring(0, slash).strip(), 0);
      var until = instant(text.substring(slash + 1).strip(), 1);
      return until.isBefore(from) ? null : new Period(from, until);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** A day alone begins with its first moment, and ends with its last. */
  private static Instant instant(String text, int days) {
    return switch (TIME.parseBest(
        text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
      case OffsetDateTime time -> time.toInstant();
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
      case LocalDate day -> day.plusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC);
      default -> throw new IllegalStateException("asked for none of these");
    };
  }

  boolean covers(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(until);
  }
}
