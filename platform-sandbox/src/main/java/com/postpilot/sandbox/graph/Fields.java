package com.postpilot.sandbox.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The fields that an object has to show, and how to read them. */
public final class Fields<T> {

  private final Map<String, Function<T, Object>> readers = new LinkedHashMap<>();

  public Fields<T> with(String name, Function<T, Object> reader) {
    readers.put(name, reader);
    return this;
  }

  /**
   * Shows those fields that the {@code fields} parameter names, and always the id.
   *
   * @param otherwise the fields when the request names none
   */
  public Map<String, Object> show(T object, GraphRequest request, String otherwise) {
    var shown = new LinkedHashMap<String, Object>();
    for (var name : names(request.parameter("fields").orElse(otherwise))) {
      var reader = readers.get(name);
      if (reader == null) {
        throw GraphError.invalidParameter("Tried accessing nonexisting field (%s)".formatted(name));
      }
      shown.put(name, reader.apply(object));
    }
    var id = readers.get("id");
    if (id != null) {
      shown.putIfAbsent("id", id.apply(object));
    }
    return shown;
  }

  private static List<String> names(String fields) {
    return Arrays.stream(fields.split(",", -1))
        .map(String::strip)
        .filter(f -> !f.isEmpty())
        .toList();
  }
}
