package com.postpilot.sandbox.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields that an object has to show, and how to read them. */
public final class Fields<T> {

  private final Map<String, Function<T, @Nullable Object>> readers = new LinkedHashMap<>();

  /** A field; of an object for which there is nothing to read it is left out. */
  public Fields<T> with(String name, Function<T, @Nullable Object> reader) {
    readers.put(name, reader);
    return this;
  }

  /**
   * Shows those fields that the {@code fields} parameter names, and always the id. What a request
   * wants of an object inside ({@code picture{url}}, {@code reactions.limit(0)}) is not looked at:
   * it gets all of it.
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
      show(name, reader.apply(object), shown);
    }
    var id = readers.get("id");
    if (id != null && !shown.containsKey("id")) {
      show("id", id.apply(object), shown);
    }
    return shown;
  }

  private static void show(String name, @Nullable Object value, Map<String, Object> shown) {
    if (value != null) {
      shown.put(name, value);
    }
  }

  private static List<String> names(String fields) {
    var names = new ArrayList<String>();
    var name = new StringBuilder();
    var depth = 0;
    for (var c : (fields + ",").toCharArray()) {
      if (c == ',' && depth == 0) {
        names.add(name.toString().strip().replaceFirst("[.{(].*", ""));
        name.setLength(0);
      } else {
        depth += "{(".indexOf(c) >= 0 ? 1 : "})".indexOf(c) >= 0 ? -1 : 0;
        name.append(c);
      }
    }
    names.removeIf(String::isEmpty);
    return names;
  }
}
