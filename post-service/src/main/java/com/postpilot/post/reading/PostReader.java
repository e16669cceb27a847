package com.postpilot.post.reading;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.post.media.MediaUrls;
import com.postpilot.post.reading.PostResource.PostMediaItem;
import com.postpilot.post.reading.PostResource.PostSchedule;
import com.postpilot.post.reading.PostResource.PostTarget;
import com.postpilot.post.reading.PostResource.TargetFailure;
import com.postpilot.post.scheduling.PlannedTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads posts as they are at this moment: four statements, however many posts. */
@Component
public class PostReader {
  /** Each takes the workspace and the ids of posts; the database finds them by their keys. */
  static final String POSTS =
      "select * from post where workspace_id = ? and id = any (?) and deleted_at is null";

  static final String TARGETS =
      """
      select t.*, f.target_id is not null as dispatched
      from post_target t left join in_flight f on f.target_id = t.id
      where t.workspace_id = ? and t.post_id = any (?) order by t.post_id, t.position
      """;

  static final String MEDIA =
      """
      select p.post_id as owner, m.* from post_media p join media m on m.id = p.media_id
      where p.workspace_id = ? and p.post_id = any (?) order by p.post_id, p.position
      """;

  /** What targets publish instead, by target. */
  static final String OWN_MEDIA =
      """
      select o.target_id as owner, m.* from post_target t
      join post_target_media o on o.target_id = t.id
      join media m on m.id = o.media_id
      where t.workspace_id = ? and t.post_id = any (?) order by o.target_id, o.position
      """;

  private final JdbcClient jdbc;
  private final MediaUrls urls;
  private final JsonMapper json;

  PostReader(JdbcClient jdbc, MediaUrls urls, JsonMapper json) {
    this.jdbc = jdbc;
    this.urls = urls;
    this.json = json;
  }

  /**
   * @throws Problem 404
   */
  public PostResource read(UUID workspaceId, UUID postId) {
    var found = read(workspaceId, List.of(postId));
    if (found.isEmpty()) {
      throw Problem.notFound("post", postId);
    }
    return found.getFirst();
  }

  /** The posts that exist among {@code ids}, in that order. */
  public List<PostResource> read(UUID workspaceId, Collection<UUID> ids) {
    var keys = ids.toArray(UUID[]::new);
    var targets = targets(workspaceId, keys);
    var media = media(workspaceId, keys);
    var posts = new HashMap<UUID, PostResource>();
    jdbc.sql(POSTS)
        .params(workspaceId, keys)
        .query(
            row -> {
              var id = row.getObject("id", UUID.class);
              posts.put(
                  id,
                  post(
                      row, targets.getOrDefault(id, List.of()), media.getOrDefault(id, List.of())));
            });
    return Arrays.stream(keys).filter(posts::containsKey).map(posts::get).toList();
  }

  private static PostResource post(
      ResultSet row, List<PostTarget> targets, List<PostMediaItem> media) throws SQLException {
    return new PostResource(
        row.getObject("id", UUID.class),
        PostStatus.of(targets.stream().map(PostTarget::status).toList()),
        row.getString("caption"),
        List.of((String[]) row.getArray("hashtags").getArray()),
        media,
        schedule(row),
        targets,
        row.getObject("created_by", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getLong("version"));
  }

  private static @Nullable PostSchedule schedule(ResultSet row) throws SQLException {
    var at = instant(row, "scheduled_at");
    if (at == null) {
      return null;
    }
    var planned =
        new PlannedTime(
            at,
            row.getObject("local_time", LocalDateTime.class),
            ZoneId.of(row.getString("timezone")));
    return new PostSchedule(
        planned.at(), planned.localTime(), planned.timezone().getId(), planned.timezoneNote());
  }

  private Map<UUID, List<PostTarget>> targets(UUID workspaceId, UUID[] posts) {
    var byPost = new LinkedHashMap<UUID, List<PostTarget>>();
    var own = ownMedia(workspaceId, posts);
    jdbc.sql(TARGETS)
        .params(workspaceId, posts)
        .query(
            row -> {
              byPost
                  .computeIfAbsent(row.getObject("post_id", UUID.class), id -> new ArrayList<>())
                  .add(target(row, own.get(row.getObject("id", UUID.class))));
            });
    return byPost;
  }

  private PostTarget target(ResultSet row, @Nullable List<PostMediaItem> media)
      throws SQLException {
    var holdReason = row.getString("hold_reason");
    var failureCode = row.getString("failure_code");
    var status = TargetStatus.of(row.getString("state"), row.getBoolean("dispatched"));
    return new PostTarget(
        row.getObject("id", UUID.class),
        row.getObject("account_id", UUID.class),
        Platform.valueOf(row.getString("platform")),
        row.getString("caption"),
        media,
        json.readValue(row.getString("options"), new TypeReference<>() {}),
        status,
        holdReason == null ? null : HoldReason.valueOf(holdReason),
        failureCode == null
            ? null
            : new TargetFailure(
                failureCode, row.getString("failure_message"), row.getString("failure_action")),
        nextAction(row, status),
        instant(row, "published_at"),
        row.getString("permalink"));
  }

  /** What is scheduled acts when it is due, unless something later was announced. */
  private static @Nullable Instant nextAction(ResultSet row, TargetStatus status)
      throws SQLException {
    var planned = instant(row, "next_action_at");
    return planned == null && status == TargetStatus.SCHEDULED ? instant(row, "due_at") : planned;
  }

  private Map<UUID, List<PostMediaItem>> media(UUID workspaceId, UUID[] posts) {
    return media(MEDIA, workspaceId, posts);
  }

  private Map<UUID, List<PostMediaItem>> ownMedia(UUID workspaceId, UUID[] posts) {
    return media(OWN_MEDIA, workspaceId, posts);
  }

  private Map<UUID, List<PostMediaItem>> media(String sql, UUID workspaceId, UUID[] posts) {
    var byOwner = new HashMap<UUID, List<PostMediaItem>>();
    jdbc.sql(sql)
        .params(workspaceId, posts)
        .query(
            row -> {
              byOwner
                  .computeIfAbsent(row.getObject("owner", UUID.class), id -> new ArrayList<>())
                  .add(
                      new PostMediaItem(
                          row.getObject("id", UUID.class),
                          urls.of(row.getString("rendition_key")),
                          MediaKind.valueOf(row.getString("kind")),
                          row.getObject("width", Integer.class),
                          row.getObject("height", Integer.class),
                          row.getObject("duration_ms", Long.class),
                          row.getString("alt_text")));
            });
    return byOwner;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
