package com.postpilot.publisher.token;

import org.jspecify.annotations.Nullable;

/** What account-service says when it is asked for an account's access token. */
public sealed interface AccountToken {

  /**
   * @param generation of the connection that the token belongs to
   */
  record Usable(String accessToken, String externalId, long generation) implements AccountToken {
    @Override
    public String toString() {
      return "Usable[externalId=" + externalId + ", generation=" + generation + "]";
    }
  }

  /** Only the account's owner can help: it is disconnected, gone, or its token is dead. */
  record NeedsOwner(@Nullable Long generation) implements AccountToken {}

  /** account-service or the platform's token endpoint does not answer now. */
  record Unavailable(String why) implements AccountToken {}
}
