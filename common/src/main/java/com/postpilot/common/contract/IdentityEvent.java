package com.postpilot.common.contract;

import java.time.Instant;
import java.util.UUID;

/** Facts of auth-service about users and workspaces. */
public sealed interface IdentityEvent extends Event {

  @Override
  default String topic() {
    return Topics.IDENTITY;
  }

  @Override
  default UUID key() {
    return workspaceId();
  }

  record UserRegistered(UUID eventId, UUID workspaceId, UUID userId, Instant occurredAt)
      implements IdentityEvent {}

  record WorkspaceCreated(
      UUID eventId, UUID workspaceId, UUID ownerId, String name, Instant occurredAt)
      implements IdentityEvent {}
}
