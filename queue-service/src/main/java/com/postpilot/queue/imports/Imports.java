package com.postpilot.queue.imports;

import com.postpilot.common.web.Problem;
import com.postpilot.queue.json.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The imports of a workspace; everything here needs a transaction. */
@Component
class Imports {
  private final JdbcClient jdbc;
  private final Clock clock;

  Imports(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Where an import stands in the list. */
  record Position(Instant createdAt, UUID id) {}

  /**
   * @param bytesTotal of an upload
   */
  void add(
      UUID id,
      UUID workspaceId,
      Plan plan,
      Import.Source source,
      @Nullable Long bytesTotal,
      UUID by) {
    jdbc.sql(
            """
            insert into import (id, workspace_id, status, plan, filename, url, bytes_total,
              created_by, created_at, updated_at, waiting_since)
            values (:id, :workspace, 'READING', :plan, :filename, :url, :bytes, :by, :now, :now,
              now())
            """)
        .param("id", id)
        .param("workspace", workspaceId)
        .param("plan", JsonText.of(plan))
        .param("filename", source.filename())
        .param("url", source.url())
        .param("bytes", bytesTotal)
        .param("by", by)
        .param("now", now())
        .update();
  }

  /** Those that are neither committed nor given up; nobody adds one until this transaction ends. */
  int lockOpen(UUID workspaceId) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('queue.import ' || ?, 0))")
        .param(workspaceId.toString())
        .query((row, n) -> n)
        .single();
    return jdbc.sql(
            """
            select count(*) from import
            where workspace_id = ? and status in ('READING', 'READY', 'COMMITTING')
            """)
        .param(workspaceId)
        .query(Integer.class)
        .single();
  }

  /**
   * @throws Problem 404
   */
  Import read(UUID workspaceId, UUID id) {
    return one(workspaceId, id, "");
  }

  /**
   * The import, for this transaction alone to change.
   *
   * @throws Problem 404
   */
  Import lock(UUID workspaceId, UUID id) {
    return one(workspaceId, id, " for update");
  }

  private Import one(UUID workspaceId, UUID id, String lock) {
    return jdbc.sql("select * from import where workspace_id = ? and id = ?" + lock)
        .params(workspaceId, id)
        .query(Imports::found)
        .optional()
        .orElseThrow(() -> Problem.notFound("import", id));
  }

  /** The newest first. */
  List<Import> list(UUID workspaceId, @Nullable Position after, int limit) {
    return jdbc.sql(
            """
            select * from import
            where workspace_id = :workspace
              and (cast(:id as uuid) is null
                or (created_at, id) < (cast(:at as timestamptz), cast(:id as uuid)))
            order by created_at desc, id desc limit :limit
            """)
        .param("workspace", workspaceId)
        .param("id", after == null ? null : after.id())
        .param("at", after == null ? null : after.createdAt().atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(Imports::found)
        .list();
  }

  /** What is ready has its rows stored from now on. */
  void startCommitting(Import ready, UUID by) {
    jdbc.sql(
            """
            update import set status = 'COMMITTING', committed_by = ?, waiting_since = now(),
              attempts = 0, updated_at = ?
            where workspace_id = ? and id = ?
            """)
        .params(by, now(), ready.workspaceId(), ready.id())
        .update();
  }

  /** With its report, and with what was uploaded. */
  void delete(Import found) {
    jdbc.sql("delete from import where workspace_id = ? and id = ?")
        .params(found.workspaceId(), found.id())
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Import found(ResultSet row, int n) throws SQLException {
    return new Import(
        row.getObject("id", UUID.class),
        row.getObject("workspace_id", UUID.class),
        ImportStatus.valueOf(row.getString("status")),
        JsonText.read(row.getString("plan"), Plan.class),
        new Import.Source(row.getString("filename"), row.getString("url")),
        row.getString("encoding"),
        new Import.Progress(
            row.getLong("bytes_read"),
            row.getObject("bytes_total", Long.class),
            row.getInt("rows_read"),
            row.getInt("committed")),
        new Import.Counts(
            row.getInt("accepted"),
            row.getInt("updated"),
            row.getInt("unchanged"),
            row.getInt("skipped")),
        JsonText.readNullable(row.getString("problem"), ImportProblem.class),
        row.getObject("created_by", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
