package com.postpilot.account.connection;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Words without spaces (scopes, ids) in one column. */
@Converter
class WordsAsText implements AttributeConverter<List<String>, String> {

  @Override
  public String convertToDatabaseColumn(List<String> words) {
    return String.join(" ", words);
  }

  @Override
  public List<String> convertToEntityAttribute(String column) {
    return column.isEmpty() ? List.of() : List.of(column.split(" "));
  }
}
