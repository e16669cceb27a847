package com.postpilot.auth.identity;

import com.postpilot.auth.SystemWork;
import com.postpilot.auth.mail.MailKind;
import com.postpilot.auth.mail.Mails;
import com.postpilot.common.Ids;
import com.postpilot.common.contract.IdentityEvent.UserRegistered;
import com.postpilot.common.contract.IdentityEvent.WorkspaceCreated;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Users with their workspaces, for whoever opens a session. */
@Component
public class Identities {
  private static final String MEMBERS =
      """
      select u.id as user_id, u.email, u.email_verified_at is not null as email_verified,
             u.pending_email, u.name as user_name, u.timezone, u.created_at,
             w.workspace_id, w.name as workspace_name, m.role
      from membership m
        join app_user u on u.id = m.user_id
        join workspace w on w.workspace_id = m.workspace_id
      """;

  private final JdbcClient jdbc;
  private final SystemWork system;
  private final Passwords passwords;
  private final Outbox outbox;
  private final Mails mails;
  private final Clock clock;

  Identities(
      JdbcClient jdbc,
      SystemWork system,
      Passwords passwords,
      Outbox outbox,
      Mails mails,
      Clock clock) {
    this.jdbc = jdbc;
    this.system = system;
    this.passwords = passwords;
    this.outbox = outbox;
    this.mails = mails;
    this.clock = clock;
  }

  /**
   * Creates the user and a workspace that he owns.
   *
   * @param open what belongs to the same transaction
   * @throws Problem 409 {@code email_taken}
   */
  public <R> R register(NewUser newUser, Function<Member, R> open) {
    if (system.inTransaction(() -> isTaken(newUser.email()))) {
      throw taken(); // spares the hash; the constraint decides
    }
    var passwordHash = passwords.hash(newUser.password());
    return system.inTransaction(() -> open.apply(insert(newUser, passwordHash)));
  }

  private Member insert(NewUser newUser, String passwordHash) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
    var user =
        new Member.User(
            Ids.next(),
            newUser.email().value(),
            false,
            null,
            newUser.name(),
            newUser.timezone(),
            now);
    var workspace = new Member.Workspace(Ids.next(), newUser.workspaceName(), "OWNER");
    var inserted =
        jdbc.sql(
                """
                insert into app_user (id, email, name, timezone, password_hash, created_at)
                values (:id, :email, :name, :timezone, :passwordHash, :at)
                on conflict (email) do nothing
                """)
            .param("id", user.id())
            .param("email", user.email())
            .param("name", user.name())
            .param("timezone", user.timezone())
            .param("passwordHash", passwordHash)
            .param("at", at)
            .update();
    if (inserted == 0) {
      throw taken();
    }
    jdbc.sql("insert into workspace (workspace_id, name, created_at) values (?, ?, ?)")
        .params(workspace.id(), workspace.name(), at)
        .update();
    jdbc.sql("insert into membership (workspace_id, user_id, role, created_at) values (?, ?, ?, ?)")
        .params(workspace.id(), user.id(), workspace.role(), at)
        .update();
    outbox.append(new UserRegistered(Ids.next(), workspace.id(), user.id(), now));
    outbox.append(
        new WorkspaceCreated(Ids.next(), workspace.id(), user.id(), workspace.name(), now));
    mails.append(MailKind.VERIFY_ADDRESS, user.id(), user.email());
    return new Member(user, workspace);
  }

  /** Whether somebody has the address now. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean isTaken(EmailAddress email) {
    return jdbc.sql("select exists (select from app_user where email = ?)")
        .param(email.value())
        .query(Boolean.class)
        .single();
  }

  static Problem taken() {
    return Problem.at(
        ProblemCode.EMAIL_TAKEN, "email", "Somebody is registered with this address already.");
  }

  /** The user in this workspace, if he is a member of it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Member> member(UUID userId, UUID workspaceId) {
    return jdbc.sql(MEMBERS + "where m.user_id = ? and m.workspace_id = ?")
        .params(userId, workspaceId)
        .query(Identities::member)
        .optional();
  }

  /** The user in each of his workspaces, that of which he is a member the longest first. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Member> members(UUID userId) {
    return jdbc.sql(
            MEMBERS + "where m.user_id = ? order by m.created_at, m.workspace_id limit 1000")
        .param(userId)
        .query(Identities::member)
        .list();
  }

  private static Member member(ResultSet row, int n) throws SQLException {
    return new Member(
        new Member.User(
            row.getObject("user_id", UUID.class),
            row.getString("email"),
            row.getBoolean("email_verified"),
            row.getString("pending_email"),
            row.getString("user_name"),
            row.getString("timezone"),
            row.getTimestamp("created_at").toInstant()),
        new Member.Workspace(
            row.getObject("workspace_id", UUID.class),
            row.getString("workspace_name"),
            row.getString("role")));
  }
}
