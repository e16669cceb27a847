package com.postpilot.auth.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user in one of his workspaces; its parts are what clients see of them. */
public record Member(User user, Workspace workspace) {

  /**
   * @param email normalised
   * @param emailVerified whether he has shown that it is his
   * @param pendingEmail takes its place once he has shown that that one is his
   * @param timezone IANA id
   */
  public record User(
      UUID id,
      String email,
      boolean emailVerified,
      @Nullable String pendingEmail,
      @Nullable String name,
      String timezone,
      Instant createdAt) {}

  /**
   * @param role of the user in it
   */
  public record Workspace(UUID id, String name, String role) {}
}
