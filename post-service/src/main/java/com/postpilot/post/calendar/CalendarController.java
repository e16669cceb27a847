package com.postpilot.post.calendar;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import com.postpilot.post.reading.PostStatus;
import com.postpilot.post.reading.TargetStatus;
import com.postpilot.post.scheduling.PlannedTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CalendarController {
  private static final int MAX_DAYS = 100;
  private static final int MAX_POSTS = 5_000;

  private final JdbcClient jdbc;

  CalendarController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param days with posts, in order
   * @param complete false if the range holds more posts than one answer does
   */
  record CalendarResponse(
      LocalDate startDate,
      LocalDate endDate,
      String timezone,
      List<CalendarDay> days,
      boolean complete) {}

  record CalendarDay(LocalDate date, List<CalendarPost> posts) {}

  /**
   * @param localTime on the wall of the calendar's zone
   */
  record CalendarPost(
      UUID id,
      PostStatus status,
      String caption,
      Instant scheduledAt,
      LocalDateTime localTime,
      List<CalendarTarget> targets) {}

  record CalendarTarget(UUID id, UUID accountId, Platform platform, TargetStatus status) {}

  /** What goes (or went) out on these days, both included, by the days of {@code timezone}. */
  @GetMapping("/api/v1/posts/calendar")
  @Transactional(readOnly = true)
  CalendarResponse calendar(
      @RequestParam(name = "start_date") LocalDate startDate,
      @RequestParam(name = "end_date") LocalDate endDate,
      @RequestParam(defaultValue = "UTC") String timezone,
      Caller caller) {
    var zone = PlannedTime.zone(timezone, "timezone");
    var range = Range.of(startDate, endDate, zone);
    var posts = posts(caller.workspaceId(), range, zone);
    var days = new TreeMap<LocalDate, List<CalendarPost>>();
    posts.stream()
        .limit(MAX_POSTS)
        .forEach(
            post ->
                days.computeIfAbsent(post.localTime().toLocalDate(), date -> new ArrayList<>())
                    .add(post));
    return new CalendarResponse(
        startDate,
        endDate,
        zone.getId(),
        days.entrySet().stream().map(day -> new CalendarDay(day.getKey(), day.getValue())).toList(),
        posts.size() <= MAX_POSTS);
  }

  /**
   * The instants that fall on some days.
   *
   * @param to excluded
   */
  record Range(Instant from, Instant to) {

    /** A day begins at its first instant, which need not be midnight. */
    static Range of(LocalDate first, LocalDate last, ZoneId zone) {
      if (first.getYear() < 1970 || first.getYear() > 9998) {
        throw Problem.invalid("start_date", "invalid", "This must lie between 1970 and 9998.");
      }
      if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MAX_DAYS) {
        throw Problem.invalid(
            "end_date",
            "invalid",
            "A calendar shows 1 to %d days, from start_date on.".formatted(MAX_DAYS));
      }
      return new Range(
          first.atStartOfDay(zone).toInstant(), last.plusDays(1).atStartOfDay(zone).toInstant());
    }
  }

  private List<CalendarPost> posts(UUID workspaceId, Range range, ZoneId zone) {
    record Row(UUID id, String caption, Instant at, List<CalendarTarget> targets) {}
    var rows = new LinkedHashMap<UUID, Row>();
    jdbc.sql(
            """
            select p.id, left(p.caption, 200) as caption, p.scheduled_at, t.id as target_id,
                   t.account_id, t.platform, t.state, f.target_id is not null as dispatched
            from (
              select id, caption, scheduled_at from post
              where workspace_id = ? and scheduled_at >= ? and scheduled_at < ?
                and deleted_at is null
              order by scheduled_at, id limit ?) p
            join post_target t on t.post_id = p.id
            left join in_flight f on f.target_id = t.id
            order by p.scheduled_at, p.id, t.position
            """)
        .params(
            workspaceId,
            range.from().atOffset(ZoneOffset.UTC),
            range.to().atOffset(ZoneOffset.UTC),
            MAX_POSTS + 1)
        .query(
            row -> {
              var id = row.getObject("id", UUID.class);
              var post = rows.get(id);
              if (post == null) {
                post =
                    new Row(
                        id,
                        row.getString("caption"),
                        row.getObject("scheduled_at", OffsetDateTime.class).toInstant(),
                        new ArrayList<>());
                rows.put(id, post);
              }
              post.targets()
                  .add(
                      new CalendarTarget(
                          row.getObject("target_id", UUID.class),
                          row.getObject("account_id", UUID.class),
                          Platform.valueOf(row.getString("platform")),
                          TargetStatus.of(row.getString("state"), row.getBoolean("dispatched"))));
            });
    return rows.values().stream()
        .map(
            row ->
                new CalendarPost(
                    row.id(),
                    PostStatus.of(row.targets().stream().map(CalendarTarget::status).toList()),
                    row.caption(),
                    row.at(),
                    LocalDateTime.ofInstant(row.at(), zone),
                    row.targets()))
        .toList();
  }
}
