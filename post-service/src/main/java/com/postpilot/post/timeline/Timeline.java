package com.postpilot.post.timeline;

import com.postpilot.common.contract.PublisherOutcome.PublicationProgress;
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
   * @param text in plain words: a sentence for somebody who has never seen this program
   */
  public void add(
      UUID workspaceId,
      UUID postId,
      @Nullable UUID targetId,
      TimelineKind kind,
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
      TimelineKind kind,
      String text,
      Map<String, ?> details) {
    add(workspaceId, postId, targetId, at, kind.wireName(), text, details);
  }

  /** What the publisher tells of a delivery. */
  public void relay(PublicationProgress progress) {
    for (var entry : progress.entries()) {
      add(
          progress.workspaceId(),
          progress.postId(),
          progress.targetId(),
          entry.at(),
          entry.kind(),
          entry.text(),
          Map.of("delivery_id", progress.deliveryId()));
    }
  }

  private void add(
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
