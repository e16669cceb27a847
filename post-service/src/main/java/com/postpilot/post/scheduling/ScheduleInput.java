package com.postpilot.post.scheduling;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When, in one of three forms: an instant, a time on the wall of a zone, or the best free slot.
 *
 * @param localTime ISO-8601 without offset
 * @param timezone an IANA zone; beside an instant it says on whose wall the author read it
 */
public record ScheduleInput(
    @Nullable Instant scheduledAt,
    @Nullable String localTime,
    @Nullable String timezone,
    @JsonProperty("auto") @Nullable Boolean automatic) {

  /**
   * The time that is meant.
   *
   * @param field where this object stands in the request
   * @throws Problem 422 if it is none, does not exist or has passed
   */
  public PlannedTime resolve(String field, Instant now) {
    if (Boolean.TRUE.equals(automatic)) {
      throw Problem.invalid(
          field + ".auto",
          "not_offered",
          "Automatic times are not offered yet: give scheduled_at, or local_time and timezone.");
    }
    var planned = planned(field);
    if (!planned.at().isAfter(now)) {
      throw Problem.at(
          ProblemCode.DUE_IN_PAST,
          localTime == null ? field + ".scheduled_at" : field + ".local_time",
          "This time has passed. To publish at once, use publish.");
    }
    return planned;
  }

  private PlannedTime planned(String field) {
    if (scheduledAt != null && localTime != null) {
      throw Problem.invalid(
          field + ".local_time", "conflict", "Give either scheduled_at or local_time.");
    }
    if (scheduledAt != null) {
      return PlannedTime.at(
          scheduledAt,
          timezone == null
              ? PlannedTime.zone("UTC", field)
              : PlannedTime.zone(timezone, field + ".timezone"));
    }
    if (localTime == null) {
      throw Problem.invalid(
          field + ".scheduled_at", "not_null", "Give scheduled_at, or local_time and timezone.");
    }
    if (timezone == null) {
      throw Problem.invalid(field + ".timezone", "not_null", "A local time needs its time zone.");
    }
    return PlannedTime.onTheWall(
        wall(localTime, field + ".local_time"),
        PlannedTime.zone(timezone, field + ".timezone"),
        field + ".local_time");
  }

  private static LocalDateTime wall(String text, String field) {
    try {
      var wall = LocalDateTime.parse(text);
      if (wall.getYear() >= 1970 && wall.getYear() <= 9998) {
        return wall;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw Problem.invalid(
        field, "wrong_type", "This must be a local time such as 2026-11-01T09:00.");
  }
}
