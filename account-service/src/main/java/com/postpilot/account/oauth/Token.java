package com.postpilot.account.oauth;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keys, and how long they are good for.
 *
 * @param expiresAt of the access token; null if it never ends
 * @param renewableAt before this instant the platform refuses to renew it
 * @param endsAt when the connection ends unless it is renewed; null if never, or in a renewal: as
 *     before
 */
public record Token(
    Keys keys,
    Instant issuedAt,
    @Nullable Instant expiresAt,
    Instant renewableAt,
    @Nullable Instant endsAt) {

  /** How long it was given for; null if for ever. */
  public @Nullable Duration lifetime() {
    return expiresAt == null ? null : Duration.between(issuedAt, expiresAt);
  }
}
