package com.postpilot.sandbox.facebook.account;

import java.time.Instant;

/** A person's token as it was issued. */
record UserToken(String value, Life life, Consent consent, Instant issuedAt, Instant expiresAt) {

  enum Life {
    SHORT,
    LONG
  }
}
