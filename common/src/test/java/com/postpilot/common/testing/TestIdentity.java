package com.postpilot.common.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Signs tokens as auth-service does, and serves its keys and its token endpoint. */
public final class TestIdentity {
  private final HttpServer server;
  private final ECKey key;

  private TestIdentity() {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException | IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext(
        "/.well-known/jwks.json",
        exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext(
        "/oauth2/token",
        exchange ->
            answer(
                exchange,
                """
                {"access_token": "%s", "token_type": "Bearer", "expires_in": 900, "scope": "internal"}\
                """
                    .formatted(serviceToken("test-service"))));
    server.start();
  }

  private static final class Holder {
    static final TestIdentity INSTANCE = new TestIdentity();
  }

  public static TestIdentity instance() {
    return Holder.INSTANCE;
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** A user's access token. */
  public String token(UUID userId, UUID workspaceId, String role) {
    return token(
        claims ->
            claims
                .subject(userId.toString())
                .claim("wid", workspaceId.toString())
                .claim("role", role));
  }

  /** The token of the owner of a workspace. */
  public String ownerToken(UUID workspaceId) {
    return token(
        UUID.nameUUIDFromBytes(workspaceId.toString().getBytes(StandardCharsets.UTF_8)),
        workspaceId,
        "OWNER");
  }

  /** A service's token with scope {@code internal}. */
  public String serviceToken(String client) {
    return token(claims -> claims.subject(client).claim("scope", "internal"));
  }

  /** A token that differs from a right one in what {@code change} does. */
  public String token(Consumer<JWTClaimsSet.Builder> change) {
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer("postpilot")
            .audience(List.of("postpilot"))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(900)));
    change.accept(claims);
    try {
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(JOSEObjectType.JWT)
                  .keyID(key.getKeyID())
                  .build(),
              claims.build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
