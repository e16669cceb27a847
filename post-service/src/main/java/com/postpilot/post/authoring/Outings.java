package com.postpilot.post.authoring;

import com.postpilot.post.rules.Outing;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What goes out through an account, or just went out: platforms take so many posts a day. */
@Component
class Outings {
  /** The window in which platforms count. */
  private static final Duration BACK = Duration.ofDays(1);

  /** How far ahead a free slot is looked for. */
  private static final Duration AHEAD = Duration.ofDays(8);

  private final JdbcClient jdbc;

  Outings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Those that are out since a day ago, and those planned around {@code dueAt}. What is held counts
   * if it goes on by itself.
   *
   * @param except the post that is asked about
   */
  List<Outing> of(
      UUID workspaceId, UUID accountId, @Nullable UUID except, Instant dueAt, Instant now) {
    return jdbc.sql(
            """
            select at, published,
              platform = 'FACEBOOK' and rendered_media::jsonb @> '[{"kind": "VIDEO"}]' as video
            from (
              select post_id, platform, rendered_media, published_at as at, true as published
              from post_target
              where workspace_id = ? and account_id = ?
                and state = 'PUBLISHED' and published_at > ?
              union all
              select post_id, platform, rendered_media,
                greatest(due_at, next_action_at, ?::timestamptz), false
              from post_target
              where workspace_id = ? and account_id = ?
                and (state = 'OPEN' or state = 'HELD'
                  and hold_reason in ('PLAN_LIMIT', 'NEEDS_REAUTH', 'QUOTA', 'UNAVAILABLE'))
            ) outing
            where post_id is distinct from ?::uuid and (published or at between ? and ?)
            """)
        .param(workspaceId)
        .param(accountId)
        .param(utc(now.minus(BACK)))
        .param(utc(now))
        .param(workspaceId)
        .param(accountId)
        .param(except)
        .param(utc(dueAt.minus(BACK)))
        .param(utc(dueAt.plus(AHEAD)))
        .query(
            (row, n) ->
                new Outing(
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getBoolean("video"),
                    row.getBoolean("published")))
        .list();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
