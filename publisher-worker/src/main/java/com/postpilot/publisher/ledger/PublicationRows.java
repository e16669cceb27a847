package com.postpilot.publisher.ledger;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the ledger as records. */
@Component
class PublicationRows {
  private static final TypeReference<List<PostDue.Media>> MEDIA = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> OPTIONS = new TypeReference<>() {};

  private final JsonMapper json;

  PublicationRows(JsonMapper json) {
    this.json = json;
  }

  Publication publication(ResultSet row) throws SQLException {
    return new Publication(
        row.getObject("target_id", UUID.class),
        row.getObject("delivery_id", UUID.class),
        instant(row, "delivered_at"),
        row.getObject("post_id", UUID.class),
        row.getObject("workspace_id", UUID.class),
        row.getObject("account_id", UUID.class),
        row.getString("external_account_id"),
        Platform.valueOf(row.getString("platform")),
        row.getString("lane"),
        instant(row, "due_at"),
        instant(row, "misfire_at"),
        row.getString("text"),
        json.readValue(row.getString("media"), MEDIA),
        json.readValue(row.getString("options"), OPTIONS),
        row.getString("content_hash"),
        row.getString("approved_hash"),
        row.getInt("attempts"),
        nullableInstant(row, "waiting_since"),
        row.getLong("fence"));
  }

  Step step(ResultSet row) throws SQLException {
    var outcome = row.getString("outcome");
    return new Step(
        row.getInt("no"),
        StepKind.valueOf(row.getString("kind")),
        row.getInt("position"),
        row.getString("request_hash"),
        row.getString("text"),
        instant(row, "started_at"),
        outcome == null ? null : Step.Outcome.valueOf(outcome),
        row.getString("remote_id"),
        row.getString("upload_url"),
        row.getString("detail"),
        nullableInstant(row, "absent_at"));
  }

  /** Null while the publication is ready. */
  @Nullable Ending ending(ResultSet row) throws SQLException {
    var ending = row.getString("ending");
    return ending == null ? null : json.readValue(ending, Ending.ofState(row.getString("state")));
  }

  String json(Object value) {
    return json.writeValueAsString(value);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
