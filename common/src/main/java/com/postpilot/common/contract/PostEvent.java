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
   * @param targetIds all that it has now; null from a producer that did not tell
   * @param unapprovedItemId the queue's item whose approval does not hold for the post as it is
   *     now; null if there is none
   */
  record PostChanged(
      UUID eventId,
      UUID workspaceId,
      UUID postId,
      @Nullable List<UUID> targetIds,
      long version,
      @Nullable UUID unapprovedItemId,
      Instant occurredAt)
      implements PostEvent {}

  record PostDeleted(UUID eventId, UUID workspaceId, UUID postId, Instant occurredAt)
      implements PostEvent {}

  /**
   * A target waits, whoever found that it has to. Scheduling and unscheduling end that, too.
   *
   * @param detail what happened, in plain words
   * @param action what its owner can do
   * @param nextActionAt when it goes on without anybody's doing; null if an event or a person ends
   *     it
   */
  record TargetHeld(
      UUID eventId,
      UUID workspaceId,
      UUID postId,
      UUID targetId,
      Platform platform,
      HoldReason reason,
      String detail,
      String action,
      @Nullable Instant nextActionAt,
      Instant occurredAt)
      implements PostEvent {}

  /** What held a target is gone, and it goes out. */
  record TargetResumed(
      UUID eventId, UUID workspaceId, UUID postId, UUID targetId, Instant occurredAt)
      implements PostEvent {}

  /** A person has found a target published of which nobody knew whether it was. */
  record TargetConfirmed(
      UUID eventId, UUID workspaceId, UUID postId, UUID targetId, Instant occurredAt)
      implements PostEvent {}
}
