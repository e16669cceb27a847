package com.postpilot.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** What a service does while auth-service changes its keys. */
class VerificationKeysTests {
  final AtomicInteger asked = new AtomicInteger();
  final ECKey old = key("old");
  volatile List<JWK> published = List.of(old.toPublicJWK());
  HttpServer authService;
  JwtDecoder decoder;

  @BeforeEach
  void start() throws Exception {
    authService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    authService.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          var body = new JWKSet(published).toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    authService.start();
    var properties =
        new SecurityProperties(
            "postpilot",
            URI.create("http://localhost:" + authService.getAddress().getPort() + "/jwks.json"),
            List.of(),
            null);
    var configuration = new SecurityAutoConfiguration();
    decoder = configuration.jwtDecoder(configuration.verificationKeys(properties), properties);
  }

  @AfterEach
  void stop() {
    authService.stop(0);
  }

  @Test
  void aNewKeyIsAskedForWhenItsFirstTokenComesAndTheOldOneGoesOn() {
    decoder.decode(signedWith(old));
    var next = key("next");
    published = List.of(next.toPublicJWK(), old.toPublicJWK());

    assertThat(decoder.decode(signedWith(next)).getSubject()).isEqualTo("somebody");
    assertThat(decoder.decode(signedWith(old)).getSubject()).isEqualTo("somebody");
    assertThat(asked).hasValue(2);
  }

  @Test
  void whoeverMakesUpKeysGetsNobodyInAndDoesNotKeepAuthServiceBusy() {
    decoder.decode(signedWith(old));
    for (int i = 0; i < 50; i++) {
      var forged = signedWith(key("forged-" + i));
      assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decoder.decode(forged));
    }

    assertThat(asked.get()).isLessThan(10);
    assertThat(decoder.decode(signedWith(old)).getSubject()).isEqualTo("somebody");
  }

  private static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signedWith(ECKey key) {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .subject("somebody")
                .issuer("postpilot")
                .audience("postpilot")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build());
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
