package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.journal.Fact;
import com.postpilot.sandbox.media.MediaFile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Media on its way to being published.
 *
 * @param media the pictures and videos, in order; none where a video could not be taken in
 * @param failure the subcode with which processing ends; null when it goes well
 */
record Container(
    String id,
    String profileId,
    Kind kind,
    String caption,
    List<MediaFile> media,
    Instant createdAt,
    Instant readyAt,
    Instant expiresAt,
    @Nullable Integer failure)
    implements Fact {

  enum Kind {
    IMAGE,
    REEL,
    CAROUSEL_ITEM,
    CAROUSEL
  }

  /** Where it stands, as long as it is not published. */
  ContainerStatus statusAt(Instant now) {
    if (now.isBefore(readyAt)) {
      return ContainerStatus.IN_PROGRESS;
    }
    if (failure != null) {
      return ContainerStatus.ERROR;
    }
    return now.isBefore(expiresAt) ? ContainerStatus.FINISHED : ContainerStatus.EXPIRED;
  }
}
