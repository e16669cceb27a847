package com.postpilot.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.postpilot.auth.Api;
import com.postpilot.auth.RunningAuthService;
import com.postpilot.auth.SettableClock;
import com.postpilot.auth.SystemWork;
import com.postpilot.common.security.Encryption;
import com.postpilot.common.testing.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningAuthService
class AccessTokenIT {
  @Autowired Api api;
  @Autowired SettableClock clock;
  @Autowired SigningKeys keys;
  @Autowired JdbcClient jdbc;
  @Autowired SystemWork system;
  @Autowired Encryption encryption;
  @Autowired TokenProperties properties;

  /** Other tests go on to other days, and keys of those would be there still. */
  @BeforeEach
  @AfterEach
  void todayWithAKeyOfToday() throws Exception {
    clock.reset();
    deleteKeys();
    keys.rotate();
  }

  @Test
  void anAccessTokenSaysWhoWhereAndForHowLongAndIsSignedWithAPublishedKey() throws Exception {
    var registered = api.register();

    var token = SignedJWT.parse(registered.accessToken());
    var claims = token.getJWTClaimsSet();

    assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
    assertThat(claims.getSubject()).isEqualTo(registered.userId().toString());
    assertThat(claims.getStringClaim("wid")).isEqualTo(registered.workspaceId().toString());
    assertThat(claims.getStringClaim("role")).isEqualTo("OWNER");
    assertThat(claims.getStringClaim("scope").split(" ")).contains("posts:write");
    assertThat(claims.getStringClaim("scope")).doesNotContain("internal");
    assertThat(claims.getIssuer()).isEqualTo("postpilot");
    assertThat(claims.getAudience()).containsExactly("postpilot");
    assertThat(claims.getJWTID()).isNotBlank();
    assertThat(Duration.between(claims.getIssueTime().toInstant(), expiry(claims)))
        .isEqualTo(Duration.ofMinutes(15));
    var published = (ECKey) published().getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(token.verify(new ECDSAVerifier(published))).isTrue();
  }

