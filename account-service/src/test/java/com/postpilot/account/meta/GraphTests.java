package com.postpilot.account.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.account.remote.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class GraphTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void aGraphErrorIsToldByItsCodeAndSubcode() {
    assertThat(
            answer(400, "{'error': {'code': 190, 'error_subcode': 463, 'type': 'OAuthException'}}"))
        .isInstanceOfSatisfying(
            Answer.Refusal.class, no -> assertThat(no.errorCode()).isEqualTo("190/463"));
    assertThat(answer(401, "{'error': {'code': 190}}"))
        .isInstanceOfSatisfying(
            Answer.Refusal.class, no -> assertThat(no.errorCode()).isEqualTo("190"));
  }

  @Test
  void theTokenEndpointTellsErrorsInAShapeOfItsOwn() {
    assertThat(
            answer(
                400,
                "{'error_type': 'OAuthException', 'code': 400, 'error_message': 'Matching code'}"))
        .isEqualTo(new Answer.Refusal("400"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | {'error': {'code': 190}}",
        "400 | {'error': {'code': 2}}",
        "400 | {'error': {'code': 4}}",
        "400 | {'error': {'code': 190, 'is_transient': true}}",
        "400 | {'error': {}}",
        "503 | {'error_type': 'X', 'code': 503, 'error_message': 'later'}",
        "429 | {'error_type': 'X', 'code': 429, 'error_message': 'later'}",
        "200 | [1]",
        "302 | {}",
        "404 | {}",
      })
  void whatPassesOrSaysNothingDecidesNothing(int status, String body) {
    assertThat(answer(status, body)).isInstanceOf(Answer.None.class);
  }

  @Test
  void idsAreReadAsTextsAndAsNumbers() {
    var object =
        JSON.readTree(
            "{\"a\": 17841400000000001, \"b\": \"17841400000000001\", \"c\": \" \", \"d\": 1.5}");

    assertThat(Answer.text(object, "a")).contains("17841400000000001");
    assertThat(Answer.text(object, "b")).contains("17841400000000001");
    assertThat(Answer.text(object, "c")).isEmpty();
    assertThat(Answer.text(object, "d")).isEmpty();
    assertThat(Answer.text(object, "e")).isEmpty();
  }

  @Test
  void anAnswerThatHoldsATokenDoesNotShowIt() {
    assertThat(answer(200, "{'access_token': 'IGAA'}").toString()).doesNotContain("IGAA");
  }

  private static Answer answer(int status, String body) {
    return Graph.read(status, JSON.readTree(body.replace('\'', '"')));
  }
}
