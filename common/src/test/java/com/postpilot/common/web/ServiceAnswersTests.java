package com.postpilot.common.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feign.Request;
import feign.Response;
import feign.codec.DecodeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ServiceAnswersTests {
  private final ServiceAnswers answers = new ServiceAnswers(mapper());

  private record Token(String accessToken, long generation, Instant expiresAt) {}

  @Test
  void aCallerReadsTheFieldsThatItKnows() throws IOException {
    assertThat(
            answers.decode(
                answer(
                    """
                    {"access_token": "a", "generation": 2, "added_later": {"x": 1},
                     "expires_at": "2026-03-01T12:00:00Z"}
                    """),
                Token.class))
        .isEqualTo(new Token("a", 2, Instant.parse("2026-03-01T12:00:00Z")));
  }

  @Test
  void anAnswerThatCannotBeReadIsNotQuoted() {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> answers.decode(answer("{\"access_token\": {\"secret\""), Token.class))
        .satisfies(failure -> assertThat(failure).hasMessageNotContaining("secret").hasNoCause());
  }

  private static JsonMapper mapper() {
    var builder = JsonMapper.builder();
    new WebAutoConfiguration().strictJson().customize(builder);
    return builder.build();
  }

  private static Response answer(String json) {
    return Response.builder()
        .status(200)
        .request(
            Request.create(
                Request.HttpMethod.POST,
                "/",
                Map.of(),
                (byte[]) null,
                StandardCharsets.UTF_8,
                null))
        .body(json, StandardCharsets.UTF_8)
        .build();
  }
}
