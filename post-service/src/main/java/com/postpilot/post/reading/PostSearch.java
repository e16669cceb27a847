package com.postpilot.post.reading;

import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The statement that finds the posts of a list: what is null narrows nothing. The latest come
 * first, by the time they are scheduled for or else were made at.
 */
final class PostSearch {
  /**
   * Every word of a search somewhere in what was written. No index helps: operators that could use
   * one are not leakproof and stay behind the tenant wall. The index of the list brings the
   * workspace's own posts, newest first, and the rest is a filter (PostListIT tries it on many).
   */
  private static final String CONTAINS_WORD =
      """
       and (p.caption ilike ? or array_to_string(p.hashtags, ' ') ilike ?
         or exists (select from post_target t where t.post_id = p.id and t.caption ilike ?))
      """;

  private static final Pattern WORDS = Pattern.compile("\\s+");
  private static final Pattern LIKE = Pattern.compile("[%_\\\\]");

  private final StringBuilder sql =
      new StringBuilder("select p.id, p.sort_at from post p where p.deleted_at is null");
  private final List<Object> values = new ArrayList<>();

  private PostSearch() {}

  /** Where a post stands in the list. */
  record Position(Instant sortAt, UUID id) {}

  static PostSearch in(UUID workspaceId) {
    return new PostSearch().and("p.workspace_id = ?", workspaceId);
  }

  /**
   * post.status counts what is dispatched as scheduled, so that a claim need not write it; the rows
   * in flight tell the two apart.
   */
  PostSearch status(@Nullable PostStatus status) {
    if (status == null) {
      return this;
    }
    var inFlight =
        "exists (select from post_target t join in_flight f on f.target_id = t.id"
            + " where t.post_id = p.id and t.state = 'OPEN')";
    var notInFlight =
        "exists (select from post_target t where t.post_id = p.id"
            + " and not exists (select from in_flight f where f.target_id = t.id))";
    return and(
        switch (status) {
          case DISPATCHED ->
              "p.status = 'SCHEDULED' and %s and not %s".formatted(inFlight, notInFlight);
          case PUBLISHING -> "%s and %s".formatted(inFlight, notInFlight);
          case PUBLISHED -> "p.status = 'PUBLISHED'";
          case DRAFT, SCHEDULED, PARTIALLY_PUBLISHED, FAILED, HELD ->
              "p.status = '%s' and not %s".formatted(status.name(), inFlight);
        });
  }

  PostSearch on(@Nullable Platform platform, @Nullable UUID accountId) {
    var target = "exists (select from post_target t where t.post_id = p.id";
    if (platform != null && accountId != null) {
      return and(target + " and t.platform = ? and t.account_id = ?)", platform.name(), accountId);
    }
    if (platform != null) {
      return and(target + " and t.platform = ?)", platform.name());
    }
    return accountId == null ? this : and(target + " and t.account_id = ?)", accountId);
  }

  /** Scheduled within this time; its end does not belong to it. */
  PostSearch between(@Nullable Instant from, @Nullable Instant to) {
    if (from != null) {
      and("p.scheduled_at >= ?", utc(from));
    }
    return to == null ? this : and("p.scheduled_at < ?", utc(to));
  }

  PostSearch saying(@Nullable String words) {
    if (words != null) {
      for (var word : WORDS.split(words.strip(), -1)) {
        sql.append(CONTAINS_WORD);
        values.addAll(Collections.nCopies(3, "%" + LIKE.matcher(word).replaceAll("\\\\$0") + "%"));
      }
    }
    return this;
  }

  PostSearch after(@Nullable Position position) {
    return position == null
        ? this
        : and("(p.sort_at, p.id) < (?, ?)", utc(position.sortAt()), position.id());
  }

  PostSearch newest(int limit) {
    sql.append(" order by p.sort_at desc, p.id desc limit ?");
    values.add(limit);
    return this;
  }

  private PostSearch and(String condition, Object... parameters) {
    sql.append(" and ").append(condition);
    values.addAll(List.of(parameters));
    return this;
  }

  String sql() {
    return sql.toString();
  }

  List<Object> values() {
    return values;
  }

  List<Position> run(JdbcClient jdbc) {
    return jdbc.sql(sql())
        .params(values())
        .query(
            (row, n) ->
                new Position(
                    row.getObject("sort_at", OffsetDateTime.class).toInstant(),
                    row.getObject("id", UUID.class)))
        .list();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
