package com.postpilot.account.social;

import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as other services see it.
 *
 * @param generation rises with each connection, not with renewals of the token
 */
public record AccountState(
    UUID id,
    Platform platform,
    String externalId,
    String handle,
    Status status,
    Health health,
    @Nullable Instant tokenExpiresAt,
    long generation) {

  static AccountState of(SocialAccount account, Instant now) {
    return new AccountState(
        account.id(),
        account.platform(),
        account.externalId(),
        account.handle(),
        account.status(),
        account.healthAt(now),
        account.tokenExpiresAt(),
        account.generation());
  }

  /** Whether there is a token that its platform may still accept. */
  public boolean mayHaveUsableToken() {
    return status == Status.CONNECTED && health != Health.NEEDS_REAUTH;
  }
}
