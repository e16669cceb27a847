package com.postpilot.post.timeline;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes down every decision about a post, in the transaction that takes it. */
@Component
public class Timeline {
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Timeline(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param targetId null for what concerns the whole post
   * @param kind in snake_case
   * @param text in plain words
   */
  public void add(
      UUID workspaceId,
      UUID postId,
      @Nullable UUID targetId,
      String kind,
      String text,
      Map<String, ?> details) {
    add(workspaceId, postId, targetId, clock.instant(), kind, text, details);
  }

  /** The same for what happened earlier, or elsewhere. */
  public void add(
      UUID workspaceId,
      UUID postId,
      @Nullable UUID targetId,
      Instant at,
      String kind,
      String text,
      Map<String, ?> details) {
    jdbc.sql(
            """
            insert into timeline (workspace_id, post_id, target_id, at, kind, text, details)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .param(workspaceId)
        .param(postId)
        .param(targetId)
        .param(at.atOffset(ZoneOffset.UTC))
        .param(kind)
        .param(text)
        .param(json.writeValueAsString(details))
        .update();
  }
}
