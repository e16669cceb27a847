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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The ES256 keys of all instances, in the database, private halves encrypted. A key is published
 * for a while before it signs, so that whoever keeps keys has it by then, and after another has
 * taken its place until no token of its own can be alive. (Whoever meets an unknown key id asks for
 * the keys again all the same.)
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {
  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration REREAD_AFTER = Duration.ofMinutes(5);
  private static final Duration REREAD_AT_MOST = Duration.ofSeconds(1);

  /**
   * Far longer than a token lives, and than an instance signs on with the keys that it has read.
   */
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
  private record Known(ECKey signer, JWKSet published, Instant readAt) {
    @Override
    public String toString() {
      return "Known[" + signer.getKeyID() + "]";
    }
  }

  private record Row(UUID id, ECKey publicKey, Instant at) {}

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
    return now == null || olderThan(REREAD_AFTER, now.readAt()) ? read() : now;
  }

  private synchronized Known read() {
    var rows = system.inTransaction(this::select);
    if (rows.isEmpty()) {
      rows = system.inTransaction(this::first);
    }
    var published = new JWKSet(rows.stream().map(Row::publicKey).<JWK>map(key -> key).toList());
    var read = new Known(decrypted(signer(rows)), published, clock.instant());
    known = read;
    return read;
  }

  /** Makes the next key in time. One instance makes it, the others find it. */
  @Scheduled(fixedDelayString = "PT1H")
  void rotate() {
    system.inTransaction(
        () -> {
          lock();
          var rows = select();
          if (rows.isEmpty() || olderThan(properties.signingKeyLifetime(), rows.getFirst().at())) {
            make();
          }
          retire(rows);
          return true;
        });
    read();
  }

  /** The first key of all, which has to sign at once. */
  private List<Row> first() {
    lock();
    var rows = select();
    return rows.isEmpty() ? List.of(make()) : rows;
  }

  private void lock() {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('auth.signing_key'))").query().singleRow();
  }

  /** The newest one that was published for long enough, or else the oldest. */
  private Row signer(List<Row> newestFirst) {
    return newestFirst.stream()
        .filter(row -> olderThan(properties.signingKeyLead(), row.at()))
        .findFirst()
        .orElseGet(newestFirst::getLast);
  }

  /** Removes what was followed long ago by a key that signs. */
  private void retire(List<Row> newestFirst) {
    var beyond = properties.signingKeyLead().plus(PUBLISHED_BEYOND);
    newestFirst.stream()
        .dropWhile(row -> !olderThan(beyond, row.at()))
        .skip(1)
        .forEach(row -> jdbc.sql("delete from signing_key where id = ?").param(row.id()).update());
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
              row.at().atOffset(ZoneOffset.UTC))
          .update();
      log.info("Made signing key {}", id);
      return row;
    } catch (JOSEException e) {
      throw new IllegalStateException("No signing key could be made", e);
    }
  }

  private List<Row> select() {
    return jdbc.sql(
            """
            select id, public_key, created_at from signing_key order by created_at desc, id desc
            """)
        .query(
            (row, n) ->
                new Row(
                    row.getObject("id", UUID.class),
                    parsed(row.getString("public_key")),
                    row.getTimestamp("created_at").toInstant()))
        .list();
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
