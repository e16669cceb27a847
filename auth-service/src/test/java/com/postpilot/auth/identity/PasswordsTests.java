package com.postpilot.auth.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.auth.Api;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordsTests {
  final Passwords passwords = new Passwords(new PasswordProperties(2, Duration.ofSeconds(30)));

  @Test
  void hashesAreArgon2idWithASaltOfTheirOwn() {
    var hash = passwords.hash("a horse in the rain");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.hash("a horse in the rain")).isNotEqualTo(hash);
    assertThat(passwords.matches("a horse in the rain", hash)).isTrue();
    assertThat(passwords.matches("a horse in the rain ", hash)).isFalse();
    assertThat(passwords.matches("A horse in the rain", hash)).isFalse();
  }

  @Test
  void aHashThatTookLessWorkThanIsAskedForTodayIsKnown() {
    var cheap = new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode("a horse in the rain");

    assertThat(passwords.isTooWeak(cheap)).isTrue();
    assertThat(passwords.isTooWeak(passwords.hash("a horse in the rain"))).isFalse();
  }

  @Test
  void theSameLetterTypedOnAnotherKeyboardIsTheSamePassword() {
    var composed = passwords.hash("caf\u00e9 am Fluss");

    assertThat(passwords.matches("cafe\u0301 am Fluss", composed)).isTrue();
  }

  @Test
  void checkingNobodysPasswordTakesAsLongAsCheckingSomebodys() {
    var hash = passwords.hash("a horse in the rain");
    passwords.matchNobody("warm"); // not measured

    var somebody = fastestOf(5, () -> passwords.matches("a cow in the rain", hash));
    var nobody = fastestOf(5, () -> passwords.matchNobody("a cow in the rain"));

    assertThat(nobody).isGreaterThan(somebody / 3);
  }

  @Test
  void whoeverWaitsTooLongForHisTurnIsToldToComeBack() throws Exception {
    var hasty = new Passwords(new PasswordProperties(1, Duration.ofMillis(1)));

    var refusals =
        Api.atOnce(
            20,
            () -> {
              try {
                hasty.hash("a horse in the rain");
                return false;
              } catch (Problem problem) {
                assertThat(problem.code()).isEqualTo(ProblemCode.DEPENDENCY_UNAVAILABLE);
                assertThat(problem.headers().getFirst("Retry-After")).isNotBlank();
                return true;
              }
            });

    assertThat(refusals).contains(true, false);
    assertThat(hasty.hash("and the turn is free again")).isNotBlank();
  }

  private static long fastestOf(int times, Runnable work) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      work.run();
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }
}
