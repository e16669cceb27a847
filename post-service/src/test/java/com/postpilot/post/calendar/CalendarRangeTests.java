package com.postpilot.post.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.postpilot.common.web.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CalendarRangeTests {

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList());
  }

  @Property(tries = 5_000)
  void anInstantIsOnTheCalendarIfItsLocalDateIs(
      @ForAll("zones") String id,
      @ForAll @IntRange(max = 7_000) int day,
      @ForAll @IntRange(max = 99) int length,
      @ForAll @IntRange(min = -200_000, max = 200_000) int seconds) {
    var zone = ZoneId.of(id);
    var first = LocalDate.parse("2020-01-01").plusDays(day);
    var last = first.plusDays(length);
    var range = CalendarController.Range.of(first, last, zone);

    for (var near :
        List.of(
            range.from(),
            range.to(),
            range.from().plusSeconds(seconds),
            range.to().minusNanos(1))) {
      assertThat(holds(range, near)).isEqualTo(onTheDays(near, zone, first, last));
    }
    assertThat(holds(range, range.from())).isTrue();
    assertThat(holds(range, range.to())).isFalse();
  }

  /** In some zones clocks jump at midnight: the day begins at one. */
  @Example
  void everyDayOfEveryZoneFollowsTheOneBefore() {
    for (var id : ZoneId.getAvailableZoneIds()) {
      var zone = ZoneId.of(id);
      for (var day = LocalDate.parse("2026-01-01"); day.getYear() < 2028; day = day.plusDays(1)) {
        var today = CalendarController.Range.of(day, day, zone);
        var tomorrow = CalendarController.Range.of(day.plusDays(1), day.plusDays(1), zone);
        assertThat(today.to()).isEqualTo(tomorrow.from());
        assertThat(today.from()).isBefore(today.to());
      }
    }
  }

  @Example
  void aRangeThatEndsBeforeItBeginsOrIsTooLongIsRefused() {
    var day = LocalDate.parse("2026-01-01");
    var utc = ZoneId.of("UTC");

    assertThatThrownBy(() -> CalendarController.Range.of(day, day.minusDays(1), utc))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> CalendarController.Range.of(day, day.plusDays(100), utc))
        .isInstanceOf(Problem.class);
  }

  private static boolean holds(CalendarController.Range range, Instant instant) {
    return !instant.isBefore(range.from()) && instant.isBefore(range.to());
  }

  private static boolean onTheDays(Instant instant, ZoneId zone, LocalDate first, LocalDate last) {
    var date = LocalDate.ofInstant(instant, zone);
    return !date.isBefore(first) && !date.isAfter(last);
  }
}
