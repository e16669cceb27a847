package com.postpilot.auth.identity;

import com.postpilot.common.web.Problem.FieldError;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people may say about themselves. */
final class ProfileRules {
  static final String DEFAULT_TIMEZONE = "UTC";
  private static final int MAX_NAME = 100;

  private ProfileRules() {}

  static Optional<FieldError> objectionToName(@Nullable String name) {
    if (name == null) {
      return Optional.empty();
    }
    if (name.length() > MAX_NAME) {
      return Optional.of(new FieldError("name", "size", "size must be between 0 and " + MAX_NAME));
    }
    return name.codePoints().anyMatch(ProfileRules::unprintable)
        ? Optional.of(new FieldError("name", "invalid", "This has characters that no name has."))
        : Optional.empty();
  }

  static Optional<FieldError> objectionToTimezone(@Nullable String timezone) {
    return timezone == null || ZoneId.getAvailableZoneIds().contains(timezone)
        ? Optional.empty()
        : Optional.of(
            new FieldError(
                "timezone", "invalid", "This must be an IANA time zone such as Europe/Berlin."));
  }

  /** A name of blanks is none. */
  static @Nullable String tidied(@Nullable String name) {
    return name == null || name.isBlank() ? null : name.strip();
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
}
