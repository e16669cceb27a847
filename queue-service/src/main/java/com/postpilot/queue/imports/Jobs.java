package com.postpilot.queue.imports;

import com.postpilot.common.tenant.TenantTransactions;
import com.postpilot.queue.imports.Job.Overtaken;
import com.postpilot.queue.json.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who works on which import: leases with a fence, and steps that only the holder of the fence can
 * make. A process that says nothing for the length of a lease loses what it holds.
 */
@Component
class Jobs {
  private final JdbcClient jdbc;
  private final TenantTransactions transactions;
  private final ImportProperties properties;
  private final Clock clock;

  Jobs(JdbcClient jdbc, TenantTransactions transactions, ImportProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.properties = properties;
    this.clock = clock;
  }

  /** Claims at most {@code limit}, of no workspace more than one. */
  List<Job> claim(int limit) {
    return transactions.acrossAll(() -> claimInTransaction(limit));
  }

  private List<Job> claimInTransaction(int limit) {
    // One claimer at a time, or two of them would claim two of one workspace.
    if (!jdbc.sql("select pg_try_advisory_xact_lock(hashtext('queue.import'))")
        .query(Boolean.class)
        .single()) {
      return List.of();
    }
    // A locked row has a step being made of it, whatever its lease says.
    return jdbc.sql(
            """
            with ready as (
              select distinct on (workspace_id) id, waiting_since from import w
              where waiting_since is not null and (lease_until is null or lease_until <= now())
                and not exists (select from import busy
                  where busy.workspace_id = w.workspace_id and busy.lease_until > now())
              order by workspace_id, waiting_since, id),
            chosen as (
              select i.id from import i join ready on ready.id = i.id
              order by ready.waiting_since limit :limit for update of i skip locked)
            update import i
            set lease_until = now() + cast(:lease as interval), fence = fence + 1,
                attempts = attempts + 1
            from chosen where i.id = chosen.id
            returning i.*
            """)
        .param("limit", limit)
        .param("lease", properties.lease().toString())
        .query((row, n) -> job(row))
        .list();
  }

  /** Keeps what this process still works on. What it lost already stays lost. */
  void heartbeat(Collection<Job> held) {
    if (held.isEmpty()) {
      return;
    }
    transactions.runAcrossAll(
        () ->
            jdbc.sql(
                    """
                    update import i set lease_until = now() + cast(? as interval)
                    from unnest(?::uuid[], ?::bigint[]) as held (id, fence)
                    where i.id = held.id and i.fence = held.fence and i.lease_until is not null
                    """)
                .params(
                    properties.lease().toString(),
                    held.stream().map(Job::id).toArray(UUID[]::new),
                    held.stream().map(Job::fence).toArray(Long[]::new))
                .update());
  }

  /** Has it taken up again, the later the more often that was in vain. */
  void leave(Job job) {
    transactions.runInWorkspace(
        job.workspaceId(),
        () ->
            jdbc.sql(
                    """
                    update import set lease_until = now() + attempts * cast(? as interval)
                    where workspace_id = ? and id = ? and fence = ? and lease_until is not null
                    """)
                .params(properties.backOff().toString(), job.workspaceId(), job.id(), job.fence())
                .update());
  }

  /**
   * Reading begins, anew if it began before. Within the transaction that forgets what was read.
   *
   * @throws Overtaken if it is no longer this process that has it
   */
  void begin(Job job, long bytesTotal) {
    step(
        job,
        """
        bytes_total = :total, bytes_read = 0, rows_read = 0,
        accepted = 0, updated = 0, unchanged = 0, skipped = 0
        """,
        Map.of("total", bytesTotal));
  }

  /**
   * Some rows more are read. Within the transaction that stores them.
   *
   * @throws Overtaken if it is no longer this process that has it
   */
  void read(Job job, long bytesRead, int rowsRead, Map<Outcome, Integer> more) {
    step(
        job,
        """
        bytes_read = greatest(bytes_read, :bytes), rows_read = :rows,
        accepted = accepted + :accepted, updated = updated + :updated,
        unchanged = unchanged + :unchanged, skipped = skipped + :skipped
        """,
        Map.of(
            "bytes", bytesRead,
            "rows", rowsRead,
            "accepted", more.getOrDefault(Outcome.ACCEPTED, 0),
            "updated", more.getOrDefault(Outcome.UPDATED, 0),
            "unchanged", more.getOrDefault(Outcome.UNCHANGED, 0),
            "skipped", more.getOrDefault(Outcome.SKIPPED, 0)));
  }

  /**
   * The report is there.
   *
   * @param encoding in which the file was read
   * @throws Overtaken if it is no longer this process that has it
   */
  void ready(Job job, String encoding) {
    step(
        job,
        """
        status = 'READY', bytes_read = bytes_total, encoding = :encoding, waiting_since = null,
        lease_until = null
        """,
        Map.of("encoding", encoding));
  }

  /**
   * It could not be read to its end.
   *
   * @throws Overtaken if it is no longer this process that has it
   */
  void fail(Job job, ImportProblem problem) {
    step(
        job,
        "status = 'FAILED', problem = :problem, waiting_since = null, lease_until = null",
        Map.of("problem", JsonText.of(problem)));
  }

  /**
   * Locks it for the step that is about to be made.
   *
   * @return the position of the last row that is committed
   * @throws Overtaken if it is no longer this process that has it
   */
  int lock(Job job) {
    return jdbc.sql(
            """
            select committed_to from import
            where workspace_id = ? and id = ? and fence = ? and status = 'COMMITTING' for update
            """)
        .params(job.workspaceId(), job.id(), job.fence())
        .query(Integer.class)
        .optional()
        .orElseThrow(() -> new Overtaken(job));
  }

  /**
   * Some rows more are stored. Within the transaction that stored them.
   *
   * @param more of each outcome than was foreseen; below zero for fewer
   * @throws Overtaken if it is no longer this process that has it
   */
  void committed(Job job, int number, int upTo, Map<Outcome, Integer> more) {
    step(
        job,
        """
        committed = committed + :number, committed_to = :upTo, attempts = 0,
        accepted = accepted + :accepted, updated = updated + :updated,
        unchanged = unchanged + :unchanged, skipped = skipped + :skipped
        """,
        Map.of(
            "number", number,
            "upTo", upTo,
            "accepted", more.getOrDefault(Outcome.ACCEPTED, 0),
            "updated", more.getOrDefault(Outcome.UPDATED, 0),
            "unchanged", more.getOrDefault(Outcome.UNCHANGED, 0),
            "skipped", more.getOrDefault(Outcome.SKIPPED, 0)));
  }

  /**
   * Everything is stored.
   *
   * @throws Overtaken if it is no longer this process that has it
   */
  void done(Job job) {
    step(job, "status = 'DONE', waiting_since = null, lease_until = null", Map.of());
  }

  private void step(Job job, String changes, Map<String, ?> values) {
    int rows =
        jdbc.sql(
                "update import set "
                    + changes
                    + ", updated_at = :now where workspace_id = :workspace and id = :id"
                    + " and fence = :fence and status = :status")
            .params(values)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("workspace", job.workspaceId())
            .param("id", job.id())
            .param("fence", job.fence())
            .param("status", job.status().name())
            .update();
    if (rows == 0) {
      throw new Overtaken(job);
    }
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getObject("id", UUID.class),
        row.getObject("workspace_id", UUID.class),
        ImportStatus.valueOf(row.getString("status")),
        JsonText.read(row.getString("plan"), Plan.class),
        row.getString("url"),
        row.getObject("committed_by", UUID.class),
        row.getInt("attempts"),
        row.getLong("fence"));
  }
}
