package com.postpilot.common.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of one delivery; facts of the publisher. */
public sealed interface PublisherOutcome extends Event {
  UUID deliveryId();

  UUID postId();

  UUID targetId();

  UUID accountId();

  Platform platform();

  @Override
  default String topic() {
    return Topics.PUBLISHER_OUTCOME;
  }

  @Override
  default UUID key() {
    return postId();
  }

  /**
   * The visible step is known to have worked.
   *
   * @param remoteId the platform's id, where the visible step already tells it
   */
  record PostPublished(
      UUID eventId,
      UUID workspaceId,
      UUID deliveryId,
      UUID postId,
      UUID targetId,
      UUID accountId,
      Platform platform,
      @Nullable String remoteId,
      Instant publishedAt,
      Instant occurredAt)
      implements PublisherOutcome {}

  /** Late details of a live post, best effort. */
  record PublicationDetails(
      UUID eventId,
      UUID workspaceId,
      UUID deliveryId,
      UUID postId,
      UUID targetId,
      UUID accountId,
      Platform platform,
      String remoteId,
      @Nullable String permalink,
      Instant occurredAt)
      implements PublisherOutcome {}

  /**
   * The platform refused this content for good; nothing is live.
   *
   * @param errorCode the platform's, such as {@code 36003/2207009}
   * @param reason the cause in plain words
   * @param action what its owner can do
   */
  record PostFailed(
      UUID eventId,
      UUID workspaceId,
      UUID deliveryId,
      UUID postId,
      UUID targetId,
      UUID accountId,
      Platform platform,
      String errorCode,
      String reason,
      String action,
      Instant occurredAt)
      implements PublisherOutcome {}

  /**
   * The delivery ended without an outcome that lasts; post-service decides when it goes on.
   *
   * @param retryAt when what stands in the way is expected to be gone
   * @param generation of the connection whose token was refused
   */
  record PostHeld(
      UUID eventId,
      UUID workspaceId,
      UUID deliveryId,
      UUID postId,
      UUID targetId,
      UUID accountId,
      Platform platform,
      HoldReason reason,
      @Nullable String errorCode,
      String detail,
      @Nullable Instant retryAt,
      @Nullable Long generation,
      Instant occurredAt)
      implements PublisherOutcome {}

  /**
   * What the publisher did and decided since it last said so; for the timeline, never an outcome.
   *
   * @param nextActionAt when it goes on, null if the delivery has ended
   */
  record PublicationProgress(
      UUID eventId,
      UUID workspaceId,
      UUID deliveryId,
      UUID postId,
      UUID targetId,
      UUID accountId,
      Platform platform,
      List<Entry> entries,
      @Nullable Instant nextActionAt,
      Instant occurredAt)
      implements PublisherOutcome {

    /**
     * @param kind {@code claimed, step_sent, step_answered, waiting, reconciling}
     * @param text in plain words
     */
    public record Entry(Instant at, String kind, String text) {}
  }
}
