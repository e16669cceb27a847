package com.postpilot.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.postpilot.common.security.SecurityProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Signs what other services believe: short-lived ES256 tokens for users and for services. */
@Component
public class AccessTokens {
  private static final String AUDIENCE = "postpilot";

  /** What API keys may be given parts of; the role decides beside it. */
  private static final String ALL_SCOPES =
      "posts:read posts:write queue:read queue:write media:read media:write accounts:read"
          + " analytics:read";

  private static final String SESSION = "sid";
  static final String INTERNAL = "internal";

  private final SigningKeys keys;
  private final SecurityProperties security;
  private final TokenProperties properties;
  private final Clock clock;

  AccessTokens(
      SigningKeys keys, SecurityProperties security, TokenProperties properties, Clock clock) {
    this.keys = keys;
    this.security = security;
    this.properties = properties;
    this.clock = clock;
  }

  /** A signed JWT. */
  public record AccessToken(String value, Duration lifetime) {
    @Override
    public String toString() {
      return "AccessToken[…]";
    }
  }

  /**
   * @param sessionId that it was given in
   */
  public AccessToken forUser(UUID userId, UUID workspaceId, String role, UUID sessionId) {
    return sign(
        new JWTClaimsSet.Builder()
            .subject(userId.toString())
            .claim("wid", workspaceId.toString())
            .claim("role", role)
            .claim("scope", ALL_SCOPES)
            .claim(SESSION, sessionId.toString()));
  }

  /** The session of a token, if it was given in one. */
  public static Optional<UUID> sessionOf(Jwt token) {
    return Optional.ofNullable(token.getClaimAsString(SESSION)).map(UUID::fromString);
  }

  AccessToken forService(String clientId) {
    return sign(new JWTClaimsSet.Builder().subject(clientId).claim("scope", INTERNAL));
  }

  private AccessToken sign(JWTClaimsSet.Builder claims) {
    var key = keys.signer();
    var now = clock.instant();
    var lifetime = properties.accessTokenLifetime();
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build(),
            claims
                .issuer(security.issuer())
                .audience(AUDIENCE)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build());
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("Signing failed", e);
    }
    return new AccessToken(token.serialize(), lifetime);
  }
}
