package com.postpilot.post.authoring;

import com.postpilot.common.contract.PostDue;
import jakarta.persistence.AttributeConverter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON in text columns, in one canonical form: sorted members, no white space. */
final class JsonText {
  static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private JsonText() {}

  static final class Options implements AttributeConverter<Map<String, Object>, String> {
    @Override
    public String convertToDatabaseColumn(Map<String, Object> options) {
      return CANONICAL.writeValueAsString(options);
    }

    @Override
    public Map<String, Object> convertToEntityAttribute(String text) {
      return CANONICAL.readValue(text, new TypeReference<>() {});
    }
  }

  static final class Media implements AttributeConverter<List<PostDue.Media>, String> {
    @Override
    public String convertToDatabaseColumn(List<PostDue.Media> media) {
      return CANONICAL.writeValueAsString(media);
    }

    @Override
    public List<PostDue.Media> convertToEntityAttribute(String text) {
      return CANONICAL.readValue(text, new TypeReference<>() {});
    }
  }
}
