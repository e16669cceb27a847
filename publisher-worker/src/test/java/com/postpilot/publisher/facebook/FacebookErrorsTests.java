package com.postpilot.publisher.facebook;

import com.postpilot.publisher.platform.Actor;
import com.postpilot.publisher.platform.Catalogued;
import com.postpilot.publisher.platform.ErrorClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class FacebookErrorsTests {

  @ParameterizedTest
  @CsvFileSource(resources = "/com/postpilot/publisher/graph/shared-errors.csv")
  @CsvSource({
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
  })
  void everyCodeHasAClassAndTellsWhoMustAct(
      String code, ErrorClass kind, boolean notApplied, Actor actor) {
    Catalogued.check(Facebook.ERRORS, code, kind, notApplied, actor);
  }
}
