package com.postpilot.auth.recovery;

import com.postpilot.auth.Secret;
import com.postpilot.auth.SystemWork;
import com.postpilot.auth.identity.Credentials;
import com.postpilot.auth.identity.EmailAddress;
import com.postpilot.auth.link.Links;
import com.postpilot.auth.link.Purpose;
import com.postpilot.auth.mail.MailKind;
import com.postpilot.auth.mail.Mails;
import com.postpilot.auth.session.Sessions;
import com.postpilot.auth.session.Sessions.Ending;
import com.postpilot.auth.throttle.Throttle;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ways to another password. Each ends sessions and tells the user. */
@Component
class Recovery {
  private final Credentials credentials;
  private final Sessions sessions;
  private final Links links;
  private final Mails mails;
  private final Throttle throttle;
  private final SystemWork system;

  Recovery(
      Credentials credentials,
      Sessions sessions,
      Links links,
      Mails mails,
      Throttle throttle,
      SystemWork system) {
    this.credentials = credentials;
    this.sessions = sessions;
    this.links = links;
    this.mails = mails;
    this.throttle = throttle;
    this.system = system;
  }

  /**
   * Has a link sent to whoever has the address. Nothing here looks at whether anybody has it: there
   * is no difference to see, nor to measure.
   *
   * @throws Problem 429
   */
  void forgot(EmailAddress email, String address) {
    throttle.mail(email.value(), address);
    system.inTransaction(
        () -> {
          mails.appendToWhoever(MailKind.RESET_PASSWORD, email.value());
          return true;
        });
  }

  /**
   * Sets the password of whoever holds a link, uses up all his links, and ends all his sessions.
   *
   * @throws Problem 401 {@code token_expired}; 422 for a password that is easy to guess, and then
   *     the link stays good
   */
  void reset(Secret token, String newPassword) {
    var link = system.inTransaction(() -> links.of(Purpose.RESET_PASSWORD, token));
    var password =
        credentials.newPassword("new_password", newPassword, new EmailAddress(link.address()));
    system.inTransaction(
        () -> {
          var user = links.of(Purpose.RESET_PASSWORD, token).userId();
          if (!credentials.reset(user, link.address(), password)) {
            throw Links.expired();
          }
          changed(user, link.address(), null, Ending.PASSWORD_RESET);
          return true;
        });
  }

  /**
   * Changes the password of somebody who knows the present one.
   *
   * @param session goes on; the others end
   * @param address where he is
   * @throws Problem 401 {@code invalid_credentials}; 422 for a password that is easy to guess; 429
   */
  void change(
      UUID userId, @Nullable UUID session, String current, String newPassword, String address) {
    system.inTransaction(
        () -> {
          sessions.mustBeAlive(session);
          return true;
        });
    var login = credentials.confirm(userId, current, address);
    var password = credentials.newPassword("new_password", newPassword, login.email());
    system.inTransaction(
        () -> {
          if (!credentials.change(login, password)) {
            throw Problem.at(
                ProblemCode.INVALID_CREDENTIALS,
                "current_password",
                "Your password was changed a moment ago.");
          }
          changed(userId, login.email().value(), session, Ending.PASSWORD_CHANGED);
          return true;
        });
  }

  private void changed(UUID userId, String email, @Nullable UUID goesOn, Ending because) {
    links.withdraw(Purpose.RESET_PASSWORD, userId);
    sessions.endAll(userId, goesOn, because);
    mails.append(MailKind.PASSWORD_CHANGED, userId, email);
  }
}
