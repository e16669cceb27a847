package com.postpilot.standalone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs in this JVM. Parts start a few at a time and stop one after the other, in the reverse
 * of the order in which they were asked for, however long each took to come up.
 */
final class Parts implements AutoCloseable {
  /** Starts a part and returns what stops it. */
  interface Starter {
    AutoCloseable start() throws Exception;
  }

  /**
   * @param name as in {@code ports.properties}
   */
  record Part(String name, int port, Starter starter) {}

  private static final Logger log = LoggerFactory.getLogger(Parts.class);
  private static final int LONGEST_START_SECONDS = 90;

  private final ExecutorService threads;
  private final Map<Part, AutoCloseable> running = new HashMap<>();
  private final List<Part> order = new ArrayList<>();
  private boolean ending;

  Parts(int atATime) {
    threads = Executors.newFixedThreadPool(atATime);
  }

  /**
   * Starts all of them and waits until they run.
   *
   * @throws CannotStart at the first that does not
   */
  void start(List<Part> parts) throws InterruptedException {
    synchronized (this) {
      order.addAll(parts);
    }
    var starts = parts.stream().<Future<?>>map(part -> threads.submit(() -> start(part))).toList();
    for (var start : starts) {
      try {
        start.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof CannotStart known
            ? known
            : new CannotStart("PostPilot did not start: " + e.getCause(), e);
      }
    }
  }

  private void start(Part part) {
    synchronized (this) {
      if (ending) {
        return;
      }
    }
    Thread.currentThread().setName(part.name());
    var began = System.nanoTime();
    try {
      var started = part.starter().start();
      synchronized (this) {
        running.put(part, started);
      }
    } catch (Exception | LinkageError e) {
      log.error("{} did not start", part.name(), e);
      synchronized (this) {
        ending = true;
      }
      throw new CannotStart("%s did not start: %s".formatted(part.name(), rootCause(e)), e);
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf("  %-18s port %-6d %5.1f s%n", part.name(), part.port(), seconds);
  }

  private static String rootCause(Throwable problem) {
    var cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Lets starts that are under way come to their end, then stops everything. */
  @Override
  public void close() {
    synchronized (this) {
      ending = true;
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
        log.warn("Something is still starting; it is not waited for");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      for (var part : order.reversed()) {
        var stoppable = running.remove(part);
        if (stoppable != null) {
          stop(part, stoppable);
        }
      }
    }
  }

  private static void stop(Part part, AutoCloseable running) {
    var began = System.nanoTime();
    try {
      running.close();
      log.info("{} stopped in {} ms", part.name(), (System.nanoTime() - began) / 1_000_000);
    } catch (Exception e) {
      log.warn("{} did not stop cleanly", part.name(), e);
    }
  }
}
