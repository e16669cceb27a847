package com.postpilot.publisher.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.publisher.platform.Actor;
import com.postpilot.publisher.platform.Catalogued;
import com.postpilot.publisher.platform.ErrorClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class InstagramErrorsTests {

  @ParameterizedTest
  @CsvFileSource(resources = "/com/postpilot/publisher/graph/shared-errors.csv")
  @CsvSource({
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
  })
  void everyCodeHasAClassAndTellsWhoMustAct(
      String code, ErrorClass kind, boolean notApplied, Actor actor) {
    Catalogued.check(Instagram.ERRORS, code, kind, notApplied, actor);
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
