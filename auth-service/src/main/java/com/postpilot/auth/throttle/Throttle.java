package com.postpilot.auth.throttle;

import com.postpilot.auth.SystemWork;
import com.postpilot.auth.throttle.ThrottleProperties.Limit;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Leaky buckets in the database, so that all instances count together. An attempt pays before the
 * password is looked at (parallel guesses count too) and gets it back when it was right.
 *
 * <p>Nobody is locked out: buckets refill, and whoever hammers an account from elsewhere does not
 * touch the owner at an address from which he logged in before.
 */
@Component
public class Throttle {
  private final JdbcClient jdbc;
  private final SystemWork system;
  private final ThrottleProperties properties;
  private final Clock clock;

  Throttle(JdbcClient jdbc, SystemWork system, ThrottleProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.system = system;
    this.properties = properties;
    this.clock = clock;
  }

  /** Names the bucket of one subject without saying who it is. */
  private static byte[] key(String bucket, String... subject) {
    try {
      var text = bucket + "\n" + String.join("\n", subject);
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Counts an attempt to log in to {@code account} from {@code address}.
   *
   * @throws Problem 429 with {@code Retry-After}
   */
  public void login(String account, String address) {
    var network = ClientAddress.network(address);
    system.inTransaction(
        () -> {
          take(key("login-address", network), properties.address());
          take(key("login-here", account, network), properties.here());
          if (!filled(key("login-familiar", account, network))) {
            take(key("login-anywhere", account), properties.anywhere());
          }
          return true;
        });
  }

  /** Takes back what {@link #login} counted. */
  public void loggedIn(String account, String address) {
    var network = ClientAddress.network(address);
    system.inTransaction(
        () -> {
          giveBack(key("login-address", network), properties.address());
          empty(key("login-here", account, network));
          if (!filled(key("login-familiar", account, network))) {
            giveBack(key("login-anywhere", account), properties.anywhere());
          }
          fill(key("login-familiar", account, network), properties.familiarFor());
          return true;
        });
  }

  /**
   * @throws Problem 429 with {@code Retry-After}
   */
  public void registration(String address) {
    system.inTransaction(
        () -> {
          take(key("registration", ClientAddress.network(address)), properties.registration());
          return true;
        });
  }

  /**
   * Counts a mail to {@code recipient} that somebody at {@code address} asks for.
   *
   * @throws Problem 429 with {@code Retry-After}, whether or not anybody has the address
   */
  public void mail(String recipient, String address) {
    system.inTransaction(
        () -> {
          take(key("mail-asked", ClientAddress.network(address)), properties.mailAsked());
          take(key("mail-received", recipient), properties.mailReceived());
          return true;
        });
  }

  private void take(byte[] key, Limit limit) {
    var now = now();
    var latest = now.plus(limit.refill().multipliedBy(limit.burst()));
    var taken =
        jdbc.sql(
                """
                insert into throttle as t (key, full_at) values (:key, :first)
                on conflict (key) do update
                  set full_at = greatest(t.full_at, :now) + make_interval(secs => :refill)
                  where greatest(t.full_at, :now) + make_interval(secs => :refill) <= :latest
                """)
            .param("key", key)
            .param("now", now)
            .param("first", now.plus(limit.refill()))
            .param("latest", latest)
            .param("refill", seconds(limit.refill()))
            .update();
    if (taken == 0) {
      var fullAt =
          jdbc.sql("select full_at from throttle where key = ?")
              .param(key)
              .query(OffsetDateTime.class)
              .optional()
              .orElse(now);
      throw Problem.of(
              ProblemCode.RATE_LIMITED, "There were too many attempts. Wait a moment, please.")
          .retryAfter(Duration.between(latest, fullAt.plus(limit.refill())).plusSeconds(1));
    }
  }

  private void giveBack(byte[] key, Limit limit) {
    jdbc.sql("update throttle set full_at = full_at - make_interval(secs => ?) where key = ?")
        .params(seconds(limit.refill()), key)
        .update();
  }

  private void empty(byte[] key) {
    jdbc.sql("delete from throttle where key = ?").param(key).update();
  }

  private void fill(byte[] key, Duration duration) {
    jdbc.sql(
            """
            insert into throttle (key, full_at) values (?, ?)
            on conflict (key) do update set full_at = excluded.full_at
            """)
        .params(key, now().plus(duration))
        .update();
  }

  private boolean filled(byte[] key) {
    return jdbc.sql("select count(*) from throttle where key = ? and full_at > ?")
            .params(key, now())
            .query(Integer.class)
            .single()
        > 0;
  }

  @Scheduled(fixedDelayString = "PT1H")
  void prune() {
    system.inTransaction(
        () -> jdbc.sql("delete from throttle where full_at < ?").param(now()).update());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
