package com.postpilot.common.contract;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Facts of queue-service about its items, and about what a workspace asks of them. */
public sealed interface QueueEvent extends Event {

  @Override
  default String topic() {
    return Topics.QUEUE_LIFECYCLE;
  }

  /** About one item. */
  sealed interface ItemEvent extends QueueEvent {
    UUID itemId();

    @Override
    default UUID key() {
      return itemId();
    }
  }

  /**
   * @param writer what wrote it, such as {@code template}
   */
  record CaptionGenerated(
      UUID eventId,
      UUID workspaceId,
      UUID itemId,
      UUID productId,
      String writer,
      Instant occurredAt)
      implements ItemEvent {}

  /**
   * @param contentHashes of the content that was approved, on each platform
   */
  record ItemApproved(
      UUID eventId,
      UUID workspaceId,
      UUID itemId,
      UUID approvedBy,
      Map<Platform, String> contentHashes,
      Instant occurredAt)
      implements ItemEvent {}

  record ItemRejected(
      UUID eventId, UUID workspaceId, UUID itemId, UUID by, String reason, Instant occurredAt)
      implements ItemEvent {}

  record ItemScheduled(UUID eventId, UUID workspaceId, UUID itemId, UUID postId, Instant occurredAt)
      implements ItemEvent {}

  /** The one with the highest {@code version} counts. */
  record ApprovalPolicyChanged(
      UUID eventId, UUID workspaceId, ApprovalPolicy policy, long version, Instant occurredAt)
      implements QueueEvent {

    @Override
    public UUID key() {
      return workspaceId;
    }
  }
}
