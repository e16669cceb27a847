package com.postpilot.publisher.tiktok;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How TikTok posts are published.
 *
 * @param videoSource how TikTok gets a video; photos it always fetches
 * @param callsPerMinute what TikTok takes for one account
 */
@ConfigurationProperties("postpilot.publisher.tiktok")
@Validated
record PostingProperties(
    @NotNull VideoSource videoSource, @NotNull @Valid CallsPerMinute callsPerMinute) {
  enum VideoSource {
    /** We send it in chunks. */
    FILE_UPLOAD,
    /** TikTok fetches it; its domain must be verified there. */
    PULL_FROM_URL
  }

  /**
   * The pace at which an account's calls are made, so that TikTok need not refuse any.
   *
   * @param init of videos and photos together
   */
  record CallsPerMinute(@Positive int creatorInfo, @Positive int init, @Positive int status) {}
}
