package com.postpilot.account.limits;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a platform lets an account publish.
 *
 * @param quota null where the platform tells of none
 * @param creator null but for TikTok
 */
public record PublishingLimits(@Nullable Quota quota, @Nullable Creator creator, Instant askedAt) {

  /** Posts within a rolling window. */
  public record Quota(int used, int total, long windowSeconds) {}

  /**
   * A TikTok account, as it has to be shown to whoever composes a post.
   *
   * @param privacyLevelOptions of which one has to be chosen by hand
   * @param canPost whether TikTok takes posts of it at this moment; if not, it tells nothing else
   * @param reason why not: TikTok's code
   */
  public record Creator(
      @Nullable String nickname,
      @Nullable String username,
      @Nullable String avatarUrl,
      List<String> privacyLevelOptions,
      boolean commentDisabled,
      boolean duetDisabled,
      boolean stitchDisabled,
      @Nullable Integer maxVideoDurationSeconds,
      boolean canPost,
      @Nullable String reason) {}
}
