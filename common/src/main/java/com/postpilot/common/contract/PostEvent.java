package com.postpilot.common.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts of post-service about a post and its schedule. */
public sealed interface PostEvent extends Event {
  UUID postId();

  @Override
  default String topic() {
    return Topics.POST_LIFECYCLE;
  }

  @Override
  default UUID key() {
    return postId();
  }

  /** Rescheduling is scheduling again: the event with the highest {@code version} counts. */
  record PostScheduled(
      UUID eventId,
      UUID workspaceId,
      UUID postId,
      List<UUID> targetIds,
      Instant dueAt,
      long version,
      Instant occurredAt)
      implements PostEvent {}

  record PostUnscheduled(
      UUID eventId, UUID workspaceId, UUID postId, long version, Instant occurredAt)
      implements PostEvent {}

  /**
   * @param unapprovedItemId the queue's item whose approval does not hold for the post as it is
   *     now; null if there is none
   */
  record PostChanged(
      UUID eventId,
      UUID workspaceId,
      UUID postId,
      long version,
      @Nullable UUID unapprovedItemId,
      Instant occurredAt)
      implements PostEvent {}

  record PostDeleted(UUID eventId, UUID workspaceId, UUID postId, Instant occurredAt)
      implements PostEvent {}
}
