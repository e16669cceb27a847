package com.postpilot.post.scheduling;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A time as its author meant it, and the instant that this is.
 *
 * @param localTime on the wall of {@code timezone}
 * @param timezone an IANA zone
 */
public record PlannedTime(Instant at, LocalDateTime localTime, ZoneId timezone) {
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter SENTENCE =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.ENGLISH);

  /** This instant, on the wall of {@code timezone}. */
  public static PlannedTime at(Instant instant, ZoneId timezone) {
    var at = instant.truncatedTo(ChronoUnit.MICROS);
    return new PlannedTime(at, LocalDateTime.ofInstant(at, timezone), timezone);
  }

  /** For sentences, such as {@code 1 November 2026 at 09:00 (New York time)}. */
  public static String words(Instant at, ZoneId timezone) {
    var id = timezone.getId();
    var city = id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    return "%s (%s)"
        .formatted(SENTENCE.format(at.atZone(timezone)), city.equals(id) ? id : city + " time");
  }

  /**
   * A time on the wall. One that occurs twice, when clocks are set back, is the earlier.
   *
   * @throws Problem 422 {@code time_in_gap}, with a proposal, for one that does not occur
   */
  static PlannedTime onTheWall(LocalDateTime wall, ZoneId timezone, String field) {
    var localTime = wall.truncatedTo(ChronoUnit.MICROS);
    var gap = timezone.getRules().getTransition(localTime);
    if (gap != null && gap.isGap()) {
      var proposed = localTime.plus(gap.getDuration());
      throw Problem.at(
              ProblemCode.TIME_IN_GAP,
              field,
              "On that day the clocks of %s are set forward from %s to %s: %s does not exist."
                  .formatted(
                      timezone,
                      MINUTES.format(gap.getDateTimeBefore()),
                      MINUTES.format(gap.getDateTimeAfter()),
                      MINUTES.format(localTime)))
          .with(
              "proposal",
              Map.of(
                  "local_time",
                  proposed,
                  "timezone",
                  timezone.getId(),
                  "scheduled_at",
                  proposed.toInstant(gap.getOffsetAfter())));
    }
    // ofLocal takes the earlier of two offsets
    return new PlannedTime(localTime.atZone(timezone).toInstant(), localTime, timezone);
  }

  /** For a wall time that occurs twice: which of the two this is. Otherwise null. */
  public @Nullable String timezoneNote() {
    var offsets = timezone.getRules().getValidOffsets(localTime);
    if (offsets.size() < 2) {
      return null;
    }
    var taken = localTime.atZone(timezone).withEarlierOffsetAtOverlap();
    return "%s occurs twice in %s because the clocks are set back; this is the %s one, at %s."
        .formatted(
            MINUTES.format(localTime),
            timezone,
            taken.toInstant().equals(at) ? "earlier" : "later",
            utcOffset(timezone.getRules().getOffset(at)));
  }

  private static String utcOffset(ZoneOffset offset) {
    return "UTC" + (offset.equals(ZoneOffset.UTC) ? "" : offset.getId());
  }

  /**
   * The zone of that name.
   *
   * @throws Problem 422 for what is not the name of an IANA zone
   */
  public static ZoneId zone(String name, String field) {
    try {
      if (ZoneId.getAvailableZoneIds().contains(name)) {
        return ZoneId.of(name);
      }
    } catch (DateTimeException e) {
      // not a zone either
    }
    throw Problem.invalid(
        field, "unknown_timezone", "This must be an IANA time zone such as Europe/Berlin.");
  }
}
