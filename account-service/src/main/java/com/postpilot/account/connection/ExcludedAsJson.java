package com.postpilot.account.connection;

import com.postpilot.account.oauth.Exchange;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What cannot be connected, in one column: written once and read as a whole. */
@Converter
class ExcludedAsJson implements AttributeConverter<List<Exchange.Excluded>, String> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public String convertToDatabaseColumn(List<Exchange.Excluded> excluded) {
    return JSON.writeValueAsString(excluded);
  }

  @Override
  public List<Exchange.Excluded> convertToEntityAttribute(String column) {
    return JSON.readValue(column, new TypeReference<List<Exchange.Excluded>>() {});
  }
}
