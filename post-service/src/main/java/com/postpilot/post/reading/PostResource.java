package com.postpilot.post.reading;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post as clients see it.
 *
 * @param version of what its author wrote; outcomes do not change it
 */
public record PostResource(
    UUID id,
    PostStatus status,
    String caption,
    List<String> hashtags,
    List<PostMediaItem> media,
    @Nullable PostSchedule schedule,
    List<PostTarget> targets,
    UUID createdBy,
    Instant createdAt,
    Instant updatedAt,
    @JsonIgnore long version) {

  public String eTag() {
    return "\"" + version + "\"";
  }

  /**
   * @param url signed, good for some hours
   */
  public record PostMediaItem(
      UUID id,
      String url,
      MediaKind kind,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Long durationMs,
      @Nullable String altText) {}

  /**
   * @param timezoneNote which of two it is, for a local time that occurs twice
   */
  public record PostSchedule(
      Instant scheduledAt,
      LocalDateTime localTime,
      String timezone,
      @Nullable String timezoneNote) {}

  /**
   * @param media that this account publishes instead of the post's; null if those
   */
  public record PostTarget(
      UUID id,
      UUID accountId,
      Platform platform,
      @Nullable String caption,
      @Nullable List<PostMediaItem> media,
      Map<String, Object> options,
      TargetStatus status,
      @Nullable HoldReason holdReason,
      @Nullable TargetFailure failure,
      @Nullable Instant nextActionAt,
      @Nullable Instant publishedAt,
      @Nullable String permalink) {}

  /**
   * @param message what happened, in plain words
   * @param action what its owner can do
   */
  public record TargetFailure(String code, String message, @Nullable String action) {}
}
