package com.postpilot.account.oauth;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What opens an account at its platform.
 *
 * @param expiresAt null if it never ends
 * @param renewableAt before this instant the platform refuses to renew it
 */
public record Token(
    Secret access, Instant issuedAt, @Nullable Instant expiresAt, Instant renewableAt) {

  /** How long it was given for; null if for ever. */
  public @Nullable Duration lifetime() {
    return expiresAt == null ? null : Duration.between(issuedAt, expiresAt);
  }
}
