package com.postpilot.e2e.suite;

import java.util.Locale;
import java.util.Map;

/** How the suite runs: the code cannot tell which. */
public enum Shape {
  /** All services in one JVM, started as {@code ./postpilot up} starts it. */
  STANDALONE,
  /** A process for each service, on a PostgreSQL, a Kafka and an object store proper. */
  DISTRIBUTED;

  /** The shape of this test run. */
  static Shape ofThisRun() {
    var name = System.getProperty("postpilot.shape", "distributed");
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  Class<? extends PostPilot> type() {
    return switch (this) {
      case STANDALONE -> Standalone.class;
      case DISTRIBUTED -> Distributed.class;
    };
  }

  PostPilot start() {
    var directory = Build.directoryFor(name().toLowerCase(Locale.ROOT));
    return switch (this) {
      case STANDALONE -> Standalone.start(directory, AutoConfigurationIT.REPORT_CONDITIONS);
      case DISTRIBUTED -> Distributed.start(directory, Map.of());
    };
  }
}
