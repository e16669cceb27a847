package com.postpilot.queue.item;

import com.postpilot.common.contract.ApprovalPolicy;
import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Consent to exactly this content.
 *
 * @param by where the workspace asks nobody, who scheduled it
 * @param policy what the workspace asked for then; null if that is not known
 * @param contentHashes what was approved on each platform
 * @param media the pictures as post-service has them, in order
 * @param renewedAt when the workspace's rule renewed it, because nothing but a price in it had
 *     changed; null if it is as it was given
 */
public record Approval(
    UUID by,
    Instant at,
    @Nullable ApprovalPolicy policy,
    Map<Platform, String> contentHashes,
    List<UUID> media,
    @Nullable Instant renewedAt) {
  public Approval {
    contentHashes = Map.copyOf(contentHashes);
    media = List.copyOf(media);
  }

  /** Whether it was given under rules no laxer than these. */
  public boolean holdsUnder(ApprovalPolicy present) {
    return policy != null && policy.compareTo(present) >= 0;
  }

  /** The same consent, to what the content has become by a rule. */
  public Approval renewed(Map<Platform, String> contentHashes, Instant at) {
    return new Approval(by, this.at, policy, contentHashes, media, at);
  }
}
