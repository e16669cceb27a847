package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the sandbox's Claude as a client of the Messages API does. */
final class Claude {

  /** Asks for a caption with hashtags. */
  static final String REQUEST =
      """
      {'model': 'claude-haiku-5-5', 'max_tokens': 512, 'system': 'You write captions.',
       'messages': [{'role': 'user', 'content': [{'type': 'text', 'text':
         '{`product`: {`title`: `Oak Garden Bench`, `description`: `Seats two. Comes in a box.`}}'}]}],
       'output_config': {'effort': 'low', 'format': {'type': 'json_schema', 'schema':
         {'type': 'object', 'additionalProperties': false, 'required': ['caption', 'hashtags'],
          'properties': {'caption': {'type': 'string'},
                         'hashtags': {'type': 'array', 'items': {'type': 'string'}}}}}}}
      """
          .replace('\'', '"')
          .replace("`", "\\\"");

  private final Sandbox sandbox;

  Claude(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  Reply ask(String body) {
    return ask(body, "Authorization", "Bearer sandbox-claude", "anthropic-version", "2026-10-21");
  }

  /**
   * @param headers names and values in turn
   */
  Reply ask(String body, String... headers) {
    return sandbox.send(
        sandbox
            .request("POST", "/claude/v1/messages", body)
            .header("Content-Type", "application/json")
            .headers(headers));
  }

  /** The first block of text, which is never the first block. */
  static JsonNode written(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.text("/content/0/type")).isEqualTo("thinking");
    return JsonMapper.shared().readTree(reply.text("/content/1/text"));
  }
}
