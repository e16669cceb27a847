package com.postpilot.publisher.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.publisher.platform.Actor;
import com.postpilot.publisher.platform.ErrorClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacebookErrorsTests {

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
    "100/1366046, CONTENT, true, OWNER",
    "100/1366051, CONTENT, false, OWNER",
    "100/1349125, CONTENT, true, OWNER",
    "368/1346003, CONTENT, false, OWNER",
    "368/1404006, PERMISSION, false, OWNER",
    "200/1404078, PERMISSION, true, OWNER",
    "368/1404102, CONTENT, false, OWNER",
    "368/1404112, POLICY, false, OWNER",
    "324/2069019, CONTENT, true, OWNER",
    "100/1609008, CONTENT, true, OWNER",
    "100/2061006, CONTENT, true, OWNER",
    "1/1363047, RETRY, false, NOBODY",
    "1/1609010, RETRY, false, NOBODY",
    "6000, RETRY, false, OWNER",
    "6001, RETRY, false, OWNER",
    "382, CONTENT, true, OWNER",
    "389, RETRY, false, OWNER",
    "210, PERMISSION, true, OWNER",
    "352/1363040, CONTENT, true, OWNER",
    "352/1363127, CONTENT, true, OWNER",
    "352/1363128, CONTENT, true, OWNER",
    "352/1363129, CONTENT, true, OWNER",
    "OffsetInvalidError, RETRY, false, NOBODY",
    "PartialRequestError, RETRY, false, NOBODY",
    "ProcessingFailedError, NEW_CONTAINER, false, OWNER",
    "77777/1, RETRY, false, NOBODY",
  })
  void everyCodeHasAClassAndTellsWhoMustAct(
      String code, ErrorClass kind, boolean notApplied, Actor actor) {
    var error = Facebook.ERRORS.of(code);

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.notApplied()).isEqualTo(notApplied);
    assertThat(error.actor()).isEqualTo(actor);
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.cause()).endsWith(".").doesNotContain("{", "OAuthException");
    assertThat(error.action()).endsWith(".").doesNotContain("{");
  }
}
