package com.postpilot.sandbox.claude;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked for, judged as the real API judges it.
 *
 * @param texts what the user says, block by block
 * @param images how many pictures come along
 * @param schema the answer has to fit; null if it may be any text
 * @param characters of everything that is read
 */
record MessageRequest(
    String model,
    int maxTokens,
    List<String> texts,
    int images,
    @Nullable JsonNode schema,
    int characters) {

  private static final Set<String> MODELS =
      Set.of(
          "claude-haiku-5-5",
          "claude-sonnet-5-5",
          "claude-opus-5-5",
          "claude-fable-5-1",
          "claude-sonnet-5",
          "claude-opus-5",
          "claude-haiku-4-5");
  private static final Set<String> SAMPLING = Set.of("temperature", "top_p", "top_k");
  private static final Set<String> PARAMETERS =
      Set.of(
          "model",
          "messages",
          "max_tokens",
          "system",
          "metadata",
          "stop_sequences",
          "thinking",
          "output_config",
          "service_tier");
  private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");
  private static final int MAX_OUTPUT = 128_000;

  static MessageRequest read(JsonMapper json, ApiVersion version, byte[] body) {
    var request = parse(json, body);
    for (var name : request.propertyNames()) {
      if (!PARAMETERS.contains(name)
          && !(SAMPLING.contains(name) && version == ApiVersion.V2023_06_01)) {
        throw ClaudeError.invalid(name, "Extra inputs are not permitted");
      }
    }
    var model = text(request, "model");
    if (!MODELS.contains(model)) {
      throw ClaudeError.of(ErrorType.NOT_FOUND_ERROR, "model: " + model);
    }
    int maxTokens = request.path("max_tokens").asInt(0);
    if (maxTokens < 1 || maxTokens > MAX_OUTPUT) {
      throw ClaudeError.invalid("max_tokens", "Input should be from 1 to " + MAX_OUTPUT);
    }
    var content = new Content(version);
    content.readSystem(request.path("system"));
    content.readMessages(request.path("messages"));
    return new MessageRequest(
        model,
        maxTokens,
        List.copyOf(content.texts),
        content.images,
        schema(request.path("output_config")),
        content.characters);
  }

  private static JsonNode parse(JsonMapper json, byte[] body) {
    try {
      var request = json.readTree(body);
      if (request.isObject()) {
        return request;
      }
    } catch (JacksonException e) {
      // told below
    }
    throw ClaudeError.of(
        ErrorType.INVALID_REQUEST_ERROR, "The request body is not valid JSON: expected an object");
  }

  private static String text(JsonNode node, String name) {
    if (!node.path(name).isString()) {
      throw ClaudeError.invalid(name, "Field required");
    }
    return node.path(name).asString();
  }

  private static @Nullable JsonNode schema(JsonNode config) {
    var effort = config.path("effort");
    if (!effort.isMissingNode() && !EFFORTS.contains(effort.asString(""))) {
      throw ClaudeError.invalid("output_config.effort", "Input should be one of " + EFFORTS);
    }
    var format = config.path("format");
    if (format.isMissingNode()) {
      return null;
    }
    if (!format.path("type").asString("").equals("json_schema")) {
      throw ClaudeError.invalid("output_config.format.type", "Input should be 'json_schema'");
    }
    Schemas.check(format.path("schema"), "output_config.format.schema");
    return format.path("schema");
  }

  /** The blocks of the conversation. */
  private static final class Content {
    private final ApiVersion version;
    private final List<String> texts = new ArrayList<>();
    private int images;
    private int characters;

    Content(ApiVersion version) {
      this.version = version;
    }

    void readSystem(JsonNode system) {
      characters += system.isString() ? system.asString().length() : system.toString().length();
    }

    void readMessages(JsonNode messages) {
      if (!messages.isArray() || messages.isEmpty()) {
        throw ClaudeError.invalid("messages", "at least one message is required");
      }
      for (int i = 0; i < messages.size(); i++) {
        read(messages.get(i), "messages." + i);
      }
    }

    private void read(JsonNode message, String at) {
      var role = message.path("role").asString("");
      if (!Set.of("user", "assistant").contains(role)) {
        throw ClaudeError.invalid(at + ".role", "Input should be 'user' or 'assistant'");
      }
      var content = message.path("content");
      if (content.isString()) {
        take(content.asString(), role, at + ".content");
      } else if (content.isArray() && !content.isEmpty()) {
        for (int i = 0; i < content.size(); i++) {
          readBlock(content.get(i), role, at + ".content." + i);
        }
      } else {
        throw ClaudeError.invalid(at + ".content", "Field required");
      }
    }

    private void readBlock(JsonNode block, String role, String at) {
      switch (block.path("type").asString("")) {
        case "text" -> {
          if (version == ApiVersion.V2026_10_21
              && role.equals("user")
              && !block.path("citations").isEmpty()) {
            throw ClaudeError.invalid(at + ".citations", "Extra inputs are not permitted");
          }
          take(block.path("text").asString(""), role, at + ".text");
        }
        case "image" -> {
          Pictures.check(block.path("source"), at + ".source");
          images++;
        }
        case "document" -> {
          if (version == ApiVersion.V2026_10_21 && role.equals("assistant")) {
            throw ClaudeError.invalid(at, "document blocks are not permitted here");
          }
        }
        default -> throw ClaudeError.invalid(at + ".type", "The sandbox reads text and images");
      }
    }

    private void take(String text, String role, String at) {
      if (text.isBlank()) {
        throw ClaudeError.invalid(at, "text content blocks must be non-empty");
      }
      characters += text.length();
      if (role.equals("user")) {
        texts.add(text);
      }
    }
  }
}
