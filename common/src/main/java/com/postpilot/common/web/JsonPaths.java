package com.postpilot.common.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Java's names of things in the words of the wire. */
final class JsonPaths {
  private JsonPaths() {}

  /** {@code targets[0].account_id}. */
  static String of(DatabindException e) {
    var path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  static String expectation(DatabindException e) {
    if (e instanceof StrictInput.Refused refused) {
      return refused.reason();
    }
    Class<?> wanted =
        e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    if (wanted == null) {
      return "This is not a valid value.";
    }
    if (wanted.isEnum()) {
      return Arrays.stream(wanted.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "This must be one of ", "."));
    }
    return "This must be " + kind(wanted) + ".";
  }

  private static String kind(Class<?> wanted) {
    if (wanted == String.class) {
      return "a text";
    }
    if (wanted == UUID.class) {
      return "a UUID";
    }
    if (wanted == Instant.class) {
      return "an instant such as 2026-11-01T09:00:00Z";
    }
    if (wanted == Boolean.class || wanted == boolean.class) {
      return "true or false";
    }
    if (wanted.isPrimitive() || Number.class.isAssignableFrom(wanted)) {
      return "a number";
    }
    if (Iterable.class.isAssignableFrom(wanted) || wanted.isArray()) {
      return "a list";
    }
    return wanted.isRecord() ? "an object" : "of another type";
  }

  static String snakeCase(String path) {
    return path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** {@code NotBlank} as {@code not_blank}. */
  static String constraint(@Nullable String annotation) {
    return annotation == null ? "invalid" : snakeCase(annotation);
  }
}
