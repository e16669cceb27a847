package com.postpilot.post.account;

import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.UUID;

/**
 * A workspace's account on a platform.
 *
 * @param externalId the platform's id of it
 * @param generation counts its connections; what is said about an older one is out of date
 * @param connectedAt when this connection was made, as far as it is known here
 */
public record SocialAccount(
    UUID id,
    Platform platform,
    String externalId,
    String handle,
    Status status,
    long generation,
    Instant connectedAt) {

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
