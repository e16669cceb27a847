package com.postpilot.post.media;

import com.postpilot.common.contract.MediaKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture or a video that can be published.
 *
 * @param key of the rendition in the object store
 * @param sha256 of the rendition, hex
 * @param contentType of the rendition
 * @param size of the rendition in bytes
 * @param width in pixels as it is seen, that is, when it is upright
 * @param durationMs of a video; null for a picture
 * @param video null for a picture
 * @param originId the medium that this one is a variant of
 */
public record MediaObject(
    UUID id,
    MediaKind kind,
    String key,
    String sha256,
    String contentType,
    long size,
    int width,
    int height,
    @Nullable Long durationMs,
    @Nullable Video video,
    @Nullable String altText,
    @Nullable UUID originId,
    Instant createdAt) {

  static MediaObject read(ResultSet row) throws SQLException {
    var kind = MediaKind.valueOf(row.getString("kind"));
    return new MediaObject(
        row.getObject("id", UUID.class),
        kind,
        row.getString("rendition_key"),
        row.getString("sha256"),
        row.getString("rendition_type"),
        row.getLong("rendition_size"),
        row.getInt("width"),
        row.getInt("height"),
        row.getObject("duration_ms", Long.class),
        kind == MediaKind.VIDEO ? video(row) : null,
        row.getString("alt_text"),
        row.getObject("origin_id", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static Video video(ResultSet row) throws SQLException {
    return new Video(
        row.getString("container"),
        row.getString("codec"),
        row.getString("audio_codec"),
        row.getObject("audio_rate", Integer.class),
        row.getObject("audio_channels", Integer.class),
        row.getDouble("frame_rate"),
        row.getBoolean("fast_start"),
        row.getBoolean("edit_list"));
  }
}
