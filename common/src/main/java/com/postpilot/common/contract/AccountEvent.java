package com.postpilot.common.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Facts of account-service about a social account. {@code generation} counts its connections: what
 * is said about an older generation is out of date.
 */
public sealed interface AccountEvent extends Event {
  UUID accountId();

  Platform platform();

  long generation();

  @Override
  default String topic() {
    return Topics.ACCOUNT_LIFECYCLE;
  }

  @Override
  default UUID key() {
    return accountId();
  }

  record AccountConnected(
      UUID eventId,
      UUID workspaceId,
      UUID accountId,
      Platform platform,
      String externalId,
      String handle,
      @Nullable Instant expiresAt,
      long generation,
      Instant occurredAt)
      implements AccountEvent {}

  record AccountReconnected(
      UUID eventId,
      UUID workspaceId,
      UUID accountId,
      Platform platform,
      String externalId,
      String handle,
      @Nullable Instant expiresAt,
      long generation,
      Instant occurredAt)
      implements AccountEvent {}

  record AccountDisconnected(
      UUID eventId,
      UUID workspaceId,
      UUID accountId,
      Platform platform,
      long generation,
      Instant occurredAt)
      implements AccountEvent {}

  /** Disconnected for good: whoever it belonged to wants to be forgotten, so forget its names. */
  record AccountErased(
      UUID eventId,
      UUID workspaceId,
      UUID accountId,
      Platform platform,
      long generation,
      Instant occurredAt)
      implements AccountEvent {}

  record AccountNeedsReauth(
      UUID eventId,
      UUID workspaceId,
      UUID accountId,
      Platform platform,
      String errorCode,
      long generation,
      Instant occurredAt)
      implements AccountEvent {}
}
