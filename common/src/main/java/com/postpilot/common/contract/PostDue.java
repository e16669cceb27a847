package com.postpilot.common.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One target is due: everything the publisher needs to publish it, with the content as it was
 * claimed.
 *
 * @param eventId the delivery id; announced again after a crash with the same id
 * @param externalAccountId the platform's id of the account; calls to one such account are made one
 *     at a time
 * @param misfireAt after this instant the publication must no longer start
 * @param text the rendered text: caption, blank line, hashtags
 * @param media object-store keys in order; the publisher signs URLs when it calls
 * @param absentUntil when a person last looked at the account and found nothing of what had been
 *     sent for this target, null if nobody had to look
 * @param contentHash SHA-256 (hex) of the canonical JSON of text, media hashes and options
 * @param approvedHash the one that somebody approved, null if nobody had to; what has another hash
 *     is not published
 */
public record PostDue(
    UUID eventId,
    UUID workspaceId,
    UUID postId,
    UUID targetId,
    UUID accountId,
    String externalAccountId,
    Platform platform,
    Instant dueAt,
    Instant misfireAt,
    String text,
    List<Media> media,
    Map<String, Object> options,
    @Nullable Instant absentUntil,
    String contentHash,
    @Nullable String approvedHash,
    Instant occurredAt)
    implements Event {

  /**
   * @param key object-store key of the rendition that the platform gets
   * @param sha256 of those bytes, hex
   * @param contentType of those bytes, such as {@code image/jpeg}
   * @param size of them in bytes
   * @param durationMs of a video
   */
  public record Media(
      String key,
      String sha256,
      MediaKind kind,
      String contentType,
      long size,
      @Nullable Long durationMs,
      @Nullable String altText) {}

  @Override
  public String topic() {
    return Topics.POST_DUE;
  }

  @Override
  public UUID key() {
    return accountId;
  }
}
