package com.postpilot.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.postpilot.auth.SystemWork;
import com.postpilot.common.Ids;
import com.postpilot.common.security.Encryption;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The ES256 keys of all instances, in the database, private halves encrypted. The newest one signs;
 * older ones are published until no token of theirs can be alive. A new key needs no announcement:
 * whoever meets an unknown key id asks for the keys again.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {
  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration REREAD_AFTER = Duration.ofMinutes(5);
  private static final Duration REREAD_AT_MOST = Duration.ofSeconds(1);

  /** Far longer than a token lives, so that no instance signs with a key that is not published. */
  private static final Duration PUBLISHED_BEYOND = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final SystemWork system;
  private final Encryption encryption;
  private final TokenProperties properties;
  private final Clock clock;
  private volatile @Nullable Known known;

  SigningKeys(
      JdbcClient jdbc,
      SystemWork system,
      Encryption encryption,
      TokenProperties properties,
      Clock clock) {
    this.jdbc = jdbc;
    this.system = system;
    this.encryption = encryption;
    this.properties = properties;
    this.clock = clock;
  }

  /** What the database held: the key that signs and the public halves of all. */
  private record Known(ECKey signer, Instant signerMadeAt, JWKSet published, Instant readAt) {
    @Override
    public String toString() {
      return "Known[" + signer.getKeyID() + "]";
    }
  }

  private record Row(UUID id, ECKey publicKey, Instant createdAt) {}

  /** The key that signs now. */
  ECKey signer() {
    return known().signer();
  }

  /** The public halves. */
  JWKSet published() {
    return known().published();
  }

  /** For this service's own check of the tokens that it gets. */
  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    var known = known();
    var found = selector.select(known.published());
    return found.isEmpty() && olderThan(REREAD_AT_MOST, known.readAt())
        ? selector.select(read().published()) // another instance may have made a key
        : found;
  }

  private Known known() {
    var now = known;
    return now == null
            || olderThan(REREAD_AFTER, now.readAt())
            || olderThan(properties.signingKeyLifetime(), now.signerMadeAt())
        ? read()
        : now;
  }

  private synchronized Known read() {
    var newest = newest(rows()).orElseGet(() -> system.inTransaction(this::newestOrNew));
    var published = new JWKSet(rows().stream().map(Row::publicKey).<JWK>map(key -> key).toList());
    var read = new Known(decrypted(newest), newest.createdAt(), published, clock.instant());
    known = read;
    return read;
  }

  /** One instance makes the key, the others wait and find it. */
  private Row newestOrNew() {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('auth.signing_key'))").query().singleRow();
    return newest(select()).orElseGet(this::make);
  }

  private Optional<Row> newest(List<Row> rows) {
    return rows.stream()
        .findFirst()
        .filter(row -> !olderThan(properties.signingKeyLifetime(), row.createdAt()));
  }

  private Row make() {
    var id = Ids.next();
    try {
      var key =
          new ECKeyGenerator(Curve.P_256)
              .keyID(id.toString())
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .generate();
      var row = new Row(id, key.toPublicJWK(), clock.instant().truncatedTo(ChronoUnit.MICROS));
      jdbc.sql(
              """
              insert into signing_key (id, public_key, private_key, created_at)
              values (?, ?, ?, ?)
              """)
          .params(
              row.id(),
              row.publicKey().toJSONString(),
              encryption.encrypt(key.toJSONString(), id),
              row.createdAt().atOffset(ZoneOffset.UTC))
          .update();
      jdbc.sql("delete from signing_key where created_at < ?")
          .param(oldestPublished().atOffset(ZoneOffset.UTC))
          .update();
      log.info("Made signing key {}", id);
      return row;
    } catch (JOSEException e) {
      throw new IllegalStateException("No signing key could be made", e);
    }
  }

  private List<Row> rows() {
    return system.inTransaction(this::select);
  }

  private List<Row> select() {
    return jdbc.sql(
            """
            select id, public_key, created_at from signing_key
            where created_at >= ? order by created_at desc, id desc
            """)
        .param(oldestPublished().atOffset(ZoneOffset.UTC))
        .query(
            (row, n) ->
                new Row(
                    row.getObject("id", UUID.class),
                    parsed(row.getString("public_key")),
                    row.getTimestamp("created_at").toInstant()))
        .list();
  }

  private Instant oldestPublished() {
    return clock.instant().minus(properties.signingKeyLifetime()).minus(PUBLISHED_BEYOND);
  }

  private ECKey decrypted(Row row) {
    var privateKey =
        system.inTransaction(
            () ->
                jdbc.sql("select private_key from signing_key where id = ?")
                    .param(row.id())
                    .query(byte[].class)
                    .single());
    return parsed(encryption.decrypt(privateKey, row.id()));
  }

  /** The message of a failure does not repeat the key. */
  private static ECKey parsed(String jwk) {
    try {
      return ECKey.parse(jwk);
    } catch (ParseException e) {
      throw new IllegalStateException("A stored signing key cannot be read");
    }
  }

  private boolean olderThan(Duration age, Instant moment) {
    return moment.plus(age).isBefore(clock.instant());
  }
}
