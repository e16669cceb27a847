package com.postpilot.post.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlannedTimeTests {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList());
  }

  @Provide
  Arbitrary<LocalDateTime> walls() {
    return Arbitraries.longs()
        .between(
            LocalDateTime.parse("2026-01-01T00:00").toEpochSecond(ZoneOffset.UTC),
            LocalDateTime.parse("2045-12-31T23:59").toEpochSecond(ZoneOffset.UTC))
        .map(second -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
  }

  @Property(tries = 5_000)
  void aWallTimeIsKeptAndMeansAnInstantAtWhichThatWallShowsIt(
      @ForAll("zones") String zone, @ForAll("walls") LocalDateTime wall) {
    check(zone, wall);
  }

  /** Random times hardly ever meet a change of the clocks: every one of 20 years, in every zone. */
  @Example
  void everyChangeOfTheClocksOfEveryZoneIsUnderstood() {
    for (var id : ZoneId.getAvailableZoneIds()) {
      var zone = ZoneId.of(id);
      transitions(zone)
          .forEach(
              change -> {
                var before = change.getDateTimeBefore();
                var after = change.getDateTimeAfter();
                var earlier = before.isBefore(after) ? before : after;
                var later = before.isBefore(after) ? after : before;
                check(id, earlier.minusMinutes(1));
                check(id, earlier);
                check(id, earlier.plusSeconds(1));
                check(id, later.minusSeconds(1));
                check(id, later);
                check(id, later.plusMinutes(1));
              });
    }
  }

  private static Stream<ZoneOffsetTransition> transitions(ZoneId zone) {
    return Stream.iterate(
        zone.getRules().nextTransition(NOW),
        change ->
            change != null && change.getInstant().isBefore(Instant.parse("2046-01-01T00:00:00Z")),
        change -> zone.getRules().nextTransition(change.getInstant()));
  }

  private static void check(String zone, LocalDateTime wall) {
    var rules = ZoneId.of(zone).getRules();
    var offsets = rules.getValidOffsets(wall);
    if (offsets.isEmpty()) {
      var problem = catchThrowableOfType(Problem.class, () -> resolve(wall, zone));
      assertThat(problem.code()).isEqualTo(ProblemCode.TIME_IN_GAP);
      assertThat(problem.errors().getFirst().field()).isEqualTo("schedule.local_time");
      var proposal = (Map<?, ?>) problem.body(null, null).get("proposal");
      var proposed = resolve((LocalDateTime) proposal.get("local_time"), zone);
      assertThat(proposed.at()).isEqualTo(proposal.get("scheduled_at"));
      assertThat(proposed.localTime()).isAfter(wall);
      return;
    }
    var planned = resolve(wall, zone);
    assertThat(planned.localTime()).isEqualTo(wall);
    assertThat(LocalDateTime.ofInstant(planned.at(), ZoneId.of(zone))).isEqualTo(wall);
    assertThat(offsets.stream().map(offset -> wall.toInstant(offset)))
        .as("the earlier, where there are two")
        .allMatch(candidate -> !candidate.isBefore(planned.at()));
    if (offsets.size() == 1) {
      assertThat(planned.timezoneNote()).isNull();
    } else {
      assertThat(planned.timezoneNote()).contains("earlier").contains(zone);
    }
  }

  @Property(tries = 2_000)
  void anInstantIsKeptAndShownOnTheWallOfItsZone(
      @ForAll("zones") String zone, @ForAll("walls") LocalDateTime any) {
    var instant = any.toInstant(ZoneOffset.UTC);

    var planned = new ScheduleInput(instant, null, zone, null).resolve("schedule", Instant.EPOCH);

    assertThat(planned.at()).isEqualTo(instant);
    assertThat(planned.localTime()).isEqualTo(LocalDateTime.ofInstant(instant, ZoneId.of(zone)));
  }

  @Example
  void theLaterOfTwoIsToldApart() {
    var second = Instant.parse("2026-11-01T06:30:00Z"); // 01:30 in New York for the second time

    assertThat(PlannedTime.at(second, ZoneId.of("America/New_York")).timezoneNote())
        .isEqualTo(
            "2026-11-01 01:30 occurs twice in America/New_York because the clocks are set back; this is the later one, at UTC-05:00.");
  }

  @Example
  void whatHasPassedIsRefused() {
    assertThatThrownBy(() -> new ScheduleInput(NOW, null, null, null).resolve("schedule", NOW))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.DUE_IN_PAST));
  }

  private static PlannedTime resolve(LocalDateTime wall, String zone) {
    return new ScheduleInput(null, wall.toString(), zone, null).resolve("schedule", Instant.EPOCH);
  }
}
