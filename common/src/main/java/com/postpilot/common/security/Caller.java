package com.postpilot.common.security;

import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/** The person (or program) behind a request, in the workspace of the verified token. */
public record Caller(UUID userId, UUID workspaceId, String role) {

  /** Empty without a token, and for service tokens, which belong to no workspace. */
  public static Optional<Caller> current() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Jwt jwt
        ? of(jwt)
        : Optional.empty();
  }

  static Optional<Caller> of(Jwt jwt) {
    return Optional.ofNullable(jwt.getClaimAsString("wid"))
        .map(
            workspaceId ->
                new Caller(
                    UUID.fromString(jwt.getSubject()),
                    UUID.fromString(workspaceId),
                    String.valueOf(jwt.getClaimAsString("role"))));
  }
}
