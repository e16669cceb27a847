package com.postpilot.common.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * A fact that one service tells the others. Records only grow; a breaking change is a new topic.
 * Its simple class name is the CloudEvents type, its components are the JSON value (snake_case).
 */
public sealed interface Event
    permits IdentityEvent,
        AccountEvent,
        PostEvent,
        PostDue,
        PublisherOutcome,
        QueueEvent,
        SubscriptionEvent {

  UUID eventId();

  UUID workspaceId();

  Instant occurredAt();

  String topic();

  /** What order is kept for: events of one key are read in the order in which they were made. */
  UUID key();
}
