package com.postpilot.auth.identity;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What somebody registers with, checked. */
public record NewUser(EmailAddress email, String password, @Nullable String name, String timezone) {
  /**
   * @throws Problem 422 that names every field that is wrong
   */
  public static NewUser of(
      String email, String password, @Nullable String name, @Nullable String timezone) {
    var errors = new ArrayList<FieldError>();
    var address = EmailAddress.parse(email);
    if (address.isEmpty()) {
      errors.add(new FieldError("email", "invalid", "This is not an e-mail address."));
    }
    PasswordPolicy.objection("password", password, address.orElse(new EmailAddress("@")))
        .ifPresent(errors::add);
    ProfileRules.objectionToName(name).ifPresent(errors::add);
    ProfileRules.objectionToTimezone(timezone).ifPresent(errors::add);
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new NewUser(
        address.orElseThrow(),
        password,
        ProfileRules.tidied(name),
        timezone == null ? ProfileRules.DEFAULT_TIMEZONE : timezone);
  }

  String workspaceName() {
    return (name == null ? email.localPart() : name) + "'s workspace";
  }

  @Override
  public String toString() {
    return "NewUser[" + email + "]";
  }
}
