package com.postpilot.auth.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user in one of his workspaces; its parts are what clients see of them. */
public record Member(User user, Workspace workspace) {

  /**
   * @param email normalised
   * @param timezone IANA id
   */
  public record User(
      UUID id, String email, @Nullable String name, String timezone, Instant createdAt) {}

  /**
   * @param role of the user in it
   */
  public record Workspace(UUID id, String name, String role) {}
}
