package com.postpilot.common.contract;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts of billing-service about what a workspace has paid for. */
public sealed interface SubscriptionEvent extends Event {

  @Override
  default String topic() {
    return Topics.SUBSCRIPTION;
  }

  @Override
  default UUID key() {
    return workspaceId();
  }

  /**
   * The one with the highest {@code version} counts.
   *
   * @param status in the payment provider's words, such as {@code active} or {@code past_due}
   * @param limits by the names of {@link Plan}; null means unlimited, one that is not named is the
   *     plan's
   */
  record SubscriptionChanged(
      UUID eventId,
      UUID workspaceId,
      long version,
      Plan plan,
      String status,
      Map<String, @Nullable Long> limits,
      Instant effectiveAt,
      Instant occurredAt)
      implements SubscriptionEvent {}
}
