package com.postpilot.sandbox.journal;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is missing in a record that was read from JSON, which takes what does not stand there
 * for null.
 */
final class Completeness {

  private Completeness() {}

  /**
   * @throws IllegalStateException for a component that is null and may not be, here or in a record
   *     within
   */
  static void require(Record read) {
    for (var component : read.getClass().getRecordComponents()) {
      var value = value(component, read);
      if (value == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        throw new IllegalStateException(
            "%s has no %s".formatted(read.getClass().getSimpleName(), component.getName()));
      }
      requireWithin(value);
    }
  }

  private static void requireWithin(@Nullable Object value) {
    if (value instanceof Record record) {
      require(record);
    } else if (value instanceof Iterable<?> several) {
      several.forEach(Completeness::requireWithin);
    }
  }

  private static @Nullable Object value(RecordComponent component, Record read) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(read);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
