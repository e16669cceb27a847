package com.postpilot.post.dispatch;

import com.postpilot.common.loop.WakeUp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The rows that are a target's being SCHEDULED ({@code due}) or DISPATCHED ({@code in_flight}).
 *
 * <p>The due row is the lock between authors and the dispatcher: whoever changes a scheduled target
 * takes its row away first and puts it back last. A claim that runs meanwhile skips the row, and
 * one that was faster has taken it for good. (Before it an author locks the post, which the claim
 * never does: that keeps two authors apart, of whom the second would otherwise wait for the first
 * one's row and then find it gone.)
 */
@Component
public class DueRows {
  private final JdbcClient jdbc;
  private final WakeUp wakeUp;
  private final DispatchProperties properties;
  private final Clock clock;

  DueRows(JdbcClient jdbc, WakeUp wakeUp, DispatchProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.wakeUp = wakeUp;
    this.properties = properties;
    this.clock = clock;
  }

  /** A scheduled target. */
  public record Due(UUID targetId, Instant dueAt, UUID deliveryId) {}

  /**
   * A dispatched target.
   *
   * @param announcedAt when Kafka had it
   */
  public record InFlight(
      UUID targetId, UUID deliveryId, Instant dispatchedAt, @Nullable Instant announcedAt) {}

  /** Takes the rows of these targets away; those that are not returned are not scheduled (now). */
  public List<Due> take(Collection<UUID> targetIds) {
    return jdbc.sql(
            "delete from due where target_id = any (?) returning target_id, due_at, delivery_id")
        .param(targetIds.toArray(UUID[]::new))
        .query(
            (row, n) ->
                new Due(
                    row.getObject("target_id", UUID.class),
                    row.getObject("due_at", OffsetDateTime.class).toInstant(),
                    row.getObject("delivery_id", UUID.class)))
        .list();
  }

  /** Schedules; the last thing that its transaction does to these targets. */
  public void put(Collection<Due> rows) {
    for (var row : rows) {
      jdbc.sql("insert into due (target_id, due_at, delivery_id) values (?, ?, ?)")
          .params(row.targetId(), row.dueAt().atOffset(ZoneOffset.UTC), row.deliveryId())
          .update();
    }
    var soon = clock.instant().plus(properties.pollInterval());
    if (rows.stream().anyMatch(row -> row.dueAt().isBefore(soon))) {
      wakeAfterCommit();
    }
  }

  private void wakeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wakeUp.now();
          }
        });
  }

  /** Ends this delivery; empty if it is not (or no longer) the one that is under way. */
  public Optional<InFlight> settle(UUID targetId, UUID deliveryId) {
    return inFlight(
        jdbc.sql(
                """
                delete from in_flight where target_id = ? and delivery_id = ?
                returning target_id, delivery_id, dispatched_at, announced_at
                """)
            .params(targetId, deliveryId));
  }

  /** Ends whatever delivery of this target waits or is under way. */
  public Optional<InFlight> settle(UUID targetId) {
    take(List.of(targetId)); // first: a claim that is running moves the row from here to there
    return inFlight(
        jdbc.sql(
                """
                delete from in_flight where target_id = ?
                returning target_id, delivery_id, dispatched_at, announced_at
                """)
            .param(targetId));
  }

  /** Whether this is the delivery of the target that has no outcome yet. */
  public boolean isUnderWay(UUID targetId, UUID deliveryId) {
    return !jdbc.sql("select target_id from in_flight where target_id = ? and delivery_id = ?")
        .params(targetId, deliveryId)
        .query(UUID.class)
        .list()
        .isEmpty();
  }

  private static Optional<InFlight> inFlight(JdbcClient.StatementSpec statement) {
    return statement
        .query(
            (row, n) -> {
              var announcedAt = row.getObject("announced_at", OffsetDateTime.class);
              return new InFlight(
                  row.getObject("target_id", UUID.class),
                  row.getObject("delivery_id", UUID.class),
                  row.getObject("dispatched_at", OffsetDateTime.class).toInstant(),
                  announcedAt == null ? null : announcedAt.toInstant());
            })
        .optional();
  }
}
