package com.postpilot.account.token;

import com.postpilot.account.oauth.Ciphertext;
import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token at rest.
 *
 * @param generation of the connection that it came with
 * @param revision rises with each renewal
 * @param expiresAt of the access token; null: never
 * @param endsAt when no renewal can save the connection any more; null: never
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
    Ciphertext access,
    @Nullable Ciphertext grant,
    @Nullable Instant expiresAt,
    @Nullable Instant endsAt,
    @Nullable Instant shortAt,
    @Nullable Instant refreshAt,
    int refreshFailures) {

  public boolean isLong(Instant now) {
    return shortAt == null || now.isBefore(shortAt);
  }

  public boolean isAlive(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }
}
