package com.postpilot.queue.item;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statement that finds the items of a list, the newest first: what is null narrows nothing. */
final class ItemSearch {
  private static final Pattern WORDS = Pattern.compile("\\s+");
  private static final Pattern LIKE = Pattern.compile("[%_\\\\]");

  private final StringBuilder sql =
      new StringBuilder("select i.id, i.created_at from item i where i.deleted_at is null");
  private final List<Object> values = new ArrayList<>();

  private ItemSearch() {}

  /** Where an item stands in the list. */
  record Position(Instant createdAt, UUID id) {}

  static ItemSearch in(UUID workspaceId) {
    return new ItemSearch().and("i.workspace_id = ?", workspaceId);
  }

  ItemSearch status(@Nullable Status status) {
    return status == null ? this : and("i.status = ?", status.name());
  }

  /**
   * Every word somewhere in the product's title, its external id or what is written of it. The
   * index of the list brings the workspace's own items, newest first, and the rest is a filter:
   * operators that could use an index of words stay behind the tenant wall.
   */
  ItemSearch saying(@Nullable String words) {
    if (words != null) {
      for (var word : WORDS.split(words.strip(), -1)) {
        and("i.words ilike ?", "%" + LIKE.matcher(word).replaceAll("\\\\$0") + "%");
      }
    }
    return this;
  }

  ItemSearch after(@Nullable Position position) {
    return position == null
        ? this
        : and(
            "(i.created_at, i.id) < (?, ?)",
            position.createdAt().atOffset(ZoneOffset.UTC),
            position.id());
  }

  ItemSearch newest(int limit) {
    sql.append(" order by i.created_at desc, i.id desc limit ?");
    values.add(limit);
    return this;
  }

  List<Position> run(JdbcClient jdbc) {
    return jdbc.sql(sql.toString())
        .params(values)
        .query(
            (row, n) ->
                new Position(
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    row.getObject("id", UUID.class)))
        .list();
  }

  private ItemSearch and(String condition, Object... parameters) {
    sql.append(" and ").append(condition);
    values.addAll(List.of(parameters));
    return this;
  }
}
