package com.postpilot.sandbox.instagram.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A token as it was issued. */
record AccessToken(
    String value,
    Life life,
    String profileId,
    Set<Scope> scopes,
    Instant issuedAt,
    Instant expiresAt) {

  enum Life {
    SHORT,
    LONG
  }

  boolean isExpiredAt(Instant now) {
    return !now.isBefore(expiresAt);
  }

  Duration ageAt(Instant now) {
    return Duration.between(issuedAt, now);
  }
}
