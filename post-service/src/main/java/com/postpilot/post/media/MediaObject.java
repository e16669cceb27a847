package com.postpilot.post.media;

import com.postpilot.common.contract.MediaKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture that can be published.
 *
 * @param key of the rendition in the object store
 * @param sha256 of the rendition, hex
 * @param contentType of the rendition
 * @param size of the rendition in bytes
 */
public record MediaObject(
    UUID id,
    MediaKind kind,
    String key,
    String sha256,
    String contentType,
    long size,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Long durationMs,
    @Nullable String altText,
    Instant createdAt) {}
