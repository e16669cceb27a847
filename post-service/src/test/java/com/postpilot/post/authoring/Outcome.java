package com.postpilot.post.authoring;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PublisherOutcome.PostFailed;
import com.postpilot.common.contract.PublisherOutcome.PostHeld;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.contract.PublisherOutcome.PublicationDetails;
import com.postpilot.common.contract.PublisherOutcome.PublicationProgress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the publisher says about one delivery; each call is a new event. */
record Outcome(UUID workspaceId, UUID postId, UUID targetId, UUID deliveryId, UUID accountId) {

  static Outcome of(UUID workspaceId, UUID postId, UUID targetId, UUID deliveryId) {
    return new Outcome(workspaceId, postId, targetId, deliveryId, UUID.randomUUID());
  }

  Outcome account(UUID account) {
    return new Outcome(workspaceId, postId, targetId, deliveryId, account);
  }

  PostPublished published() {
    return new PostPublished(
        Ids.next(),
        workspaceId,
        deliveryId,
        postId,
        targetId,
        accountId,
        Platform.INSTAGRAM,
        "remote-1",
        Instant.now(),
        Instant.now());
  }

  PostFailed failed() {
    return new PostFailed(
        Ids.next(),
        workspaceId,
        deliveryId,
        postId,
        targetId,
        accountId,
        Platform.INSTAGRAM,
        "36003/2207009",
        "The picture is too wide.",
        "Crop it.",
        Instant.now());
  }

  PostHeld held(HoldReason reason, Long generation, Instant retryAt) {
    return new PostHeld(
        Ids.next(),
        workspaceId,
        deliveryId,
        postId,
        targetId,
        accountId,
        Platform.INSTAGRAM,
        reason,
        "190/463",
        "The platform refused.",
        retryAt,
        generation,
        Instant.now());
  }

  PublicationDetails details() {
    return new PublicationDetails(
        Ids.next(),
        workspaceId,
        deliveryId,
        postId,
        targetId,
        accountId,
        Platform.INSTAGRAM,
        "remote-1",
        "https://www.instagram.com/p/abc/",
        Instant.now());
  }

  PublicationProgress progress(Instant nextActionAt) {
    return new PublicationProgress(
        Ids.next(),
        workspaceId,
        deliveryId,
        postId,
        targetId,
        accountId,
        Platform.INSTAGRAM,
        List.of(new PublicationProgress.Entry(Instant.now(), "claimed", "Begun.")),
        nextActionAt,
        Instant.now());
  }
}
