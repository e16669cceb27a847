package com.postpilot.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerTests {

  @Test
  void oneOfTheRolesIsEnough() {
    assertThatCode(() -> caller("ADMIN").mustBe("OWNER", "ADMIN")).doesNotThrowAnyException();
  }

  @Test
  void anotherRoleIsRefusedAndToldWhichOnesMay() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> caller("EDITOR").mustBe("OWNER", "ADMIN"))
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.ROLE_REQUIRED);
              assertThat(problem.body(null, null))
                  .containsEntry("required_roles", List.of("OWNER", "ADMIN"));
            });
  }

  private static Caller caller(String role) {
    return new Caller(UUID.randomUUID(), UUID.randomUUID(), role);
  }
}
