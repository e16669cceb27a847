package com.postpilot.publisher.ledger;

import com.postpilot.common.content.ContentHash;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One target on its way, as it was read from the ledger.
 *
 * @param deliveredAt when the present delivery arrived
 * @param lane calls within it are made one at a time, in order
 * @param approvedHash of the content that somebody approved; null where nobody had to
 * @param attempts of this delivery that failed in a way that passes
 * @param waitingSince when this delivery first had to wait for more than its lane
 * @param fence counts claims; only the holder of the latest may write
 */
public record Publication(
    UUID targetId,
    UUID deliveryId,
    Instant deliveredAt,
    UUID postId,
    UUID workspaceId,
    UUID accountId,
    String externalAccountId,
    Platform platform,
    String lane,
    Instant dueAt,
    Instant misfireAt,
    String text,
    List<PostDue.Media> media,
    Map<String, Object> options,
    String contentHash,
    @Nullable String approvedHash,
    int attempts,
    @Nullable Instant waitingSince,
    long fence) {

  /** Whether its content is what post-service hashed, and what somebody approved if one had to. */
  public boolean isWhatWasApproved() {
    var actual = ContentHash.of(text, media.stream().map(PostDue.Media::sha256).toList(), options);
    return actual.equals(contentHash) && (approvedHash == null || actual.equals(approvedHash));
  }
}
