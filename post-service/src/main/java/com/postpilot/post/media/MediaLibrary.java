package com.postpilot.post.media;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The media of a workspace: their rows. */
@Component
public class MediaLibrary {
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Intake intake;
  private final Clock clock;

  MediaLibrary(JdbcClient jdbc, Intake intake, Clock clock) {
    this.jdbc = jdbc;
    this.intake = intake;
    this.clock = clock;
  }

  /** A picture or video in the object store that no row names yet. */
  public static final class Fetched {
    private final Intake.Stored stored;
    private final @Nullable String altText;

    private Fetched(Intake.Stored stored, @Nullable String altText) {
      this.stored = stored;
      this.altText = altText;
    }
  }

  /** An upload that was announced. */
  record Upload(UUID id, String key, boolean ready) {}

  /**
   * Fetches, checks and stores what stands at {@code url}; outside transactions. {@link #add} makes
   * it a medium.
   */
  public Fetched fetch(UUID workspaceId, String url, @Nullable String altText, String field) {
    return new Fetched(intake.fetch(workspaceId, url, field), altText);
  }

  /** What {@link #fetch} would find at {@code url}; it does not become part of the library. */
  public MediaObject look(String url, @Nullable String altText, String field) {
    return intake.look(url, altText, field, clock.instant());
  }

  /** Makes a fetched file a medium of the workspace. */
  public MediaObject add(UUID workspaceId, UUID userId, Fetched fetched) {
    var stored = fetched.stored;
    jdbc.sql(
            """
            insert into media
              (id, workspace_id, state, kind, content_type, size, original_key, alt_text,
               created_by, created_at)
            values (?, ?, 'UPLOADING', ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(stored.id())
        .param(workspaceId)
        .param(stored.kind().name())
        .param(stored.type())
        .param(stored.originalSize())
        .param(stored.originalKey())
        .param(fetched.altText)
        .param(userId)
        .param(utc(clock.instant()))
        .update();
    return complete(workspaceId, stored);
  }

  Upload announce(
      UUID workspaceId,
      UUID userId,
      String filename,
      MediaKind kind,
      String contentType,
      long size) {
    var id = Ids.next();
    var key = Intake.uploadKey(workspaceId, id);
    jdbc.sql(
            """
            insert into media
              (id, workspace_id, state, kind, filename, content_type, size, original_key,
               created_by, created_at)
            values (?, ?, 'UPLOADING', ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            id,
            workspaceId,
            kind.name(),
            filename,
            contentType,
            size,
            key,
            userId,
            utc(clock.instant()))
        .update();
    return new Upload(id, key, false);
  }

  Upload upload(UUID workspaceId, UUID id) {
    return jdbc.sql("select id, original_key, state from media where workspace_id = ? and id = ?")
        .params(workspaceId, id)
        .query(
            (row, n) ->
                new Upload(
                    row.getObject("id", UUID.class),
                    row.getString("original_key"),
                    row.getString("state").equals("READY")))
        .optional()
        .orElseThrow(() -> Problem.notFound("upload", id));
  }

  /** Once complete it stays as it is: completing again changes nothing. */
  MediaObject complete(UUID workspaceId, Intake.Stored stored) {
    var film = stored.film();
    var video = film == null ? null : film.video();
    jdbc.sql(
            """
            update media set state = 'READY', kind = ?, content_type = ?, original_key = ?,
              rendition_key = ?, rendition_type = ?, rendition_size = ?, sha256 = ?,
              width = ?, height = ?, duration_ms = ?, container = ?, codec = ?, audio_codec = ?,
              frame_rate = ?, fast_start = ?, edit_list = ?
            where workspace_id = ? and id = ? and state = 'UPLOADING'
            """)
        .param(stored.kind().name())
        .param(stored.type())
        .param(stored.originalKey())
        .param(stored.key())
        .param(stored.renditionType())
        .param(stored.size())
        .param(stored.sha256())
        .param(stored.width())
        .param(stored.height())
        .param(film == null ? null : film.durationMs())
        .param(video == null ? null : video.container())
        .param(video == null ? null : video.codec())
        .param(video == null ? null : video.audioCodec())
        .param(video == null ? null : video.frameRate())
        .param(video == null ? null : video.fastStart())
        .param(video == null ? null : video.editList())
        .param(workspaceId)
        .param(stored.id())
        .update();
    return one(workspaceId, stored.id()).orElseThrow(() -> Problem.notFound("media", stored.id()));
  }

  Optional<MediaObject> one(UUID workspaceId, UUID id) {
    return Optional.ofNullable(find(workspaceId, List.of(id)).get(id));
  }

  /** Those of {@code ids} that can be published, by id. */
  public Map<UUID, MediaObject> find(UUID workspaceId, Collection<UUID> ids) {
    return jdbc
        .sql("select * from media where workspace_id = ? and id = any (?) and state = 'READY'")
        .params(workspaceId, ids.toArray(UUID[]::new))
        .query((row, n) -> MediaObject.read(row))
        .list()
        .stream()
        .collect(Collectors.toMap(MediaObject::id, Function.identity()));
  }

  /** The newest first. */
  List<MediaObject> list(UUID workspaceId, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            select * from media
            where workspace_id = ? and state = 'READY' and (?::uuid is null or id < ?::uuid)
            order by id desc limit ?
            """)
        .param(workspaceId)
        .param(before)
        .param(before)
        .param(limit)
        .query((row, n) -> MediaObject.read(row))
        .list();
  }

  /**
   * Forgets a picture.
   *
   * @return the keys of its objects, to be removed when this is committed
   * @throws Problem 409 while a post uses it
   */
  List<String> remove(UUID workspaceId, UUID id) {
    if (jdbc.sql("select id from media where workspace_id = ? and id = ? for update")
        .params(workspaceId, id)
        .query(UUID.class)
        .list()
        .isEmpty()) {
      throw Problem.notFound("media", id);
    }
    if (!jdbc.sql("select media_id from post_media where media_id = ? limit 1")
        .param(id)
        .query(UUID.class)
        .list()
        .isEmpty()) {
      throw Problem.of(ProblemCode.STATE_CONFLICT, "A post uses this picture.");
    }
    return jdbc.sql(
            """
            delete from media where workspace_id = ? and id = ?
            returning original_key, coalesce(rendition_key, original_key) as rendition_key
            """)
        .params(workspaceId, id)
        .query((row, n) -> List.of(row.getString("original_key"), row.getString("rendition_key")))
        .single();
  }

  /** Forgets uploads that were never completed; across workspaces. */
  int prune() {
    return jdbc.sql("delete from media where state = 'UPLOADING' and created_at < ?")
        .param(utc(clock.instant().minus(ABANDONED)))
        .update();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
