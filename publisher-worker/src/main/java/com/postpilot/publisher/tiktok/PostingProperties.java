package com.postpilot.publisher.tiktok;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How TikTok posts are published.
 *
 * @param videoSource how TikTok gets a video; photos it always fetches
 */
@ConfigurationProperties("postpilot.publisher.tiktok")
@Validated
record PostingProperties(@NotNull VideoSource videoSource) {
  enum VideoSource {
    /** We send it in chunks. */
    FILE_UPLOAD,
    /** TikTok fetches it; its domain must be verified there. */
    PULL_FROM_URL
  }
}
