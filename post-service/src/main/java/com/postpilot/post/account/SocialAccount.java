package com.postpilot.post.account;

import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's account on a platform.
 *
 * @param externalId the platform's id of it
 * @param generation counts its connections; what is said about an older one is out of date
 * @param connectedAt when this connection was made, as far as it is known here
 * @param restricted whether the platform has restricted it; false where that is not known
 * @param endsAt when the connection ends unless it is renewed; null where that is not known
 */
public record SocialAccount(
    UUID id,
    Platform platform,
    String externalId,
    String handle,
    Status status,
    long generation,
    Instant connectedAt,
    boolean restricted,
    @Nullable Instant endsAt) {

  /** Whether posts can go out through it. */
  public enum Status {
    CONNECTED,
    NEEDS_REAUTH,
    DISCONNECTED
  }

  public boolean connected() {
    return status == Status.CONNECTED;
  }
}
