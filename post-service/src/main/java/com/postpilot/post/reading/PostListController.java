package com.postpilot.post.reading;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Cursor;
import com.postpilot.common.web.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/posts")
class PostListController {
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

  private final JdbcClient jdbc;
  private final PostReader posts;

  PostListController(JdbcClient jdbc, PostReader posts) {
    this.jdbc = jdbc;
    this.posts = posts;
  }

  /** The latest first, by the time they are scheduled for or else were made at. */
  record Position(Instant sortAt, UUID id) {}

  @GetMapping("/{id}")
  @Transactional(readOnly = true)
  ResponseEntity<PostResource> one(@PathVariable UUID id, Caller caller) {
    var post = posts.read(caller.workspaceId(), id);
    return ResponseEntity.ok().eTag(post.eTag()).body(post);
  }

  @GetMapping
  @Transactional(readOnly = true)
  Page<PostResource> list(
      @RequestParam @Nullable PostStatus status,
      @RequestParam @Nullable Platform platform,
      @RequestParam(name = "account_id") @Nullable UUID accountId,
      @RequestParam @Nullable Instant from,
      @RequestParam @Nullable Instant to,
      @RequestParam @Nullable @Size(max = 200) String q,
      @RequestParam(defaultValue = "25") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RequestParam @Nullable String cursor,
      Caller caller) {
    var after = Cursor.decode(cursor, Position.class);
    var sql = new StringBuilder("select p.id, p.sort_at from post p where p.deleted_at is null");
    var values = new ArrayList<Object>();
    sql.append(" and p.workspace_id = ?");
    values.add(caller.workspaceId());
    if (status != null) {
      sql.append(condition(status));
    }
    if (platform != null || accountId != null) {
      sql.append(" and exists (select from post_target t where t.post_id = p.id");
      if (platform != null) {
        sql.append(" and t.platform = ?");
        values.add(platform.name());
      }
      if (accountId != null) {
        sql.append(" and t.account_id = ?");
        values.add(accountId);
      }
      sql.append(")");
    }
    if (from != null) {
      sql.append(" and p.scheduled_at >= ?");
      values.add(utc(from));
    }
    if (to != null) {
      sql.append(" and p.scheduled_at < ?");
      values.add(utc(to));
    }
    if (q != null) {
      for (var word : WORDS.split(q.strip(), -1)) {
        sql.append(CONTAINS_WORD);
        values.addAll(Collections.nCopies(3, "%" + LIKE.matcher(word).replaceAll("\\\\$0") + "%"));
      }
    }
    after.ifPresent(
        position -> {
          sql.append(" and (p.sort_at, p.id) < (?, ?)");
          values.add(utc(position.sortAt()));
          values.add(position.id());
        });
    sql.append(" order by p.sort_at desc, p.id desc limit ?");
    values.add(limit + 1);
    var rows =
        jdbc.sql(sql.toString())
            .params(values)
            .query(
                (row, n) ->
                    new Position(
                        row.getObject("sort_at", OffsetDateTime.class).toInstant(),
                        row.getObject("id", UUID.class)))
            .list();
    var page = Page.of(rows, limit, position -> position);
    // A post that is deleted at this moment is not on the page, which may then be a little short.
    return new Page<>(
        posts.read(caller.workspaceId(), page.items().stream().map(Position::id).toList()),
        page.nextCursor());
  }

  /**
   * post.status counts what is dispatched as scheduled, so that a claim need not write it; the rows
   * in flight tell the two apart.
   */
  private static String condition(PostStatus status) {
    var inFlight =
        "exists (select from post_target t join in_flight f on f.target_id = t.id where t.post_id = p.id)";
    var notInFlight =
        "exists (select from post_target t where t.post_id = p.id"
            + " and not exists (select from in_flight f where f.target_id = t.id))";
    return switch (status) {
      case DISPATCHED ->
          " and p.status = 'SCHEDULED' and %s and not %s".formatted(inFlight, notInFlight);
      case PUBLISHING -> " and %s and %s".formatted(inFlight, notInFlight);
      case PUBLISHED -> " and p.status = 'PUBLISHED'";
      case DRAFT, SCHEDULED, PARTIALLY_PUBLISHED, FAILED, HELD ->
          " and p.status = '%s' and not %s".formatted(status.name(), inFlight);
    };
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
