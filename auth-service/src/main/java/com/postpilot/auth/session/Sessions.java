package com.postpilot.auth.session;

import com.postpilot.auth.SystemWork;
import com.postpilot.common.Ids;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions and their refresh tokens. Each token works once; the second use of one means that two
 * parties hold it, and nobody can tell which is the thief: the whole session ends.
 *
 * <p>There is no grace period in which a used token works again: it would be one for thieves too. A
 * client refreshes once at a time, and logs in again if an answer is lost.
 */
@Component
public class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);
  private static final int MAX_USER_AGENT = 300;

  private final JdbcClient jdbc;
  private final SystemWork system;
  private final SessionProperties properties;
  private final Clock clock;

  Sessions(JdbcClient jdbc, SystemWork system, SessionProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.system = system;
    this.properties = properties;
    this.clock = clock;
  }

  /** Why a session came to its end. */
  public enum Ending {
    LOGOUT,
    /** A refresh token was used twice. */
    REUSE,
    /** The user ended it from another one. */
    CLOSED,
    PASSWORD_RESET,
    PASSWORD_CHANGED
  }

  /** Where a client is and what it says it is. */
  record Client(String address, @Nullable String userAgent) {}

  /** A session and the token that it goes on with. */
  record Opened(UUID sessionId, RefreshToken token) {}

  /** A session as its user sees it. */
  record Summary(
      UUID id,
      @Nullable String userAgent,
      @Nullable String address,
      Instant createdAt,
      Instant lastUsedAt) {}

  /** A session whose token was just used up; the row is locked until the transaction ends. */
  record Used(UUID sessionId, UUID userId, UUID workspaceId, Instant createdAt) {}

  private record Family(UUID id, UUID userId, UUID workspaceId, Instant createdAt, boolean alive) {}

  @Transactional(propagation = Propagation.MANDATORY)
  Opened open(UUID userId, UUID workspaceId, Client client) {
    var id = Ids.next();
    var now = now();
    jdbc.sql(
            """
            insert into session
              (id, user_id, workspace_id, user_agent, address, created_at, last_used_at, expires_at)
            values (:id, :user, :workspace, :userAgent, :address, :now, :now, :expiresAt)
            """)
        .param("id", id)
        .param("user", userId)
        .param("workspace", workspaceId)
        .param("userAgent", shortened(client.userAgent()))
        .param("address", client.address())
        .param("now", now)
        .param("expiresAt", now.plus(properties.idle()))
        .update();
    return new Opened(id, issue(id, now));
  }

  /**
   * Uses the token up. Empty if it is unknown, expired, revoked or used before; in the last case
   * the session is revoked, so the transaction must commit then.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<Used> use(RefreshToken token) {
    var family = locked(token);
    if (family.isEmpty() || !family.get().alive()) {
      return Optional.empty();
    }
    var session = family.get();
    var used =
        jdbc.sql("update refresh_token set used_at = ? where hash = ? and used_at is null")
            .params(now(), token.hash())
            .update();
    if (used == 0) {
      log.warn(
          "A refresh token of user {} was used twice: session {} is revoked",
          session.userId(),
          session.id());
      revoke(session.id(), Ending.REUSE);
      return Optional.empty();
    }
    return Optional.of(
        new Used(session.id(), session.userId(), session.workspaceId(), session.createdAt()));
  }

  /** The next token of the session, which goes on in {@code workspaceId}. */
  @Transactional(propagation = Propagation.MANDATORY)
  Opened continueIn(UUID workspaceId, Used used, Client client) {
    var now = now();
    var end = used.createdAt().plus(properties.maximum()).atOffset(ZoneOffset.UTC);
    var idleEnd = now.plus(properties.idle());
    jdbc.sql(
            """
            update session
            set workspace_id = :workspace, user_agent = coalesce(:userAgent, user_agent),
                address = :address, last_used_at = :now, expires_at = :expiresAt
            where id = :id
            """)
        .param("workspace", workspaceId)
        .param("userAgent", shortened(client.userAgent()))
        .param("address", client.address())
        .param("now", now)
        .param("expiresAt", idleEnd.isBefore(end) ? idleEnd : end)
        .param("id", used.sessionId())
        .update();
    return new Opened(used.sessionId(), issue(used.sessionId(), now));
  }

  /** Ends the session that the token belongs to, if it belongs to one. */
  @Transactional(propagation = Propagation.MANDATORY)
  void close(RefreshToken token) {
    locked(token).filter(Family::alive).ifPresent(session -> revoke(session.id(), Ending.LOGOUT));
  }

  /** Locks the session, not the token: whatever happens to a family happens one at a time. */
  private Optional<Family> locked(RefreshToken token) {
    return jdbc.sql(
            """
            select id, user_id, workspace_id, created_at,
                   revoked_at is null and expires_at > :now as alive
            from session
            where id = (select session_id from refresh_token where hash = :hash)
            for update
            """)
        .param("now", now())
        .param("hash", token.hash())
        .query(
            (row, n) ->
                new Family(
                    row.getObject("id", UUID.class),
                    row.getObject("user_id", UUID.class),
                    row.getObject("workspace_id", UUID.class),
                    row.getTimestamp("created_at").toInstant(),
                    row.getBoolean("alive")))
        .optional();
  }

  private RefreshToken issue(UUID sessionId, OffsetDateTime now) {
    var token = RefreshToken.random();
    jdbc.sql("insert into refresh_token (hash, session_id, issued_at) values (?, ?, ?)")
        .params(token.hash(), sessionId, now)
        .update();
    return token;
  }

  private void revoke(UUID sessionId, Ending because) {
    jdbc.sql("update session set revoked_at = ?, revoked_because = ? where id = ?")
        .params(now(), because.name(), sessionId)
        .update();
  }

  /** Those that are alive, the newest first. */
  @Transactional(propagation = Propagation.MANDATORY)
  List<Summary> of(UUID userId, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            select id, user_agent, address, created_at, last_used_at from session
            where user_id = :user and revoked_at is null and expires_at > :now
              and (:before::uuid is null or id < :before)
            order by id desc limit :limit
            """)
        .param("user", userId)
        .param("now", now())
        .param("before", before)
        .param("limit", limit)
        .query(
            (row, n) ->
                new Summary(
                    row.getObject("id", UUID.class),
                    row.getString("user_agent"),
                    row.getString("address"),
                    row.getTimestamp("created_at").toInstant(),
                    row.getTimestamp("last_used_at").toInstant()))
        .list();
  }

  /**
   * An access token outlives its session by minutes; what is about sessions it may not do then.
   *
   * @param sessionId of the token; null for tokens that were given in none
   * @throws Problem 401 {@code token_expired}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void mustBeAlive(@Nullable UUID sessionId) {
    if (sessionId != null
        && jdbc.sql("select id from session where id = ? and revoked_at is null and expires_at > ?")
            .params(sessionId, now())
            .query(UUID.class)
            .optional()
            .isEmpty()) {
      throw Problem.of(ProblemCode.TOKEN_EXPIRED, "The session has ended: log in again.");
    }
  }

  /** Ends one of the user's sessions; false if he has no such session that is alive. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean end(UUID userId, UUID sessionId, Ending because) {
    return jdbc.sql(
                """
                update session set revoked_at = :now, revoked_because = :because
                where id = :id and user_id = :user and revoked_at is null and expires_at > :now
                """)
            .param("now", now())
            .param("because", because.name())
            .param("id", sessionId)
            .param("user", userId)
            .update()
        == 1;
  }

  /**
   * Ends all sessions of a user.
   *
   * @param except the one that goes on, if any
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void endAll(UUID userId, @Nullable UUID except, Ending because) {
    jdbc.sql(
            """
            update session set revoked_at = :now, revoked_because = :because
            where user_id = :user and revoked_at is null and id is distinct from :except::uuid
            """)
        .param("now", now())
        .param("because", because.name())
        .param("user", userId)
        .param("except", except)
        .update();
  }

  /**
   * Ended sessions are kept for as long as a live one may idle, for those who look into a theft. So
   * are used tokens: by then they would have expired.
   */
  @Scheduled(fixedDelayString = "PT1H")
  void prune() {
    var longAgo = now().minus(properties.idle());
    system.inTransaction(
        () ->
            jdbc.sql("delete from session where expires_at < ?").param(longAgo).update()
                + jdbc.sql("delete from refresh_token where used_at < ?").param(longAgo).update());
  }

  private static @Nullable String shortened(@Nullable String userAgent) {
    return userAgent == null
        ? null
        : userAgent.substring(0, Math.min(MAX_USER_AGENT, userAgent.length()));
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
