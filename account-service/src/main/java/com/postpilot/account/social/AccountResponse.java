package com.postpilot.account.social;

import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as clients see it. */
public record AccountResponse(
    UUID id,
    Platform platform,
    String externalId,
    String handle,
    @Nullable String name,
    @Nullable String avatarUrl,
    Status status,
    Health health,
    @Nullable HealthReason healthReason,
    @Nullable Instant tokenExpiresAt,
    List<String> scopes,
    Instant connectedAt) {

  static AccountResponse of(SocialAccount account, Instant now) {
    return new AccountResponse(
        account.id(),
        account.platform(),
        account.externalId(),
        account.handle(),
        account.name(),
        account.avatarUrl(),
        account.status(),
        account.healthAt(now),
        HealthReason.of(account, now),
        account.tokenExpiresAt(),
        account.scopes(),
        account.connectedAt());
  }
}
