package com.postpilot.common.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page begins; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  public static final int DEFAULT_LIMIT = 25;
  public static final int MAX_LIMIT = 100;

  /**
   * The page of {@code limit} items out of a query for {@code limit + 1} rows.
   *
   * @param key the sort key of a row, a record whose JSON the cursor carries
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, Object> key) {
    return rows.size() <= limit
        ? new Page<>(rows, null)
        : new Page<>(
            List.copyOf(rows.subList(0, limit)), Cursor.encode(key.apply(rows.get(limit - 1))));
  }

  /** The same page with other items. */
  public <R> Page<R> map(Function<? super T, ? extends R> to) {
    return new Page<>(items.stream().<R>map(to).toList(), nextCursor);
  }
}
