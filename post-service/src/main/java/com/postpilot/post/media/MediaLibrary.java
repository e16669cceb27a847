package com.postpilot.post.media;

import com.postpilot.common.Ids;
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

/** The media of a workspace: the rows, and the way of a picture from its bytes to them. */
@Component
public class MediaLibrary {
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final ObjectStore store;
  private final Pictures pictures;
  private final GuardedFetch fetch;
  private final Clock clock;

  MediaLibrary(
      JdbcClient jdbc, ObjectStore store, Pictures pictures, GuardedFetch fetch, Clock clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.pictures = pictures;
    this.fetch = fetch;
    this.clock = clock;
  }

  /** A picture in the object store that no row names yet. */
  public record Fetched(
      UUID id, Picture picture, String originalKey, String key, @Nullable String altText) {}

  /** An upload that was announced. */
  record Upload(UUID id, String originalKey, long size, boolean ready) {}

  /**
   * Fetches, checks and stores what stands at {@code url}; outside transactions. {@link #add} makes
   * it a medium.
   */
  public Fetched fetch(UUID workspaceId, String url, @Nullable String altText, String field) {
    var bytes = fetch.fetch(url, field);
    return store(workspaceId, Ids.next(), bytes, null, altText, field);
  }

  /** The same for what was uploaded. */
  Fetched take(UUID workspaceId, Upload upload, byte[] bytes) {
    return store(workspaceId, upload.id(), bytes, upload.originalKey(), null, null);
  }

  private Fetched store(
      UUID workspaceId,
      UUID id,
      byte[] bytes,
      @Nullable String originalKey,
      @Nullable String altText,
      @Nullable String field) {
    var picture = pictures.prepare(bytes, field);
    var original = originalKey;
    if (original == null) {
      original = originalKey(workspaceId, id);
      store.write(original, picture.originalType(), bytes);
    }
    // Named by what it is: a client that still has the upload URL cannot change what is published.
    var key = "%s/%s/%s.jpg".formatted(workspaceId, id, picture.sha256().substring(0, 16));
    store.write(key, "image/jpeg", picture.jpeg());
    return new Fetched(id, picture, original, key, altText);
  }

  static String originalKey(UUID workspaceId, UUID id) {
    return "%s/%s/original".formatted(workspaceId, id);
  }

  /** Makes a fetched picture a medium of the workspace. */
  public MediaObject add(UUID workspaceId, UUID userId, Fetched fetched) {
    jdbc.sql(
            """
            insert into media
              (id, workspace_id, state, kind, content_type, size, original_key, created_by, created_at)
            values (?, ?, 'UPLOADING', 'IMAGE', ?, ?, ?, ?, ?)
            """)
        .params(
            fetched.id(),
            workspaceId,
            fetched.picture().originalType(),
            fetched.picture().jpeg().length,
            fetched.originalKey(),
            userId,
            utc(clock.instant()))
        .update();
    return complete(workspaceId, fetched);
  }

  Upload announce(UUID workspaceId, UUID userId, String filename, String contentType, long size) {
    var id = Ids.next();
    var key = originalKey(workspaceId, id);
    jdbc.sql(
            """
            insert into media
              (id, workspace_id, state, kind, filename, content_type, size, original_key,
               created_by, created_at)
            values (?, ?, 'UPLOADING', 'IMAGE', ?, ?, ?, ?, ?, ?)
            """)
        .params(id, workspaceId, filename, contentType, size, key, userId, utc(clock.instant()))
        .update();
    return new Upload(id, key, size, false);
  }

  Upload upload(UUID workspaceId, UUID id) {
    return jdbc.sql(
            "select id, original_key, size, state from media where workspace_id = ? and id = ?")
        .params(workspaceId, id)
        .query(
            (row, n) ->
                new Upload(
                    row.getObject("id", UUID.class),
                    row.getString("original_key"),
                    row.getLong("size"),
                    row.getString("state").equals("READY")))
        .optional()
        .orElseThrow(() -> Problem.notFound("upload", id));
  }

  /** Once complete it stays as it is: completing again changes nothing. */
  MediaObject complete(UUID workspaceId, Fetched fetched) {
    jdbc.sql(
            """
            update media set state = 'READY', content_type = ?, rendition_key = ?,
              rendition_type = 'image/jpeg', rendition_size = ?, sha256 = ?,
              width = ?, height = ?, alt_text = ?
            where workspace_id = ? and id = ? and state = 'UPLOADING'
            """)
        .param(fetched.picture().originalType())
        .param(fetched.key())
        .param(fetched.picture().jpeg().length)
        .param(fetched.picture().sha256())
        .param(fetched.picture().width())
        .param(fetched.picture().height())
        .param(fetched.altText())
        .param(workspaceId)
        .param(fetched.id())
        .update();
    return one(workspaceId, fetched.id())
        .orElseThrow(() -> Problem.notFound("media", fetched.id()));
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

  void deleteObjects(Collection<String> keys) {
    keys.forEach(store::delete);
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
