package com.postpilot.auth.identity;

import com.postpilot.auth.SystemWork;
import com.postpilot.auth.throttle.Throttle;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How people show who they are: an address and a password. */
@Component
public class Credentials {
  private static final int MAX_PASSWORD = 1024;

  private final JdbcClient jdbc;
  private final SystemWork system;
  private final Passwords passwords;
  private final Throttle throttle;
  private final Clock clock;

  Credentials(
      JdbcClient jdbc, SystemWork system, Passwords passwords, Throttle throttle, Clock clock) {
    this.jdbc = jdbc;
    this.system = system;
    this.passwords = passwords;
    this.throttle = throttle;
    this.clock = clock;
  }

  /** What a user logs in with. */
  public record Login(UUID userId, EmailAddress email, String passwordHash) {
    @Override
    public String toString() {
      return "Login[" + userId + "]";
    }
  }

  /** A password that is good enough, as it is stored. */
  public record NewPassword(String hash) {
    @Override
    public String toString() {
      return "NewPassword[…]";
    }
  }

  /** The user whom these credentials belong to. Takes as long when there is none. */
  public Optional<Login> authenticate(EmailAddress email, String password) {
    var known =
        system.inTransaction(
            () ->
                jdbc.sql("select id, email, password_hash from app_user where email = ?")
                    .param(email.value())
                    .query(Credentials::login)
                    .optional());
    if (known.isEmpty()) {
      passwords.matchNobody(password);
      return Optional.empty();
    }
    var login = known.get();
    if (!passwords.matches(password, login.passwordHash())) {
      return Optional.empty();
    }
    if (passwords.isTooWeak(login.passwordHash())) {
      return Optional.of(strengthened(login, password));
    }
    return known;
  }

  private Login strengthened(Login login, String password) {
    var stronger = new NewPassword(passwords.hash(password));
    return system.inTransaction(() -> replace(login, stronger))
        ? new Login(login.userId(), login.email(), stronger.hash())
        : login;
  }

  /**
   * Whether it still is what the user logs in with. It stays so until the transaction ends: nobody
   * gets in with a password that is changed at the same moment.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean isCurrent(Login login) {
    return jdbc.sql("select id from app_user where id = ? and password_hash = ? for share")
        .params(login.userId(), login.passwordHash())
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  /**
   * Has somebody who is logged in show that he is no passer-by at an open screen, nor a thief of
   * tokens. Guesses count with those of log-ins.
   *
   * @param password in the field {@code current_password}
   * @param address where he is
   * @throws Problem 401 {@code invalid_credentials}; 429
   */
  public Login confirm(UUID userId, String password, String address) {
    if (password.length() > MAX_PASSWORD) {
      throw Problem.invalid("current_password", "too_long", "No password is that long.");
    }
    var login = system.inTransaction(() -> of(userId));
    var account = login.email().value();
    throttle.login(account, address);
    if (!passwords.matches(password, login.passwordHash())) {
      throw Problem.at(
          ProblemCode.INVALID_CREDENTIALS, "current_password", "This is not your password.");
    }
    throttle.loggedIn(account, address);
    return login;
  }

  /**
   * @param field that the password was given in
   * @throws Problem 422 if it is too easy to guess
   */
  public NewPassword newPassword(String field, String password, EmailAddress email) {
    PasswordPolicy.objection(field, password, email)
        .ifPresent(
            objection -> {
              throw Problem.invalid(objection.field(), objection.code(), objection.message());
            });
    return new NewPassword(passwords.hash(password));
  }

  /** The user's, who exists. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Login of(UUID userId) {
    return jdbc.sql("select id, email, password_hash from app_user where id = ?")
        .param(userId)
        .query(Credentials::login)
        .optional()
        .orElseThrow(
            () -> Problem.of(ProblemCode.UNAUTHENTICATED, "This token's user does not exist."));
  }

  private static Login login(ResultSet row, int n) throws SQLException {
    return new Login(
        row.getObject("id", UUID.class),
        new EmailAddress(row.getString("email")),
        row.getString("password_hash"));
  }

  private boolean replace(Login login, NewPassword password) {
    return jdbc.sql("update app_user set password_hash = ? where id = ? and password_hash = ?")
            .params(password.hash(), login.userId(), login.passwordHash())
            .update()
        == 1;
  }

  /**
   * Changes the password. An address that waits to be confirmed may be a thief's: it is dropped.
   *
   * @return false if somebody was quicker
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean change(Login login, NewPassword password) {
    dropPendingAddress(login.userId());
    return replace(login, password);
  }

  /**
   * Changes the password of whoever reads the mail of {@code address}, which is thereby shown to be
   * his.
   *
   * @return false if the user has another address by now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean reset(UUID userId, String address, NewPassword password) {
    dropPendingAddress(userId);
    return jdbc.sql(
                """
                update app_user
                set password_hash = ?, email_verified_at = coalesce(email_verified_at, ?),
                    version = version + 1
                where id = ? and email = ?
                """)
            .params(password.hash(), now(), userId, address)
            .update()
        == 1;
  }

  private void dropPendingAddress(UUID userId) {
    jdbc.sql(
            """
            update app_user set pending_email = null, version = version + 1
            where id = ? and pending_email is not null
            """)
        .param(userId)
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
