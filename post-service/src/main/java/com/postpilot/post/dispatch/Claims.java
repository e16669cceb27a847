package com.postpilot.post.dispatch;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.post.timeline.Timeline;
import com.postpilot.post.timeline.TimelineKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The dispatcher's statements; across all workspaces, each in a transaction of its own. */
@Component
class Claims {
  private static final String CONTENT =
      """
      t.id, t.workspace_id, t.post_id, t.account_id, t.external_account_id, t.platform, t.due_at,
      t.rendered_text, t.rendered_media, t.options, t.absent_until, t.content_hash, t.approved_hash,
      s.misfire_window_minutes
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Timeline timeline;
  private final DispatchProperties properties;
  private final JsonMapper json;

  Claims(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Timeline timeline,
      DispatchProperties properties,
      JsonMapper json) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.timeline = timeline;
    this.properties = properties;
    this.json = json;
  }

  /** Claims what is due, the oldest first: one statement, one commit, with the content in it. */
  List<Claimed> claim() {
    return system(
        () ->
            jdbc
                .sql(
                    """
                    with picked as materialized (
                      select target_id from due where due_at <= now()
                      order by due_at limit ? for update skip locked),
                    gone as (
                      delete from due d using picked p where d.target_id = p.target_id
                      returning d.target_id, d.delivery_id),
                    kept as (
                      insert into in_flight (target_id, delivery_id, dispatched_at)
                      select target_id, delivery_id, now() from gone
                      returning target_id, delivery_id, dispatched_at)
                    select k.delivery_id, k.dispatched_at, %s
                    from kept k join post_target t on t.id = k.target_id
                    left join settings s on s.workspace_id = t.workspace_id
                    """
                        .formatted(CONTENT))
                .param(properties.batchSize())
                .query((row, n) -> read(row))
                .list()
                .stream()
                .sorted(Comparator.comparing(claimed -> claimed.due().dueAt()))
                .toList());
  }

  /** How long until the next row is due by the database's clock; empty if none is. */
  Optional<Duration> untilNext() {
    return system(
        () ->
            jdbc.sql(
                    """
                    select extract(epoch from due_at - now()) * 1000 as millis
                    from due order by due_at limit 1
                    """)
                .query((row, n) -> Duration.ofMillis((long) Math.ceil(row.getDouble("millis"))))
                .optional());
  }

  /** Dispatched rows that were not announced, or got no outcome, for too long. */
  List<Claimed> unanswered() {
    return system(
        () ->
            jdbc.sql(
                    """
                    select f.delivery_id, f.dispatched_at, %s
                    from in_flight f join post_target t on t.id = f.target_id
                    left join settings s on s.workspace_id = t.workspace_id
                    where (f.announced_at is null and f.dispatched_at < now() - make_interval(secs => ?))
                       or f.announced_at < now() - make_interval(secs => ?)
                    order by f.dispatched_at limit ?
                    """
                        .formatted(CONTENT))
                .params(
                    seconds(properties.announceAfter()),
                    seconds(properties.outcomeAfter()),
                    properties.batchSize())
                .query((row, n) -> read(row))
                .list());
  }

  /** Marks what Kafka has acknowledged, unless that delivery has ended already. */
  void announced(List<Claimed> claims) {
    system(() -> mark(claims, false).size());
  }

  /** The same for what was announced again, which its timeline tells, once. */
  int announcedAgain(List<Claimed> claims) {
    return system(
        () -> {
          var marked = mark(claims, true);
          for (var claimed : claims) {
            var due = claimed.due();
            if (marked.contains(due.targetId())) {
              timeline.add(
                  due.workspaceId(),
                  due.postId(),
                  due.targetId(),
                  TimelineKind.ANNOUNCED_AGAIN,
                  "The publisher had not answered: it was told again, under the same delivery.",
                  Map.of("delivery_id", due.eventId()));
            }
          }
          return marked.size();
        });
  }

  private List<UUID> mark(List<Claimed> claims, boolean again) {
    return jdbc.sql(
            """
            update in_flight f set announced_at = now()
            from (
              select g.target_id from in_flight g
              join unnest(?::uuid[], ?::uuid[]) as sent (target_id, delivery_id)
                on g.target_id = sent.target_id and g.delivery_id = sent.delivery_id
              where g.announced_at is null
                 or (? and g.announced_at < now() - make_interval(secs => ?))
              order by g.target_id for update of g skip locked) marked
            where f.target_id = marked.target_id
            returning f.target_id
            """)
        .params(
            claims.stream().map(claimed -> claimed.due().targetId()).toArray(UUID[]::new),
            claims.stream().map(claimed -> claimed.due().eventId()).toArray(UUID[]::new),
            again,
            seconds(properties.outcomeAfter()))
        .query(UUID.class)
        .list();
  }

  /**
   * The oldest work that waits for a dispatcher.
   *
   * @param due when the oldest overdue row fell due
   * @param unannounced when the oldest row that Kafka does not have was claimed
   */
  record Oldest(@Nullable Instant due, @Nullable Instant unannounced, Instant now) {}

  Oldest oldest() {
    return system(
        () ->
            jdbc.sql(
                    """
                    select (select min(due_at) from due where due_at <= now()) as due,
                           (select min(dispatched_at) from in_flight where announced_at is null)
                             as unannounced,
                           now() as now
                    """)
                .query(
                    (row, n) ->
                        new Oldest(
                            instant(row, "due"),
                            instant(row, "unannounced"),
                            row.getObject("now", OffsetDateTime.class).toInstant()))
                .single());
  }

  private Claimed read(ResultSet row) throws SQLException {
    var dispatchedAt = row.getObject("dispatched_at", OffsetDateTime.class).toInstant();
    var dueAt = row.getObject("due_at", OffsetDateTime.class).toInstant();
    return new Claimed(
        new PostDue(
            row.getObject("delivery_id", UUID.class),
            row.getObject("workspace_id", UUID.class),
            row.getObject("post_id", UUID.class),
            row.getObject("id", UUID.class),
            row.getObject("account_id", UUID.class),
            row.getString("external_account_id"),
            Platform.valueOf(row.getString("platform")),
            dueAt,
            dueAt.plus(misfireWindow(row)),
            row.getString("rendered_text"),
            json.readValue(row.getString("rendered_media"), new TypeReference<>() {}),
            json.readValue(row.getString("options"), new TypeReference<>() {}),
            instant(row, "absent_until"),
            row.getString("content_hash"),
            row.getString("approved_hash"),
            dispatchedAt),
        dispatchedAt);
  }

  private Duration misfireWindow(ResultSet row) throws SQLException {
    var chosen = row.getObject("misfire_window_minutes", Integer.class);
    return chosen == null ? properties.misfireWindow() : Duration.ofMinutes(chosen);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private <T> T system(Supplier<T> work) {
    return Tenants.acrossAll(() -> transaction.execute(ignored -> work.get()));
  }
}
