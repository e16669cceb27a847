package com.postpilot.post.timeline;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@RestController
class TimelineController {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  TimelineController(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  record TimelineEntry(
      Instant at, String kind, @Nullable UUID targetId, String text, Map<String, Object> details) {}

  record TimelineResponse(List<TimelineEntry> items) {}

  @GetMapping("/api/v1/posts/{id}/timeline")
  @Transactional(readOnly = true)
  TimelineResponse timeline(@PathVariable UUID id, Caller caller) {
    boolean exists =
        jdbc.sql(
                    "select count(*) from post where workspace_id = ? and id = ? and deleted_at is null")
                .params(caller.workspaceId(), id)
                .query(Integer.class)
                .single()
            == 1;
    if (!exists) {
      throw Problem.notFound("post", id);
    }
    return new TimelineResponse(entries(caller.workspaceId(), id));
  }

  /** What is dispatched now has its line from the row that says so; later ones are kept. */
  private List<TimelineEntry> entries(UUID workspaceId, UUID postId) {
    return jdbc.sql(
            """
            select at, kind, target_id, text, details from (
              select at, kind, target_id, text, details, id from timeline
              where workspace_id = ? and post_id = ?
              union all
              select f.dispatched_at, ?, t.id, ?,
                     json_build_object('delivery_id', f.delivery_id, 'announced_at', f.announced_at)::text,
                     9223372036854775807
              from post_target t join in_flight f on f.target_id = t.id
              where t.workspace_id = ? and t.post_id = ?) entry
            order by at, id limit 2000
            """)
        .params(
            workspaceId,
            postId,
            TimelineKind.DISPATCHED.wireName(),
            "Handed over to the publisher.",
            workspaceId,
            postId)
        .query(
            (row, n) ->
                new TimelineEntry(
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("kind"),
                    row.getObject("target_id", UUID.class),
                    row.getString("text"),
                    json.readValue(row.getString("details"), new TypeReference<>() {})))
        .list();
  }
}
