package com.postpilot.auth.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.web.Problem.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTests {
  static final EmailAddress EMAIL = new EmailAddress("margarethe@example.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a horse in the rain",
        "vqkzjwphmx",
        "Tr0ub4dor&3x",
        "пароль который длинный",
        "🐎🌧🐎🌧🏠🌲🌊🔥🍎🎈",
        "     a b c d     ",
      })
  void aLongPasswordIsTakenWhateverItIsMadeOf(String password) {
    assertThat(PasswordPolicy.objection("new_password", password, EMAIL)).isEmpty();
  }

  @Test
  void twoHundredAndFiftySixCharactersAreTakenAndOneMoreIsNot() {
    assertThat(PasswordPolicy.objection("new_password", "abcdefgh".repeat(32), EMAIL)).isEmpty();
    assertThat(PasswordPolicy.objection("new_password", "abcdefgh".repeat(32) + "i", EMAIL))
        .map(FieldError::code)
        .contains("too_long");
  }

  @ParameterizedTest
  @CsvSource({
    "short, too_short",
    "🐎🌧🐎🌧🐎🌧🐎🌧🐎, too_short", // nine characters, eighteen chars
    "password123, too_common",
    "Password123!, too_common",
    "qwertyuiop, too_common",
    "QWERTYUIOP, too_common",
    "1234567890, too_common",
    "9182736450918, too_common",
    "aaaaaaaaaaaa, too_common",
    "abababababab, too_common",
    "manchester1, too_common",
    "margarethe, too_common",
    "Margarethe1!, too_common",
    "margarethe@example.com, too_common",
    "PostPilot2026, too_common",
  })
  void whatIsGuessedFirstIsRefused(String password, String code) {
    assertThat(PasswordPolicy.objection("new_password", password, EMAIL))
        .hasValueSatisfying(
            error -> {
              assertThat(error.field()).isEqualTo("new_password");
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.message()).doesNotContain(password);
            });
  }
}
