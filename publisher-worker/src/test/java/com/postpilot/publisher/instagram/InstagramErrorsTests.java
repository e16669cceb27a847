package com.postpilot.publisher.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.publisher.platform.Actor;
import com.postpilot.publisher.platform.ErrorClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstagramErrorsTests {

  @ParameterizedTest
  @CsvSource({
    "1, RETRY, false, NOBODY",
    "2, RETRY, false, NOBODY",
    "3, PERMISSION, true, OPERATOR",
    "4, WAIT, false, NOBODY",
    "10, PERMISSION, true, OWNER",
    "17, WAIT, false, NOBODY",
    "32, WAIT, false, NOBODY",
    "100, CONTENT, true, OWNER",
    "100/33, CONTENT, true, OWNER",
    "102, REAUTH, true, OWNER",
    "190, REAUTH, true, OWNER",
    "190/458, REAUTH, true, OWNER",
    "190/459, REAUTH, true, OWNER",
    "190/460, REAUTH, true, OWNER",
    "190/463, REAUTH, true, OWNER",
    "190/464, REAUTH, true, OWNER",
    "190/467, REAUTH, true, OWNER",
    "190/492, REAUTH, true, OWNER",
    "102/463, REAUTH, true, OWNER",
    "200, PERMISSION, true, OWNER",
    "299, PERMISSION, true, OWNER",
    "341, WAIT, false, NOBODY",
    "368, POLICY, false, OWNER",
    "368/1390008, POLICY, false, OWNER",
    "368/4854002, POLICY, false, OWNER",
    "368/1404082, CONTENT, false, OWNER",
    "506, CONTENT, false, OWNER",
    "613, WAIT, false, NOBODY",
    "613/1996, WAIT, false, NOBODY",
    "80001, WAIT, false, NOBODY",
    "80002, WAIT, false, NOBODY",
    "80006, WAIT, false, NOBODY",
    "1609005, CONTENT, true, OWNER",
    "-1/2207001, RETRY, false, NOBODY",
    "-1/2207032, RETRY, false, NOBODY",
    "-1/2207053, NEW_CONTAINER, false, NOBODY",
    "-2/2207003, RETRY, false, NOBODY",
    "-2/2207020, NEW_CONTAINER, false, NOBODY",
    "1/2207057, CONTENT, true, OWNER",
    "4/2207051, POLICY, false, OWNER",
    "9/2207042, WAIT, true, NOBODY",
    "24/2207006, NEW_CONTAINER, false, NOBODY",
    "24/2207008, NEW_CONTAINER, false, NOBODY",
    "25/2207050, PERMISSION, true, OWNER",
    "100/2207023, CONTENT, true, OPERATOR",
    "100/2207028, CONTENT, true, OWNER",
    "100/2207035, CONTENT, true, OWNER",
    "100/2207036, CONTENT, true, OWNER",
    "100/2207037, CONTENT, true, OWNER",
    "100/2207040, CONTENT, true, OWNER",
    "352/2207026, CONTENT, true, OWNER",
    "9004/2207052, RETRY, false, OWNER",
    "9007/2207027, POLL, true, NOBODY",
    "36000/2207004, CONTENT, true, OWNER",
    "36001/2207005, CONTENT, true, OWNER",
    "36003/2207009, CONTENT, true, OWNER",
    "36004/2207010, CONTENT, true, OWNER",
    "-1/2207077, RETRY, false, OWNER",
    "-1/2207081, CONTENT, true, OWNER",
    "-1/2207082, RETRY, false, NOBODY",
    "77777/1, RETRY, false, NOBODY",
  })
  void everyCodeHasAClassAndTellsWhoMustAct(
      String code, ErrorClass kind, boolean notApplied, Actor actor) {
    var error = Instagram.ERRORS.of(code);

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.notApplied()).isEqualTo(notApplied);
    assertThat(error.actor()).isEqualTo(actor);
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.cause()).endsWith(".").doesNotContain("{", "OAuthException");
    assertThat(error.action()).endsWith(".").doesNotContain("{");
  }

  @Test
  void whatOnlyTheMessageTellsApartIsFoundByIt() {
    assertThat(Instagram.ERRORS.of("10", "The user is not an Instagram Business").kind())
        .isEqualTo(ErrorClass.REAUTH);
    assertThat(Instagram.ERRORS.of("-1", "The session has been invalidated").kind())
        .isEqualTo(ErrorClass.REAUTH);
  }

  @Test
  void theSubcodeInAContainersStatusIsEnough() {
    assertThat(Instagram.ERRORS.ofSubcode("2207026").code()).isEqualTo("352/2207026");
    assertThat(Instagram.ERRORS.ofSubcode("2299999").kind()).isEqualTo(ErrorClass.RETRY);
  }
}
