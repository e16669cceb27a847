package com.postpilot.common.security;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.util.List;
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

  /**
   * @throws Problem 403 {@code role_required} unless the caller has one of {@code roles}
   */
  public void mustBe(String... roles) {
    if (!List.of(roles).contains(role)) {
      throw Problem.of(
              ProblemCode.ROLE_REQUIRED,
              "This is for the role " + String.join(" or ", roles) + " of this workspace.")
          .with("required_roles", List.of(roles));
    }
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
