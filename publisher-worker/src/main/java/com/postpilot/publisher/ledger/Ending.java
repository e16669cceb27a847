package com.postpilot.publisher.ledger;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PublisherOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a delivery ended. */
public sealed interface Ending {

  record Published(@Nullable String remoteId, Instant publishedAt) implements Ending {}

  record Failed(String errorCode, String reason, String action) implements Ending {}

  record Held(
      HoldReason reason,
      @Nullable String errorCode,
      String detail,
      @Nullable Instant retryAt,
      @Nullable Long generation)
      implements Ending {}

  /** The fact that tells post-service, under the delivery that {@code publication} has now. */
  default PublisherOutcome announce(Publication publication, Instant now) {
    return switch (this) {
      case Published(var remoteId, var publishedAt) ->
          new PublisherOutcome.PostPublished(
              Ids.next(),
              publication.workspaceId(),
              publication.deliveryId(),
              publication.postId(),
              publication.targetId(),
              publication.accountId(),
              publication.platform(),
              remoteId,
              publishedAt,
              now);
      case Failed(var errorCode, var reason, var action) ->
          new PublisherOutcome.PostFailed(
              Ids.next(),
              publication.workspaceId(),
              publication.deliveryId(),
              publication.postId(),
              publication.targetId(),
              publication.accountId(),
              publication.platform(),
              errorCode,
              reason,
              action,
              now);
      case Held(var reason, var errorCode, var detail, var retryAt, var generation) ->
          new PublisherOutcome.PostHeld(
              Ids.next(),
              publication.workspaceId(),
              publication.deliveryId(),
              publication.postId(),
              publication.targetId(),
              publication.accountId(),
              publication.platform(),
              reason,
              errorCode,
              detail,
              retryAt,
              generation,
              now);
    };
  }

  default String state() {
    return switch (this) {
      case Published _ -> "PUBLISHED";
      case Failed _ -> "FAILED";
      case Held _ -> "HELD";
    };
  }

  static Class<? extends Ending> ofState(String state) {
    return switch (state) {
      case "PUBLISHED" -> Published.class;
      case "FAILED" -> Failed.class;
      case "HELD" -> Held.class;
      default -> throw new IllegalArgumentException("No ending has the state " + state);
    };
  }
}
