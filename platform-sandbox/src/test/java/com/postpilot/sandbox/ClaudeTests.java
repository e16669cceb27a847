package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class ClaudeTests {

  @LocalServerPort int port;
  Sandbox sandbox;
  Claude claude;

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
    claude = new Claude(sandbox);
  }

  @Test
  void theAnswerFitsTheSchemaAndSaysNothingButTheProduct() {
    var reply = claude.ask(Claude.REQUEST);

    var written = Claude.written(reply);
    assertThat(written.path("caption").asString())
        .matches("Oak Garden Bench(\\. |\n\n)Seats two\\.");
    assertThat(written.path("hashtags").toString()).isEqualTo("[\"oak\",\"garden\",\"bench\"]");
    assertThat(reply.text("/stop_reason")).isEqualTo("end_turn");
    assertThat(reply.json().at("/usage/input_tokens").asInt()).isPositive();
    assertThat(reply.json().at("/usage/output_tokens").asInt()).isPositive();
    assertThat(reply.header("request-id")).isNotEmpty();
    assertThat(claude.ask(Claude.REQUEST).body()).isEqualTo(reply.body());
  }

  @Test
  void eitherHeaderBringsTheKeyAndOfTwoTheOlderOneCounts() {
    assertThat(ask("x-api-key", "sandbox-claude").status()).isEqualTo(200);
    assertThat(ask("Authorization", "Bearer sandbox-claude").status()).isEqualTo(200);
    assertThat(ask("x-api-key", "sandbox-claude", "Authorization", "Bearer other").status())
        .isEqualTo(200);
    assertThat(ask("x-api-key", "other", "Authorization", "Bearer sandbox-claude"))
        .satisfies(ClaudeTests::isUnauthenticated);
    assertThat(ask("x-other", "sandbox-claude")).satisfies(ClaudeTests::isUnauthenticated);
  }

  private static void isUnauthenticated(Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text("/type")).isEqualTo("error");
    assertThat(reply.text("/error/type")).isEqualTo("authentication_error");
    assertThat(reply.text("/request_id")).isEqualTo(reply.header("request-id"));
  }

  @Test
  void aVersionIsNamed() {
    var key = "sandbox-claude";

    assertThat(claude.ask(Claude.REQUEST, "x-api-key", key).text("/error/message"))
        .isEqualTo("anthropic-version: header is required");
    assertThat(
            claude
                .ask(Claude.REQUEST, "x-api-key", key, "anthropic-version", "2024-02-30")
                .text("/error/type"))
        .isEqualTo("invalid_request_error");
  }

  @ParameterizedTest
  @CsvSource({"temperature,1.0", "top_p,1", "top_k,5"})
  void samplingIsRefusedSinceTheNewVersion(String name, String value) {
    var request = Claude.REQUEST.replaceFirst("\\{", "{\"%s\": %s, ".formatted(name, value));

    var reply = claude.ask(request);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/error/message")).isEqualTo(name + ": Extra inputs are not permitted");
    assertThat(
            claude
                .ask(request, "x-api-key", "sandbox-claude", "anthropic-version", "2023-06-01")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "claude-haiku-5-5 | claude-haiku-99 | 404 | model: claude-haiku-99",
        "'max_tokens': 512 | 'max_tokens': 0 | 400 | max_tokens: Input",
        "'additionalProperties': false, | '': 0, | 400 | output_config.format.schema: For 'object'",
        "'type': 'string'}, | 'type': 'string', 'maxLength': 9}, | 400 | property 'maxLength' is not",
        "'effort': 'low' | 'effort': 'least' | 400 | output_config.effort",
        "'role': 'user' | 'role': 'system' | 400 | messages.0.role",
        "'messages' | 'massages' | 400 | massages: Extra inputs are not permitted",
        "'type': 'text', | 'type': 'image', 'source': {'type': 'base64', 'media_type': 'image/png', 'data': 'AAAA'}, | 400 | Could not process image",
        "'type': 'text', | 'type': 'image', 'source': {'type': 'url', 'url': 'http://127.0.0.1/a.png'}, | 400 | Only HTTPS",
      })
  void whatTheRealApiRefusesIsRefused(String right, String wrong, int status, String message) {
    var request = Claude.REQUEST.replace(quoted(right), quoted(wrong));
    assertThat(request).isNotEqualTo(Claude.REQUEST);

    var reply = claude.ask(request);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.text("/error/message")).contains(message);
  }

  @Test
  void anAnswerLongerThanAllowedIsCut() {
    var reply = claude.ask(Claude.REQUEST.replace("512", "25"));

    assertThat(reply.text("/stop_reason")).isEqualTo("max_tokens");
    assertThat(reply.text("/content/1/text")).hasSize(20);
  }

  @Test
  void aPictureIsTakenAndCounted() {
    var picture =
        """
        {'type': 'image', 'source': {'type': 'base64', 'media_type': 'image/gif', 'data': 'R0lGODlhAQABAAAAACw='}},
        """
            .replace('\'', '"');
    var request = Claude.REQUEST.replace("\"content\": [", "\"content\": [" + picture);

    var tokens = claude.ask(request).json().at("/usage/input_tokens").asInt();

    assertThat(tokens - claude.ask(Claude.REQUEST).json().at("/usage/input_tokens").asInt())
        .isGreaterThan(1_000);
  }

  @Test
  void aRateLimitSaysWhenToComeBackIfItIsToldSo() {
    sandbox.arm("claude", "messages", "rate_limited", "'delay_ms': 1500");
    sandbox.arm("claude", "messages", "rate_limited", "");

    var first = claude.ask(Claude.REQUEST);
    var second = claude.ask(Claude.REQUEST);

    assertThat(first.status()).isEqualTo(429);
    assertThat(first.text("/error/type")).isEqualTo("rate_limit_error");
    assertThat(first.header("retry-after")).isEqualTo("2");
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.header("retry-after")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "overloaded_error,529,overloaded_error,''",
    "timeout_error,504,timeout_error,''",
    "billing_error,402,billing_error,''",
    "authentication_error,401,authentication_error,''",
    "enforced_spend_limit_reached,429,rate_limit_error,enforced_spend_limit_reached"
  })
  void errorsComeByName(String name, int status, String type, String code) {
    sandbox.arm("claude", "messages", "error_before_apply", "'error_name': '%s'".formatted(name));

    var reply = claude.ask(Claude.REQUEST);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.text("/error/type")).isEqualTo(type);
    assertThat(reply.text("/error/details/error_code")).isEqualTo(code);
    assertThat(claude.ask(Claude.REQUEST).status()).isEqualTo(200);
  }

  @Test
  void theModelRefusesRunsOutOfRoomOrAddsItsOwnWords() {
    sandbox.arm("claude", "messages", "refusal", "");
    var refused = claude.ask(Claude.REQUEST);
    assertThat(refused.text("/stop_reason")).isEqualTo("refusal");
    assertThat(refused.json().path("content")).hasSize(1);

    sandbox.arm("claude", "messages", "cut_short", "");
    var cut = claude.ask(Claude.REQUEST);
    assertThat(cut.text("/stop_reason")).isEqualTo("max_tokens");
    assertThat(cut.text("/content/1/text")).startsWith("{").doesNotEndWith("}");

    sandbox.arm("claude", "messages", "invalid_json", "");
    assertThat(claude.ask(Claude.REQUEST).text("/content/1/text")).startsWith("Here is");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(sandbox.get("/claude/v1/models").text("/error/type")).isEqualTo("not_found_error");
  }

  private Reply ask(String... headers) {
    return claude.ask(Claude.REQUEST, Sandbox.with(headers, "anthropic-version", "2026-10-21"));
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }
}
