package com.postpilot.auth.identity;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import java.time.ZoneId;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What somebody registers with, checked. */
public record NewUser(EmailAddress email, String password, @Nullable String name, String timezone) {
  private static final String DEFAULT_TIMEZONE = "UTC";

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
    PasswordPolicy.objection(password, address.orElse(new EmailAddress("@")))
        .ifPresent(errors::add);
    if (name != null && name.codePoints().anyMatch(NewUser::unprintable)) {
      errors.add(new FieldError("name", "invalid", "This has characters that no name has."));
    }
    if (timezone != null && !ZoneId.getAvailableZoneIds().contains(timezone)) {
      errors.add(
          new FieldError(
              "timezone", "invalid", "This must be an IANA time zone such as Europe/Berlin."));
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new NewUser(
        address.orElseThrow(),
        password,
        name == null || name.isBlank() ? null : name.strip(),
        timezone == null ? DEFAULT_TIMEZONE : timezone);
  }

  /** Control characters, and those that turn the direction of what follows them. */
  private static boolean unprintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      case Character.FORMAT -> character != '\u200d' && character != '\u200c';
      default -> false;
    };
  }

  String workspaceName() {
    return (name == null ? email.localPart() : name) + "'s workspace";
  }

  @Override
  public String toString() {
    return "NewUser[" + email + "]";
  }
}
