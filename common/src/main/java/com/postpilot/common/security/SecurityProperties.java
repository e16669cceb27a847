package com.postpilot.common.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whom a service trusts and what it leaves open.
 *
 * @param issuer of the tokens
 * @param jwksUri auth-service's public keys
 * @param publicPaths Ant patterns that need no token
 * @param serviceClient the service's own credentials; absent in services that call no other
 */
@ConfigurationProperties("postpilot.security")
@Validated
public record SecurityProperties(
    @NotBlank @DefaultValue("postpilot") String issuer,
    @NotNull URI jwksUri,
    @DefaultValue List<String> publicPaths,
    @Nullable ServiceClient serviceClient) {

  /**
   * OAuth 2 client credentials.
   *
   * @param tokenUri auth-service's token endpoint
   */
  public record ServiceClient(@NotBlank String id, @NotBlank String secret, @NotNull URI tokenUri) {
    @Override
    public String toString() {
      return "ServiceClient[" + id + "]";
    }
  }
}
