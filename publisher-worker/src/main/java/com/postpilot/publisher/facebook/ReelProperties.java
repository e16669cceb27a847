package com.postpilot.publisher.facebook;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How reels are published.
 *
 * @param reelUpload how Facebook gets the video
 */
@ConfigurationProperties("postpilot.publisher.facebook")
@Validated
record ReelProperties(@NotNull Upload reelUpload) {
  enum Upload {
    /** Facebook fetches it from a signed URL. */
    URL,
    /** We send it; for media that cannot be reached from outside. */
    BYTES
  }
}
