package com.postpilot.queue.item;

import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Consent to exactly this content.
 *
 * @param by null where the workspace asks nobody
 * @param contentHashes what was approved on each platform
 */
public record Approval(@Nullable UUID by, Instant at, Map<Platform, String> contentHashes) {
  public Approval {
    contentHashes = Map.copyOf(contentHashes);
  }
}
