package com.postpilot.sandbox.tiktok.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The fields that an object has to show, and how to read them. */
public final class FieldReaders<T> {

  private final Map<String, Function<T, Object>> readers = new LinkedHashMap<>();

  public FieldReaders<T> with(String name, Function<T, Object> reader) {
    readers.put(name, reader);
    return this;
  }

  public Map<String, Object> show(T object, List<String> names) {
    var shown = new LinkedHashMap<String, Object>();
    for (var name : names) {
      var reader = readers.get(name);
      if (reader == null) {
        throw TikTokError.invalidParams("Fields is not valid: " + name);
      }
      shown.put(name, reader.apply(object));
    }
    return shown;
  }
}
