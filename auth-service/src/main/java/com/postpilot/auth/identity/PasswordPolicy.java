package com.postpilot.auth.identity;

import com.postpilot.common.web.Problem.FieldError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which passwords are taken: long ones that nobody guesses first. No rules of composition, which
 * make passwords worse (OWASP ASVS 6.2, NIST SP 800-63B).
 */
final class PasswordPolicy {
  static final int MIN_LENGTH = 10;
  static final int MAX_LENGTH = 256;
  private static final int MIN_DIFFERENT_CHARACTERS = 4;
  private static final String PRODUCT = "postpilot";

  /** What people append to a word to satisfy other sites. */
  private static final Pattern TAIL = Pattern.compile("[\\p{N}\\p{P}\\p{S}]{1,4}$");

  private static final Set<String> COMMON = common();

  private PasswordPolicy() {}

  /**
   * What is wrong with it, if anything; the answer never repeats the password.
   *
   * @param field that it was given in
   */
  static Optional<FieldError> objection(String field, String password, EmailAddress email) {
    return complaint(password, email)
        .map(complaint -> new FieldError(field, complaint.code(), complaint.message()));
  }

  private record Complaint(String code, String message) {}

  private static Optional<Complaint> complaint(String password, EmailAddress email) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN_LENGTH) {
      return refused("too_short", "Use at least " + MIN_LENGTH + " characters.");
    }
    if (length > MAX_LENGTH) {
      return refused("too_long", "Use at most " + MAX_LENGTH + " characters.");
    }
    var guess = password.toLowerCase(Locale.ROOT);
    var word = TAIL.matcher(guess).replaceFirst("");
    if (COMMON.contains(guess)
        || COMMON.contains(word)
        || guess.codePoints().allMatch(Character::isDigit)
        || guess.codePoints().distinct().count() < MIN_DIFFERENT_CHARACTERS) {
      return refused("too_common", "This password is among the first that attackers try.");
    }
    if (word.equals(email.localPart()) || guess.equals(email.value()) || word.equals(PRODUCT)) {
      return refused("too_common", "This password is easy to guess from what is known.");
    }
    return Optional.empty();
  }

  private static Optional<Complaint> refused(String code, String message) {
    return Optional.of(new Complaint(code, message));
  }

  private static Set<String> common() {
    var list = PasswordPolicy.class.getResourceAsStream("common-passwords.txt");
    if (list == null) {
      throw new IllegalStateException("common-passwords.txt is missing");
    }
    try (var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
