package com.postpilot.account.connection;

import com.postpilot.account.oauth.Identity;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Candidates in one column: they are written once and read as a whole. */
@Converter
class IdentitiesAsJson implements AttributeConverter<List<Identity>, String> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public String convertToDatabaseColumn(List<Identity> identities) {
    return JSON.writeValueAsString(identities);
  }

  @Override
  public List<Identity> convertToEntityAttribute(String column) {
    return JSON.readValue(column, new TypeReference<List<Identity>>() {});
  }
}
