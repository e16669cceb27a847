package com.postpilot.auth.identity;

import com.postpilot.auth.SystemWork;
import com.postpilot.auth.identity.MeController.PatchMeRequest;
import com.postpilot.auth.mail.MailKind;
import com.postpilot.auth.mail.Mails;
import com.postpilot.auth.throttle.Throttle;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.common.web.ProblemCode;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What users say about themselves. */
@Component
class Profiles {
  private final JdbcClient jdbc;
  private final SystemWork system;
  private final Identities identities;
  private final Credentials credentials;
  private final Throttle throttle;
  private final Mails mails;

  Profiles(
      JdbcClient jdbc,
      SystemWork system,
      Identities identities,
      Credentials credentials,
      Throttle throttle,
      Mails mails) {
    this.jdbc = jdbc;
    this.system = system;
    this.identities = identities;
    this.credentials = credentials;
    this.throttle = throttle;
    this.mails = mails;
  }

  private record Profile(
      @Nullable String name,
      String timezone,
      String email,
      @Nullable String pendingEmail,
      long version) {}

  /** The version of what the user sees of himself. */
  @Transactional(propagation = Propagation.MANDATORY)
  long version(UUID userId) {
    return jdbc.sql("select version from app_user where id = ?")
        .param(userId)
        .query(Long.class)
        .single();
  }

  /**
   * Makes the changes. Another address is written down, and takes the place of the present one when
   * it is confirmed; the present one is told.
   *
   * @param address where the user is
   * @throws Problem 401 {@code invalid_credentials}, 409 {@code email_taken}, 412, 422, 429
   */
  void change(UUID userId, IfMatch ifMatch, PatchMeRequest changes, String address) {
    var email = checked(changes);
    if (email.isPresent() && isNew(userId, email.get())) {
      if (changes.currentPassword() == null) {
        throw Problem.invalid(
            "current_password", "not_null", "Your password is needed for another address.");
      }
      credentials.confirm(userId, changes.currentPassword(), address);
      throttle.mail(email.get().value(), address);
    }
    system.inTransaction(
        () -> {
          apply(userId, ifMatch, changes, email.orElse(null));
          return true;
        });
  }

  private static Optional<EmailAddress> checked(PatchMeRequest changes) {
    var errors = new ArrayList<FieldError>();
    var email =
        changes.email() == null
            ? Optional.<EmailAddress>empty()
            : Optional.ofNullable(changes.email().value()).flatMap(EmailAddress::parse);
    if (changes.email() != null && email.isEmpty()) {
      errors.add(new FieldError("email", "invalid", "This is not an e-mail address."));
    }
    if (changes.name() != null) {
      ProfileRules.objectionToName(changes.name().value()).ifPresent(errors::add);
    }
    if (changes.timezone() != null) {
      ProfileRules.objectionToTimezone(changes.timezone().value()).ifPresent(errors::add);
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return email;
  }

  private boolean isNew(UUID userId, EmailAddress email) {
    var profile = system.inTransaction(() -> locked(userId));
    return !email.value().equals(profile.email()) && !email.value().equals(profile.pendingEmail());
  }

  private void apply(
      UUID userId, IfMatch ifMatch, PatchMeRequest changes, @Nullable EmailAddress newEmail) {
    var profile = locked(userId);
    ifMatch.check(profile.version());
    var changed =
        new Profile(
            changes.name() == null ? profile.name() : ProfileRules.tidied(changes.name().value()),
            changes.timezone() == null
                ? profile.timezone()
                : Objects.requireNonNullElse(
                    changes.timezone().value(), ProfileRules.DEFAULT_TIMEZONE),
            profile.email(),
            newEmail == null
                ? profile.pendingEmail()
                : newEmail.value().equals(profile.email()) ? null : newEmail.value(),
            profile.version());
    if (changed.equals(profile)) {
      return;
    }
    if (newEmail != null && !Objects.equals(changed.pendingEmail(), profile.pendingEmail())) {
      announce(userId, profile, newEmail);
    }
    jdbc.sql(
            """
            update app_user
            set name = :name, timezone = :timezone, pending_email = :pendingEmail,
                version = version + 1
            where id = :id
            """)
        .param("name", changed.name())
        .param("timezone", changed.timezone())
        .param("pendingEmail", changed.pendingEmail())
        .param("id", userId)
        .update();
  }

  private void announce(UUID userId, Profile profile, EmailAddress newEmail) {
    if (newEmail.value().equals(profile.email())) {
      return; // he stays with the present one
    }
    if (identities.isTaken(newEmail)) {
      throw Identities.taken();
    }
    mails.append(MailKind.VERIFY_ADDRESS, userId, newEmail.value());
    mails.append(MailKind.ADDRESS_CHANGING, userId, profile.email());
  }

  private Profile locked(UUID userId) {
    return jdbc.sql(
            """
            select name, timezone, email, pending_email, version from app_user
            where id = ? for update
            """)
        .param(userId)
        .query(
            (row, n) ->
                new Profile(
                    row.getString("name"),
                    row.getString("timezone"),
                    row.getString("email"),
                    row.getString("pending_email"),
                    row.getLong("version")))
        .optional()
        .orElseThrow(
            () -> Problem.of(ProblemCode.UNAUTHENTICATED, "This token's user does not exist."));
  }
}
