package com.postpilot.auth.mail;

import com.postpilot.common.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The mails that there are to send, as rows. A row says what to write to whom; the text is made
 * when it is sent, so that no link lies in the database or grows old before it is on its way.
 */
@Component
public class Mails {
  private final JdbcClient jdbc;
  private final MailProperties properties;
  private final Clock clock;

  Mails(JdbcClient jdbc, MailProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * A mail that this process is about to send.
   *
   * @param userId null where nobody has looked yet who has the address
   * @param attempt the how manieth it is; also the fence
   */
  record Claimed(
      UUID id,
      MailKind kind,
      String recipient,
      @Nullable UUID userId,
      Instant createdAt,
      int attempt) {}

  /** How a mail came to its end. */
  enum Outcome {
    SENT,
    /** Nobody wants it any more. */
    OBSOLETE,
    GIVEN_UP
  }

  /**
   * What has not been sent.
   *
   * @param oldest how long the first of them waits
   */
  record Waiting(long count, Duration oldest) {}

  /** Has it sent once the transaction has committed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(MailKind kind, UUID userId, String recipient) {
    insert(kind, userId, recipient);
  }

  /** The same for whoever has the address, if anybody has: that is looked up when it is sent. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void appendToWhoever(MailKind kind, String recipient) {
    insert(kind, null, recipient);
  }

  private void insert(MailKind kind, @Nullable UUID userId, String recipient) {
    jdbc.sql(
            """
            insert into mail (id, kind, recipient, user_id, created_at, next_attempt_at)
            values (:id, :kind, :recipient, :user, :now, :now)
            """)
        .param("id", Ids.next())
        .param("kind", kind.name())
        .param("recipient", recipient)
        .param("user", userId)
        .param("now", now())
        .update();
  }

  /**
   * Takes the mail that has been due for the longest. It is due again, for anybody, if it is not
   * settled within the lease.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<Claimed> claim() {
    return jdbc.sql(
            """
            update mail set attempts = attempts + 1, next_attempt_at = :leaseEnd
            where id = (
              select id from mail where next_attempt_at <= :now
              order by next_attempt_at limit 1 for update skip locked)
            returning id, kind, recipient, user_id, created_at, attempts
            """)
        .param("leaseEnd", now().plus(properties.lease()))
        .param("now", now())
        .query(Mails::claimed)
        .optional();
  }

  private static Claimed claimed(ResultSet row, int n) throws SQLException {
    return new Claimed(
        row.getObject("id", UUID.class),
        MailKind.valueOf(row.getString("kind")),
        row.getString("recipient"),
        row.getObject("user_id", UUID.class),
        row.getTimestamp("created_at").toInstant(),
        row.getInt("attempts"));
  }

  /** Ends it; a mail that somebody else has claimed since is his to end. */
  @Transactional(propagation = Propagation.MANDATORY)
  void settle(Claimed mail, Outcome outcome) {
    jdbc.sql(
            """
            update mail set outcome = ?, settled_at = ?, next_attempt_at = null
            where id = ? and attempts = ?
            """)
        .params(outcome.name(), now(), mail.id(), mail.attempt())
        .update();
  }

  /** Puts it off; false if it has waited for too long and was given up. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean postpone(Claimed mail) {
    var next = clock.instant().plus(properties.pauseAfter(mail.attempt()));
    if (next.isAfter(mail.createdAt().plus(properties.giveUpAfter()))) {
      settle(mail, Outcome.GIVEN_UP);
      return false;
    }
    jdbc.sql("update mail set next_attempt_at = ? where id = ? and attempts = ?")
        .params(
            next.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC), mail.id(), mail.attempt())
        .update();
    return true;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  Waiting waiting() {
    return jdbc.sql("select count(*), min(created_at) from mail where next_attempt_at is not null")
        .query(
            (row, n) -> {
              var oldest = row.getTimestamp(2);
              return new Waiting(
                  row.getLong(1),
                  oldest == null
                      ? Duration.ZERO
                      : Duration.between(oldest.toInstant(), clock.instant()));
            })
        .single();
  }

  /** Removes what has come to its end long ago. */
  @Transactional(propagation = Propagation.MANDATORY)
  void prune() {
    jdbc.sql("delete from mail where settled_at < ?")
        .param(now().minus(properties.keepFor()))
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
