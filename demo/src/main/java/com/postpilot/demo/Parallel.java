package com.postpilot.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The same for many, some at a time. */
final class Parallel {
  private static final int AT_A_TIME = 4;

  private Parallel() {}

  /** What came of each, in order; what one of them throws is thrown. */
  static <A, B> List<B> all(List<A> items, Function<A, B> work) throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      var running =
          threads.invokeAll(
              items.stream().<Callable<B>>map(item -> () -> work.apply(item)).toList());
      var results = new ArrayList<B>();
      for (var one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
