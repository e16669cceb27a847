package com.postpilot.common.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A member of a JSON merge patch. A member that is absent is no edit at all (Java's null).
 *
 * @param value null clears
 */
@JsonDeserialize(using = Edit.Reader.class)
public record Edit<T>(@Nullable T value) {

  /** Reads what the patch has there, and tells an explicit null from nothing. */
  static final class Reader extends ValueDeserializer<Edit<?>> {
    private final @Nullable JavaType type;

    Reader() {
      this(null);
    }

    private Reader(@Nullable JavaType type) {
      this.type = type;
    }

    @Override
    public ValueDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property) {
      return new Reader(context.getContextualType().containedType(0));
    }

    @Override
    public Edit<?> deserialize(JsonParser parser, DeserializationContext context) {
      return new Edit<>(context.readValue(parser, type));
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
      return new Edit<>(null);
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
      return null;
    }
  }
}