  @Test
  void thePublishedKeysHaveNoPrivateHalfAndTheStoredHalfIsEncrypted() throws Exception {
    var answer = api.get("/.well-known/jwks.json");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw()).contains("\"ES256\"").doesNotContain("\"d\"");
    assertThat(answer.header("Cache-Control")).contains("max-age=300");
    assertThat(
            Database.text(
                "select string_agg(encode(private_key, 'escape'), '') from auth.signing_key"))
        .doesNotContain("\"d\"", "\"kty\"");
  }

  @Test
  void forgedTokensAreRefused() throws Exception {
    var genuine = SignedJWT.parse(api.register().accessToken());
    var claims = genuine.getJWTClaimsSet();
    var kid = genuine.getHeader().getKeyID();
    var foreign = new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    var signer = new ECDSASigner(keys.signer());
    var publicKey = ((ECKey) published().getKeyByKeyId(kid)).toPublicKey().getEncoded();
    var parts = genuine.serialize().split("\\.");

    var forged = new ArrayList<String>();
    forged.add(new PlainJWT(claims).serialize());
    forged.add(new PlainJWT(claims).serialize() + parts[2]);
    forged.add(signed(JWSAlgorithm.HS256, kid, new MACSigner(publicKey), claims));
    forged.add(signed(JWSAlgorithm.ES256, kid, new ECDSASigner(foreign), claims));
    forged.add(signed(JWSAlgorithm.ES256, "unknown", signer, claims));
    forged.add(es256(kid, new JWTClaimsSet.Builder(claims).issuer("someone-else"), signer));
    forged.add(es256(kid, new JWTClaimsSet.Builder(claims).issuer(null), signer));
    forged.add(es256(kid, new JWTClaimsSet.Builder(claims).audience("another-api"), signer));
    forged.add(es256(kid, new JWTClaimsSet.Builder(claims).audience((String) null), signer));
    forged.add(
        es256(
            kid,
            new JWTClaimsSet.Builder(claims)
                .expirationTime(Date.from(clock.instant().minusSeconds(60))),
            signer));
    forged.add(
        es256(
            kid,
            new JWTClaimsSet.Builder(claims)
                .notBeforeTime(Date.from(clock.instant().plusSeconds(60))),
            signer));
    forged.add(parts[0] + "." + parts[1] + ".");
    forged.add(parts[0] + "." + parts[1].substring(1) + "." + parts[2]);

    assertThat(api.me(es256(kid, new JWTClaimsSet.Builder(claims), signer)).status())
        .as("the forger's tools work")
        .isEqualTo(200);
    for (var token : forged) {
      var refused = api.me(token);
      assertThat(refused.status()).as(token).isEqualTo(401);
      assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }
    var nobody = api.get("/api/v1/auth/me");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void aTokenEndsAfterItsQuarterOfAnHour() {
    clock.advance(Duration.ofMinutes(-16));
    var old = api.register().accessToken();
    clock.reset();

    assertThat(api.me(old).status()).isEqualTo(401);
  }

  @Test
  void aServiceTokenIsNoUser() {
    var token =
        api.form(
                "/oauth2/token",
                "grant_type=client_credentials&client_id=post-service&client_secret=test-secret")
            .accessToken();

    assertThat(token).isNotBlank();
    var refused = api.me(token);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
  }

  @Test
  void instancesThatStartTogetherMakeOneKey() throws Exception {
    deleteKeys();
    var instances = new ArrayList<SigningKeys>();
    for (int i = 0; i < 8; i++) {
      instances.add(new SigningKeys(jdbc, system, encryption, properties, clock));
    }
    var next = instances.iterator();

    var kids =
        Api.atOnce(
            8,
            () -> {
              SigningKeys instance;
              synchronized (next) {
                instance = next.next();
              }
              return instance.signer().getKeyID();
            });

    assertThat(kids).hasSize(8).containsOnly(kids.getFirst());
    assertThat(Database.count("auth.signing_key")).isEqualTo(1);
  }

  @Test
  void anInstanceBelievesAKeyThatAnotherMadeAMomentAgo() throws Exception {
    var user = api.register();
    var claims = SignedJWT.parse(user.accessToken()).getJWTClaimsSet();
    var other = new SigningKeys(jdbc, system, encryption, properties, clock);
    clock.advance(properties.signingKeyLifetime().plusMinutes(1));
    other.rotate();
    clock.advance(properties.signingKeyLead().plusMinutes(1));
    var made = other.signer();
    clock.reset();
    clock.advance(Duration.ofSeconds(2)); // it asks once a second at most

    assertThat(
            api.me(es256(made.getKeyID(), new JWTClaimsSet.Builder(claims), new ECDSASigner(made)))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aKeyIsPublishedBeforeItSignsAndForAsLongAsItsTokensLive() throws Exception {
    deleteKeys();
    var keys = new SigningKeys(jdbc, system, encryption, properties, clock);
    var first = keys.signer().getKeyID();
    keys.rotate();
    assertThat(published(keys)).containsExactly(first);

    clock.advance(properties.signingKeyLifetime().plusMinutes(1));
    keys.rotate();
    assertThat(keys.signer().getKeyID()).isEqualTo(first);
    assertThat(published(keys)).hasSize(2);
    var second = published(keys).getFirst();

    clock.advance(properties.signingKeyLead().plusMinutes(1));
    assertThat(keys.signer().getKeyID()).isEqualTo(second);
    keys.rotate();
    assertThat(published(keys)).containsExactly(second, first);

    clock.advance(Duration.ofHours(25));
    keys.rotate();
    assertThat(published(keys)).containsExactly(second);
  }

  @Test
  void aTokenOfTheFormerKeyIsBelievedUntilItEnds() throws Exception {
    var registered = api.register();
    var old = registered.accessToken();
    var halfway = properties.signingKeyLifetime().dividedBy(2);
    clock.advance(halfway);
    var refreshed = api.refresh(registered.refreshToken());
    clock.advance(halfway.plusMinutes(1));
    keys.rotate();
    clock.advance(properties.signingKeyLead().plusMinutes(1));
    keys.rotate();

    var young = api.refresh(refreshed.refreshToken()).accessToken();

    assertThat(SignedJWT.parse(young).getHeader().getKeyID())
        .isNotEqualTo(SignedJWT.parse(old).getHeader().getKeyID());
    assertThat(api.me(old).status()).isEqualTo(200);
    assertThat(api.me(young).status()).isEqualTo(200);
  }

  @Test
  void whoeverSleptForLongStillPublishesAKeyBeforeItSigns() throws Exception {
    deleteKeys();
    var keys = new SigningKeys(jdbc, system, encryption, properties, clock);
    var old = keys.signer().getKeyID();

    clock.advance(properties.signingKeyLifetime().multipliedBy(5));
    keys.rotate();

    assertThat(keys.signer().getKeyID()).isEqualTo(old);
    assertThat(published(keys)).hasSize(2).contains(old);
  }

  @Test
  void instancesThatRotateTogetherMakeOneKey() throws Exception {
    deleteKeys();
    keys.rotate();
    clock.advance(properties.signingKeyLifetime().plusMinutes(1));
    var instances = new ConcurrentLinkedQueue<SigningKeys>();
    for (int i = 0; i < 8; i++) {
      instances.add(new SigningKeys(jdbc, system, encryption, properties, clock));
    }

    Api.atOnce(
        8,
        () -> {
          instances.remove().rotate();
          return true;
        });

    assertThat(Database.count("auth.signing_key")).isEqualTo(2);
  }

  private static List<String> published(SigningKeys keys) {
    return keys.published().getKeys().stream().map(JWK::getKeyID).toList();
  }

  private static void deleteKeys() {
    Database.change("delete from auth.signing_key");
  }

  private static Instant expiry(JWTClaimsSet claims) {
    return claims.getExpirationTime().toInstant();
  }

  private JWKSet published() throws Exception {
    return JWKSet.parse(api.get("/.well-known/jwks.json").raw());
  }

  private static String es256(String kid, JWTClaimsSet.Builder claims, JWSSigner signer)
      throws Exception {
    return signed(JWSAlgorithm.ES256, kid, signer, claims.build());
  }

  private static String signed(
      JWSAlgorithm algorithm, String kid, JWSSigner signer, JWTClaimsSet claims) throws Exception {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(kid).build(), claims);
    token.sign(signer);
    return token.serialize();
  }
}
