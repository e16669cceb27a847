package com.postpilot.auth.link;

import com.postpilot.auth.Secret;
import com.postpilot.auth.SystemWork;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The links that are out. A user may hold several of a kind, for mails cross each other. */
@Component
public class Links {
  private static final String PREFIX = "pplk_";

  private final JdbcClient jdbc;
  private final SystemWork system;
  private final LinkProperties properties;
  private final Clock clock;

  Links(JdbcClient jdbc, SystemWork system, LinkProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.system = system;
    this.properties = properties;
    this.clock = clock;
  }

  /** Whom a link was sent to, and where. */
  public record Link(UUID userId, String address) {}

  /** Makes the token of a link that is about to be sent to {@code address}. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Secret issue(Purpose purpose, UUID userId, String address) {
    var token = Secret.random(PREFIX);
    jdbc.sql(
            """
            insert into link (hash, purpose, user_id, address, expires_at)
            values (?, ?, ?, ?, ?)
            """)
        .params(
            token.hash(), purpose.name(), userId, address, now().plus(properties.lifetime(purpose)))
        .update();
    return token;
  }

  /**
   * The link that works with this token; it stays locked until the transaction ends.
   *
   * @throws Problem 401 {@code token_expired} if there is none, or not any more
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Link of(Purpose purpose, Secret token) {
    return jdbc.sql(
            """
            select user_id, address from link
            where hash = ? and purpose = ? and expires_at > ?
            for update
            """)
        .params(token.hash(), purpose.name(), now())
        .query((row, n) -> new Link(row.getObject("user_id", UUID.class), row.getString("address")))
        .optional()
        .orElseThrow(Links::expired);
  }

  /** What to tell whoever holds a link that does not work. */
  public static Problem expired() {
    return Problem.at(
        ProblemCode.TOKEN_EXPIRED, "token", "This link was used already or has expired.");
  }

  /** Takes all links of a kind from a user. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void withdraw(Purpose purpose, UUID userId) {
    jdbc.sql("delete from link where user_id = ? and purpose = ?")
        .params(userId, purpose.name())
        .update();
  }

  @Scheduled(fixedDelayString = "PT1H")
  void prune() {
    system.inTransaction(
        () -> jdbc.sql("delete from link where expires_at < ?").param(now()).update());
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
