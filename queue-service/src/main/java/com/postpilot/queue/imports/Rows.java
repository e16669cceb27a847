package com.postpilot.queue.imports;

import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.json.JsonText;
import com.postpilot.queue.product.ProductFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The rows of reports; everything here needs a transaction. */
@Component
class Rows {
  private static final TypeReference<List<FieldError>> PROBLEMS = new TypeReference<>() {};

  /** Characters of facts that are committed at once, or little more. */
  private static final int COMMITTED_AT_ONCE = 2_000_000;

  private final JdbcClient jdbc;

  Rows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A row that is read.
   *
   * @param position in the report, from 1
   * @param row of the file, as a spreadsheet counts
   * @param facts null if it is skipped
   */
  record Staged(
      int position,
      int row,
      @Nullable String externalProductId,
      @Nullable String title,
      Outcome outcome,
      List<FieldError> problems,
      @Nullable ProductFacts facts) {}

  /** A row that is to be stored. */
  record Next(int position, Outcome outcome, ProductFacts facts) {}

  /** What became of it. */
  record Settled(int position, Outcome outcome, @Nullable UUID itemId, List<FieldError> problems) {}

  void stage(Job job, List<Staged> rows) {
    jdbc.sql(
            """
            insert into import_row (import_id, workspace_id, position, source_row,
              external_product_id, title, outcome, problems, facts)
            select ?, ?, staged.* from unnest(?::int[], ?::int[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[]) as staged
            """)
        .params(
            job.id(),
            job.workspaceId(),
            rows.stream().map(Staged::position).toArray(Integer[]::new),
            rows.stream().map(Staged::row).toArray(Integer[]::new),
            texts(rows, Staged::externalProductId),
            texts(rows, Staged::title),
            texts(rows, row -> row.outcome().name()),
            texts(rows, row -> JsonText.of(row.problems())),
            texts(rows, row -> JsonText.ofNullable(row.facts())))
        .update();
  }

  /** Where the products of these ids stand that are in the report already: ids and rows. */
  Map<String, Integer> seen(Job job, Collection<String> externalIds) {
    return jdbc
        .sql(
            """
            select external_product_id, source_row from import_row
            where workspace_id = ? and import_id = ? and outcome <> 'SKIPPED'
              and external_product_id = any(?)
            """)
        .params(job.workspaceId(), job.id(), externalIds.toArray(String[]::new))
        .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Forgets what was read, so that it can be read again. */
  void clear(Job job) {
    jdbc.sql("delete from import_row where workspace_id = ? and import_id = ?")
        .params(job.workspaceId(), job.id())
        .update();
  }

  /** The next rows that are to be stored, fewer if they are long. */
  List<Next> next(Job job, int after, int limit) {
    return jdbc.sql(
            """
            select position, outcome, facts from (
              select position, outcome, facts,
                sum(length(facts)) over (order by position) - length(facts) as before
              from (
                select position, outcome, facts from import_row
                where workspace_id = ? and import_id = ? and position > ? and facts is not null
                order by position limit ?) as following) as measured
            where before < ? order by position
            """)
        .params(job.workspaceId(), job.id(), after, limit, COMMITTED_AT_ONCE)
        .query(
            (row, n) ->
                new Next(
                    row.getInt("position"),
                    Outcome.valueOf(row.getString("outcome")),
                    JsonText.read(row.getString("facts"), ProductFacts.class)))
        .list();
  }

  void settle(Job job, List<Settled> rows) {
    jdbc.sql(
            """
            update import_row set outcome = settled.outcome, item_id = settled.item_id,
              problems = settled.problems, facts = null
            from unnest(?::int[], ?::text[], ?::uuid[], ?::text[])
              as settled (position, outcome, item_id, problems)
            where import_row.workspace_id = ? and import_row.import_id = ?
              and import_row.position = settled.position
            """)
        .params(
            rows.stream().map(Settled::position).toArray(Integer[]::new),
            texts(rows, row -> row.outcome().name()),
            rows.stream().map(Settled::itemId).toArray(UUID[]::new),
            texts(rows, row -> JsonText.of(row.problems())),
            job.workspaceId(),
            job.id())
        .update();
  }

  /** Nothing of it is to be stored any more. */
  void keepReportOnly(Job job) {
    jdbc.sql(
            """
            update import_row set facts = null
            where workspace_id = ? and import_id = ? and facts is not null
            """)
        .params(job.workspaceId(), job.id())
        .update();
  }

  /** As many as {@code limit} of one outcome, or of any, in the order of the file. */
  List<ImportResource.Row> page(
      UUID workspaceId, UUID importId, @Nullable Outcome outcome, int after, int limit) {
    return jdbc.sql(
            """
            select position, source_row, external_product_id, title, outcome, problems, item_id
            from import_row
            where workspace_id = :workspace and import_id = :import and position > :after
              and (cast(:outcome as text) is null or outcome = :outcome)
            order by position limit :limit
            """)
        .param("workspace", workspaceId)
        .param("import", importId)
        .param("after", after)
        .param("outcome", outcome == null ? null : outcome.name())
        .param("limit", limit)
        .query((row, n) -> row(row))
        .list();
  }

  private static ImportResource.Row row(ResultSet row) throws SQLException {
    return new ImportResource.Row(
        row.getInt("position"),
        row.getInt("source_row"),
        row.getString("external_product_id"),
        row.getString("title"),
        Outcome.valueOf(row.getString("outcome")),
        JsonText.read(row.getString("problems"), PROBLEMS),
        row.getObject("item_id", UUID.class));
  }

  private static <R> @Nullable String[] texts(List<R> rows, Function<R, @Nullable String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }
}
