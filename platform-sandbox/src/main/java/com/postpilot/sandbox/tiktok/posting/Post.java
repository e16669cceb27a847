package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.tiktok.account.Creator;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post as it was asked for.
 *
 * @param caption as those may read it who may see it
 * @param chunks how its file comes; null when TikTok fetches the media itself
 * @param uploadId by which the upload URL knows it; null without upload
 * @param begunAt when the init arrived
 * @param doom what processing was told to fail with
 * @param lag how much later than usual the API shows it
 */
record Post(
    String publishId,
    Creator creator,
    Kind kind,
    String caption,
    PrivacyLevel privacy,
    @Nullable Chunks chunks,
    @Nullable String uploadId,
    Instant begunAt,
    Instant uploadEndsAt,
    @Nullable String doom,
    Duration lag) {

  enum Kind {
    UPLOADED_VIDEO("v_pub_file", "video"),
    PULLED_VIDEO("v_pub_url", "video"),
    PHOTOS("p_pub_url", "photo");

    private final String prefix;
    private final String pathName;

    Kind(String prefix, String pathName) {
      this.prefix = prefix;
      this.pathName = pathName;
    }

    String publishId(long number) {
      return "%s~v2-1.%d".formatted(prefix, number);
    }

    String pathName() {
      return pathName;
    }
  }

  boolean isPublic() {
    return privacy == PrivacyLevel.PUBLIC_TO_EVERYONE;
  }
}
