package com.postpilot.account.token;

import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token at rest.
 *
 * @param generation of the connection that it came with
 * @param revision rises with each renewal
 * @param shortAt from then on it is renewed before it is given out; null: never
 * @param refreshAt the next planned attempt to renew it; null: never
 * @param refreshFailures attempts in a row that failed
 */
public record StoredToken(
    UUID accountId,
    UUID workspaceId,
    Platform platform,
    long generation,
    long revision,
    Ciphertext ciphertext,
    @Nullable Instant expiresAt,
    @Nullable Instant shortAt,
    @Nullable Instant refreshAt,
    int refreshFailures) {

  /** Means nothing without the key, and is kept out of texts all the same. */
  static final class Ciphertext {
    private final byte[] bytes;

    Ciphertext(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public String toString() {
      return "Ciphertext[" + bytes.length + "]";
    }
  }

  public boolean isLong(Instant now) {
    return shortAt == null || now.isBefore(shortAt);
  }

  public boolean isAlive(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }
}
