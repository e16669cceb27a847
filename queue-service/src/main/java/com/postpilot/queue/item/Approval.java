package com.postpilot.queue.item;

import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Consent to exactly this content.
 *
 * @param by where the workspace asks nobody, who scheduled it
 * @param contentHashes what was approved on each platform
 * @param media the pictures as post-service has them, in order
 */
public record Approval(UUID by, Instant at, Map<Platform, String> contentHashes, List<UUID> media) {
  public Approval {
    contentHashes = Map.copyOf(contentHashes);
    media = List.copyOf(media);
  }
}
