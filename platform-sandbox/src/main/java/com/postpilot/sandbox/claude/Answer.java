package com.postpilot.sandbox.claude;

import com.postpilot.sandbox.fault.Fault;
import com.postpilot.sandbox.fault.FaultKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the model says: the same to the same request. */
final class Answer {

  private static final int THINKING_TOKENS = 20;
  private static final int IMAGE_TOKENS = 1600;
  private static final int CHARACTERS_PER_TOKEN = 4;

  private final JsonMapper json;
  private final MessageRequest request;
  private final Subject subject;

  Answer(JsonMapper json, MessageRequest request) {
    this.json = json;
    this.request = request;
    this.subject = Subject.of(json, request.texts());
  }

  /**
   * @param twist a fault that changes what is said
   */
  JsonNode message(@Nullable Fault twist) {
    var text = text();
    var kind = twist == null ? null : twist.kind();
    if (kind == FaultKind.REFUSAL) {
      return message("", "refusal");
    }
    if (kind == FaultKind.INVALID_JSON) {
      return message("Here is what you asked for:\n" + text, "end_turn");
    }
    if (kind == FaultKind.CUT_SHORT) {
      return message(text.substring(0, text.length() / 2), "max_tokens");
    }
    int room = (request.maxTokens() - THINKING_TOKENS) * CHARACTERS_PER_TOKEN;
    return text.length() > room
        ? message(text.substring(0, Math.max(0, room)), "max_tokens")
        : message(text, "end_turn");
  }

  private String text() {
    var schema = request.schema();
    return schema == null ? subject.caption(". ") : json.writeValueAsString(fill(schema, ""));
  }

  private ObjectNode message(String text, String stopReason) {
    var message = json.createObjectNode();
    message
        .put("id", "msg_" + id(text))
        .put("type", "message")
        .put("role", "assistant")
        .put("model", request.model());
    var content = message.putArray("content");
    content.addObject().put("type", "thinking").put("thinking", "").put("signature", "sandbox");
    if (!text.isEmpty()) {
      content.addObject().put("type", "text").put("text", text);
    }
    message.put("stop_reason", stopReason).putNull("stop_sequence");
    message
        .putObject("usage")
        .put(
            "input_tokens",
            request.characters() / CHARACTERS_PER_TOKEN + request.images() * IMAGE_TOKENS)
        .put("output_tokens", THINKING_TOKENS + text.length() / CHARACTERS_PER_TOKEN)
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", 0)
        .put("service_tier", "standard");
    return message;
  }

  private String id(String text) {
    return UUID.nameUUIDFromBytes((request.texts() + text).getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }

  /**
   * @param path the names that lead here, so that two texts of one answer need not be the same
   */
  private JsonNode fill(JsonNode schema, String path) {
    return switch (schema.path("type").asString()) {
      case "object" -> {
        var object = json.createObjectNode();
        for (var property : schema.path("properties").properties()) {
          object.set(property.getKey(), fill(property.getValue(), path + "/" + property.getKey()));
        }
        yield object;
      }
      case "array" -> {
        var array = json.createArrayNode();
        if (schema.path("items").path("type").asString().equals("string")) {
          subject.hashtags().forEach(array::add);
        } else {
          array.add(fill(schema.path("items"), path));
        }
        yield array;
      }
      case "boolean" -> json.getNodeFactory().booleanNode(true);
      case "integer", "number" -> json.getNodeFactory().numberNode(1);
      default ->
          schema.path("enum").isEmpty()
              ? json.getNodeFactory().stringNode(caption(path))
              : schema.path("enum").get(0);
    };
  }

  private String caption(String path) {
    return subject.caption(Math.floorMod(path.hashCode(), 2) == 0 ? ". " : "\n\n");
  }
}
