package com.postpilot.common.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTests {
  record Key(int at, UUID id) {}

  @Property(tries = 200)
  void followingTheCursorsVisitsEveryRowOnceAndInOrder(
      @ForAll @IntRange(min = 0, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 20) int limit) {
    var rows = IntStream.range(0, size).mapToObj(at -> new Key(at, new UUID(0, at))).toList();
    var visited = new ArrayList<Key>();
    String cursor = null;
    do {
      int from = Cursor.decode(cursor, Key.class).map(key -> key.at() + 1).orElse(0);
      List<Key> read = rows.subList(from, Math.min(size, from + limit + 1));
      var page = Page.of(read, limit, key -> key);
      visited.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(visited).isEqualTo(rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!!!", "e30", "eyJhdCI6MX0", "bnVsbA", "W10"})
  void aCursorOfSomethingElseIsRefused(String cursor) {
    assertThatThrownBy(() -> Cursor.decode(cursor, Key.class))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.errors().getFirst().field()).isEqualTo("cursor"));
  }
}
