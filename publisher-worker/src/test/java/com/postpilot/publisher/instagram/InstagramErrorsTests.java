package com.postpilot.publisher.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.publisher.platform.ErrorClass;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstagramErrorsTests {

  @ParameterizedTest
  @CsvSource({
    "1, 0, RETRY, false",
    "2, 0, RETRY, false",
    "-1, 2207001, RETRY, false",
    "-1, 2207032, RETRY, false",
    "-1, 2207053, NEW_CONTAINER, false",
    "-2, 2207003, RETRY, false",
    "-2, 2207020, NEW_CONTAINER, false",
    "4, 0, WAIT, false",
    "4, 2207051, POLICY, false",
    "9, 2207042, WAIT, true",
    "10, 0, PERMISSION, true",
    "17, 0, WAIT, false",
    "24, 2207006, NEW_CONTAINER, false",
    "25, 2207050, PERMISSION, true",
    "32, 0, WAIT, false",
    "80002, 0, WAIT, false",
    "100, 2207023, CONTENT, true",
    "100, 33, CONTENT, true",
    "190, 463, REAUTH, true",
    "190, 460, REAUTH, true",
    "200, 0, PERMISSION, true",
    "299, 0, PERMISSION, true",
    "352, 2207026, CONTENT, true",
    "368, 1390008, POLICY, false",
    "9004, 2207052, RETRY, false",
    "9007, 2207027, POLL, true",
    "36000, 2207004, CONTENT, true",
    "36003, 2207009, CONTENT, true",
    "36004, 2207010, CONTENT, true",
    "77777, 1, RETRY, false",
  })
  void everyCodeHasAClassAndOnlyProvenRefusalsCountOnTheVisibleStep(
      int code, int subcode, ErrorClass kind, boolean notApplied) {
    var error = InstagramErrors.of(code, subcode, false, null);

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.notApplied()).isEqualTo(notApplied);
    assertThat(error.cause()).endsWith(".").doesNotContain("OAuthException");
    assertThat(error.action()).endsWith(".");
  }

  @Test
  void whatThePlatformSaysOfItsWindowWinsOverOurGuess() {
    assertThat(InstagramErrors.of(80002, 0, false, Duration.ofMinutes(7)).rest())
        .isEqualTo(Duration.ofMinutes(7));
    assertThat(InstagramErrors.of(80002, 0, false, null).rest()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void anApplicationLimitConcernsEveryAccount() {
    assertThat(InstagramErrors.of(4, 0, false, null).wholeApplication()).isTrue();
    assertThat(InstagramErrors.of(80002, 0, false, null).wholeApplication()).isFalse();
  }
}
