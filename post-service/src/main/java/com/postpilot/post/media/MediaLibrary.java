package com.postpilot.post.media;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.fetch.FetchDeadline;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final int MAX_USES = 20;

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

    UUID id() {
      return stored.id();
    }

    /** Of the objects that it is made of. */
    Set<String> keys() {
      return new HashSet<>(List.of(stored.originalKey(), stored.key()));
    }
  }

  /** An upload that was announced. */
  record Upload(UUID id, String key, boolean ready) {}

  /** For all that one request has fetched; begins now. */
  public FetchDeadline deadline() {
    return intake.deadline();
  }

  /**
   * Fetches, checks and stores what stands at {@code url}; outside transactions. {@link #add} makes
   * it a medium.
   */
  public Fetched fetch(
      UUID workspaceId,
      String url,
      @Nullable String altText,
      String field,
      FetchDeadline deadline) {
    return new Fetched(intake.fetch(workspaceId, url, field, deadline), altText);
  }

  /** What {@link #fetch} would find at {@code url}; it does not become part of the library. */
  public MediaObject look(
      String url, @Nullable String altText, String field, FetchDeadline deadline) {
    return intake.look(url, altText, field, deadline, clock.instant());
  }

  /** Makes a fetched file a medium of the workspace. */
  public MediaObject add(UUID workspaceId, UUID userId, Fetched fetched) {
    return add(workspaceId, userId, fetched.stored, fetched.altText, null);
  }

  /**
   * The same for a file of which the library may have just these bytes from just there already:
   * then that medium is returned, and what was fetched is of no use.
   */
  MediaObject addOnce(UUID workspaceId, UUID userId, String url, Fetched fetched) {
    jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) as locked")
        .param(workspaceId + " " + url)
        .query()
        .singleRow();
    return jdbc.sql(
            """
            select * from media
            where workspace_id = ? and md5(source_url) = md5(?) and source_url = ? and sha256 = ?
              and state = 'READY'
            order by id limit 1
            """)
        .params(workspaceId, url, url, fetched.stored.sha256())
        .query((row, n) -> MediaObject.read(row))
        .optional()
        .orElseGet(
            () -> {
              var medium = add(workspaceId, userId, fetched);
              jdbc.sql("update media set source_url = ? where workspace_id = ? and id = ?")
                  .params(url, workspaceId, medium.id())
                  .update();
              return medium;
            });
  }

  /** Makes a variant of {@code origin} a medium; the same one only once. */
  MediaObject addVariant(UUID workspaceId, UUID userId, MediaObject origin, Intake.Stored variant) {
    if (!lock(workspaceId, origin.id())) { // and whoever makes the same one waits here
      throw Problem.notFound("media", origin.id());
    }
    return jdbc.sql("select * from media where workspace_id = ? and origin_id = ? and sha256 = ?")
        .params(workspaceId, origin.id(), variant.sha256())
        .query((row, n) -> MediaObject.read(row))
        .optional()
        .orElseGet(() -> add(workspaceId, userId, variant, origin.altText(), origin.id()));
  }

  private MediaObject add(
      UUID workspaceId,
      UUID userId,
      Intake.Stored stored,
      @Nullable String altText,
      @Nullable UUID originId) {
    jdbc.sql(
            """
            insert into media
              (id, workspace_id, state, kind, content_type, size, original_key, alt_text, origin_id,
               created_by, created_at)
            values (?, ?, 'UPLOADING', ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(stored.id())
        .param(workspaceId)
        .param(stored.kind().name())
        .param(stored.type())
        .param(stored.originalSize())
        .param(stored.originalKey())
        .param(altText)
        .param(originId)
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
              audio_rate = ?, audio_channels = ?, frame_rate = ?, fast_start = ?, edit_list = ?
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
        .param(video == null ? null : video.audioRate())
        .param(video == null ? null : video.audioChannels())
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
  List<MediaObject> list(
      UUID workspaceId, @Nullable MediaKind kind, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            select * from media
            where workspace_id = ? and state = 'READY' and (?::text is null or kind = ?::text)
              and (?::uuid is null or id < ?::uuid)
            order by id desc limit ?
            """)
        .param(workspaceId)
        .param(kind == null ? null : kind.name())
        .param(kind == null ? null : kind.name())
        .param(before)
        .param(before)
        .param(limit)
        .query((row, n) -> MediaObject.read(row))
        .list();
  }

  /**
   * Says what is to be seen, also in what is not published yet. What is being published at this
   * moment may still go out with the former text.
   */
  MediaObject describe(UUID workspaceId, UUID id, @Nullable String altText) {
    // Posts before media, as everywhere; and nobody writes a target back that he read before.
    var posts =
        jdbc.sql(
                """
                select id from post where workspace_id = ? and id in (
                  select post_id from post_media where media_id = ?
                  union
                  select t.post_id from post_target_media m join post_target t on t.id = m.target_id
                  where m.media_id = ?)
                order by id for update
                """)
            .params(workspaceId, id, id)
            .query(UUID.class)
            .list();
    int found =
        jdbc.sql(
                "update media set alt_text = ? where workspace_id = ? and id = ? and state = 'READY'")
            .param(altText)
            .param(workspaceId)
            .param(id)
            .update();
    if (found == 0) {
      throw Problem.notFound("media", id);
    }
    var medium = one(workspaceId, id).orElseThrow();
    jdbc.sql(
            """
            update post_target set rendered_media = (
              select json_agg(
                case when m ->> 'key' = ? then m || jsonb_build_object('alt_text', ?::text) else m end
                order by n)::text
              from jsonb_array_elements(rendered_media::jsonb) with ordinality as entry (m, n))
            where workspace_id = ? and post_id = any (?) and state <> 'PUBLISHED'
              and rendered_media <> '[]'
            """)
        .param(medium.key())
        .param(altText)
        .param(workspaceId)
        .param(posts.toArray(UUID[]::new))
        .update();
    return medium;
  }

  /** A post that stands in the way. */
  record Use(UUID id, String caption) {}

  /**
   * Forgets a medium.
   *
   * @return the keys of its objects, to be removed when this is committed
   * @throws Problem 409, with the posts, while some use it
   */
  Set<String> remove(UUID workspaceId, UUID id) {
    if (!lock(workspaceId, id)) {
      throw Problem.notFound("media", id);
    }
    var uses = uses(workspaceId, id);
    if (!uses.isEmpty()) {
      throw Problem.of(
              ProblemCode.STATE_CONFLICT,
              uses.size() == 1
                  ? "A post uses this medium: take it out of the post first."
                  : "%s%d posts use this medium: take it out of them first."
                      .formatted(uses.size() == MAX_USES ? "At least " : "", uses.size()))
          .with("posts", uses);
    }
    // What deleted posts showed nobody sees any more.
    jdbc.sql("delete from post_media where workspace_id = ? and media_id = ?")
        .params(workspaceId, id)
        .update();
    jdbc.sql("delete from post_target_media where workspace_id = ? and media_id = ?")
        .params(workspaceId, id)
        .update();
    return jdbc.sql(
            """
            delete from media where workspace_id = ? and id = ?
            returning original_key, coalesce(rendition_key, original_key) as rendition_key
            """)
        .params(workspaceId, id)
        .query(
            (row, n) ->
                new HashSet<>(
                    List.of(row.getString("original_key"), row.getString("rendition_key"))))
        .single();
  }

  private boolean lock(UUID workspaceId, UUID id) {
    return !jdbc.sql("select id from media where workspace_id = ? and id = ? for update")
        .params(workspaceId, id)
        .query(UUID.class)
        .list()
        .isEmpty();
  }

  private List<Use> uses(UUID workspaceId, UUID id) {
    return jdbc.sql(
            """
            select id, left(caption, 80) as caption from post
            where workspace_id = ? and deleted_at is null and id in (
              select post_id from post_media where media_id = ?
              union
              select t.post_id from post_target_media m join post_target t on t.id = m.target_id
              where m.media_id = ?)
            order by id desc limit ?
            """)
        .params(workspaceId, id, id, MAX_USES)
        .query((row, n) -> new Use(row.getObject("id", UUID.class), row.getString("caption")))
        .list();
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
