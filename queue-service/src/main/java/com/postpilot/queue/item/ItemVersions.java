package com.postpilot.queue.item;

import com.postpilot.common.contract.Platform;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.json.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who changed an item, when, and what it said from then on. */
@Component
class ItemVersions {
  private final JdbcClient jdbc;

  ItemVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Position(long version) {}

  /**
   * @param reason why, if that was told
   * @param by null if no person did it
   * @param status from then on
   */
  record Version(
      long version,
      Change change,
      @Nullable String reason,
      @Nullable UUID by,
      Instant at,
      Status status,
      int productVersion,
      Set<Platform> platforms,
      Tone tone,
      String language,
      Map<Platform, Caption> captions,
      Map<Platform, Map<String, Object>> options,
      @Nullable List<ItemMedium> media) {}

  /** The latest first, those before {@code before}. */
  List<Version> of(Item item, @Nullable Position before, int limit) {
    return jdbc.sql(
            """
            select * from item_version where workspace_id = ? and item_id = ? and version < ?
            order by version desc limit ?
            """)
        .params(
            item.workspaceId(),
            item.id(),
            before == null ? Long.MAX_VALUE : before.version(),
            limit)
        .query(ItemVersions::version)
        .list();
  }

  private static Version version(ResultSet row, int n) throws SQLException {
    return new Version(
        row.getLong("version"),
        Change.valueOf(row.getString("change")),
        row.getString("reason"),
        row.getObject("changed_by", UUID.class),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        Status.valueOf(row.getString("status")),
        row.getInt("product_version"),
        Items.platforms(row),
        Tone.valueOf(row.getString("tone")),
        row.getString("language"),
        JsonText.read(row.getString("captions"), Items.CAPTIONS),
        JsonText.read(row.getString("options"), Items.OPTIONS),
        ItemMedium.of(Items.media(row)));
  }
}
