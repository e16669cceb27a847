package com.postpilot.auth.session;

import com.postpilot.auth.SystemWork;
import com.postpilot.auth.identity.Credentials;
import com.postpilot.auth.identity.EmailAddress;
import com.postpilot.auth.identity.Identities;
import com.postpilot.auth.identity.Member;
import com.postpilot.auth.identity.NewUser;
import com.postpilot.auth.session.Sessions.Client;
import com.postpilot.auth.throttle.Throttle;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ways into a session and on in it. */
@Component
class Entry {
  private final Identities identities;
  private final Credentials credentials;
  private final Sessions sessions;
  private final Throttle throttle;
  private final SystemWork system;

  Entry(
      Identities identities,
      Credentials credentials,
      Sessions sessions,
      Throttle throttle,
      SystemWork system) {
    this.identities = identities;
    this.credentials = credentials;
    this.sessions = sessions;
    this.throttle = throttle;
    this.system = system;
  }

  /** Somebody who is in. */
  record Admitted(Member member, UUID sessionId, RefreshToken refreshToken) {}

  Admitted register(NewUser newUser, Client client) {
    throttle.registration(client.address());
    return identities.register(newUser, member -> admit(member, client));
  }

  Admitted login(EmailAddress email, String password, Client client) {
    throttle.login(email.value(), client.address());
    var login = credentials.authenticate(email, password).orElseThrow(Entry::refused);
    throttle.loggedIn(email.value(), client.address());
    return system.inTransaction(
        () -> {
          if (!credentials.isCurrent(login)) {
            throw refused();
          }
          return identities.members(login.userId()).stream()
              .findFirst()
              .map(member -> admit(member, client))
              .orElseThrow(
                  () ->
                      Problem.of(ProblemCode.FORBIDDEN, "You are not a member of any workspace."));
        });
  }

  private static Problem refused() {
    return Problem.of(
        ProblemCode.INVALID_CREDENTIALS, "The e-mail address or the password is not right.");
  }

  private Admitted admit(Member member, Client client) {
    return admitted(member, sessions.open(member.user().id(), member.workspace().id(), client));
  }

  /**
   * @param workspaceId to switch to
   * @throws Problem 401 {@code token_expired}; 404 if the user is not in that workspace, and then
   *     the token stays good
   */
  Admitted refresh(RefreshToken token, @Nullable UUID workspaceId, Client client) {
    return system
        .inTransaction(() -> sessions.use(token).flatMap(used -> goOn(used, workspaceId, client)))
        .orElseThrow(
            () -> Problem.of(ProblemCode.TOKEN_EXPIRED, "The session has ended: log in again."));
  }

  private Optional<Admitted> goOn(Sessions.Used used, @Nullable UUID workspaceId, Client client) {
    var target = workspaceId == null ? used.workspaceId() : workspaceId;
    var member = identities.member(used.userId(), target);
    if (member.isEmpty() && workspaceId != null) {
      throw Problem.notFound("workspace", workspaceId);
    }
    return member.map(found -> admitted(found, sessions.continueIn(target, used, client)));
  }

  private static Admitted admitted(Member member, Sessions.Opened session) {
    return new Admitted(member, session.sessionId(), session.token());
  }

  void logout(RefreshToken token) {
    system.inTransaction(
        () -> {
          sessions.close(token);
          return true;
        });
  }
}
