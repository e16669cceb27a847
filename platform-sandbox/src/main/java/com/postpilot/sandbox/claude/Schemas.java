package com.postpilot.sandbox.claude;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a schema for structured output may hold. */
final class Schemas {

  private static final Set<String> REFUSED =
      Set.of(
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minItems",
          "maxItems",
          "$ref");
  private static final Set<String> PLAIN = Set.of("string", "integer", "number", "boolean");

  private Schemas() {}

  static void check(JsonNode schema, String at) {
    for (var name : schema.propertyNames()) {
      if (REFUSED.contains(name)) {
        throw ClaudeError.invalid(at, "property '%s' is not supported".formatted(name));
      }
    }
    var type = schema.path("type").asString("");
    switch (type) {
      case "object" -> {
        if (!schema.path("additionalProperties").isBoolean()
            || schema.path("additionalProperties").asBoolean()) {
          throw ClaudeError.invalid(
              at, "For 'object' type, 'additionalProperties' must be explicitly set to false");
        }
        for (var property : schema.path("properties").properties()) {
          check(property.getValue(), at + ".properties." + property.getKey());
        }
      }
      case "array" -> check(schema.path("items"), at + ".items");
      default -> {
        if (!PLAIN.contains(type)) {
          throw ClaudeError.invalid(at + ".type", "The type '%s' is not supported".formatted(type));
        }
      }
    }
  }
}
