package com.postpilot.queue.generation;

import com.postpilot.common.Ids;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.queue.settings.QueueSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is to be written, and who writes it: leases with a fence. A process that says nothing for
 * the length of a lease loses what it holds.
 */
@Component
class Generations {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final GenerationProperties properties;

  Generations(JdbcClient jdbc, TransactionTemplate transaction, GenerationProperties properties) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.properties = properties;
  }

  /** Within the transaction that accepts it. */
  void add(UUID workspaceId, UUID itemId, YearMonth countedIn, UUID requestedBy) {
    var id = Ids.next();
    jdbc.sql(
            """
            insert into generation
              (id, workspace_id, item_id, requested_by, counted_in, seed, next_attempt_at, give_up_at)
            values (?, ?, ?, ?, ?, ?, now(), now() + cast(? as interval))
            """)
        .params(
            id,
            workspaceId,
            itemId,
            requestedBy,
            countedIn.atDay(1),
            id.getLeastSignificantBits(),
            properties.giveUpAfter().toString())
        .update();
  }

  /** Claims at most {@code limit}, of no workspace more than it may have written at once. */
  List<Generation> claim(int limit) {
    return Tenants.acrossAll(() -> transaction.execute(ignored -> claimInTransaction(limit)));
  }

  private List<Generation> claimInTransaction(int limit) {
    // One claimer at a time, or two of them would count the same workspace's free places.
    if (!jdbc.sql("select pg_try_advisory_xact_lock(hashtext('queue.generation'))")
        .query(Boolean.class)
        .single()) {
      return List.of();
    }
    return jdbc.sql(
            """
            with busy as (
              select workspace_id, count(*) as number from generation
              where lease_until > now() group by workspace_id),
            ready as (
              select id, workspace_id, next_attempt_at,
                row_number() over (partition by workspace_id order by next_attempt_at, id) as place
              from generation
              where next_attempt_at <= now() and (lease_until is null or lease_until <= now())),
            chosen as (
              select ready.id from ready
              left join busy on busy.workspace_id = ready.workspace_id
              left join settings s on s.workspace_id = ready.workspace_id
              where ready.place
                <= coalesce(s.generations_at_once, :byDefault) - coalesce(busy.number, 0)
              order by ready.next_attempt_at limit :limit)
            update generation g
            set lease_until = now() + cast(:lease as interval), fence = fence + 1,
                attempts = attempts + 1
            from chosen where g.id = chosen.id
            returning g.*
            """)
        .param("byDefault", QueueSettings.DEFAULT.generationsAtOnce())
        .param("limit", limit)
        .param("lease", properties.lease().toString())
        .query((row, n) -> generation(row))
        .list();
  }

  /** Keeps what this process still works on. What it lost already stays lost. */
  void heartbeat(Collection<Generation> held) {
    if (held.isEmpty()) {
      return;
    }
    Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            update generation g set lease_until = now() + cast(? as interval)
                            from unnest(?::uuid[], ?::bigint[]) as held (id, fence)
                            where g.id = held.id and g.fence = held.fence
                            """)
                        .params(
                            properties.lease().toString(),
                            held.stream().map(Generation::id).toArray(UUID[]::new),
                            held.stream().map(Generation::fence).toArray(Long[]::new))
                        .update()));
  }

  /**
   * Ends it, in the transaction that has its effect.
   *
   * @return false if somebody else has it by now, or its item is gone: there must be no effect
   */
  boolean end(Generation generation) {
    return jdbc.sql("delete from generation where workspace_id = ? and id = ? and fence = ?")
            .params(generation.workspaceId(), generation.id(), generation.fence())
            .update()
        == 1;
  }

  /** Has it tried again later. */
  void postpone(Generation generation, Duration delay) {
    jdbc.sql(
            """
            update generation
            set lease_until = null, next_attempt_at = now() + cast(? as interval)
            where workspace_id = ? and id = ? and fence = ?
            """)
        .params(delay.toString(), generation.workspaceId(), generation.id(), generation.fence())
        .update();
  }

  private static Generation generation(ResultSet row) throws SQLException {
    return new Generation(
        row.getObject("id", UUID.class),
        row.getObject("workspace_id", UUID.class),
        row.getObject("item_id", UUID.class),
        row.getObject("requested_by", UUID.class),
        YearMonth.from(row.getObject("counted_in", LocalDate.class)),
        row.getLong("seed"),
        row.getInt("attempts"),
        row.getObject("give_up_at", OffsetDateTime.class).toInstant(),
        row.getLong("fence"));
  }
}
