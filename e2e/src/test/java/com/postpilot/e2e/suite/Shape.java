package com.postpilot.e2e.suite;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How the suite runs: the code cannot tell which. */
public enum Shape {
  /** All services in one JVM, started as {@code ./postpilot up} starts it. */
  STANDALONE,
  /** A process for each service, on a PostgreSQL, a Kafka and an object store proper. */
  DISTRIBUTED;

  /**
   * What is waited for minutes in earnest is waited for seconds here, and the shops' web servers
   * stand on this machine.
   */
  private static final Map<String, String> SOON =
      Map.of(
          "POSTPILOT_MEDIA_ALLOWPRIVATEADDRESSES", "true",
          "POSTPILOT_ACCOUNT_REFRESH_INTERVAL", "PT2S",
          "POSTPILOT_PUBLISHER_CALLTIMEOUT", "4s",
          "POSTPILOT_PUBLISHER_UPLOADTIMEOUT", "4s",
          "POSTPILOT_PUBLISHER_CONSISTENCYDELAY", "2s",
          "POSTPILOT_PUBLISHER_LEASE", "4s",
          "POSTPILOT_PUBLISHER_UNCONFIRMEDAFTER", "8s",
          "POSTPILOT_POST_DISPATCH_ANNOUNCEAFTER", "3s",
          "POSTPILOT_POST_DISPATCH_OUTCOMEAFTER", "10s");

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

  /** The log is read too. */
  private static Map<String, String> talkative() {
    var settings = new HashMap<>(SOON);
    settings.put("LOGGING_LEVEL_ROOT", "DEBUG");
    settings.putAll(AutoConfigurationIT.REPORT_CONDITIONS);
    return settings;
  }

  PostPilot start() {
    var directory = Build.directoryFor(name().toLowerCase(Locale.ROOT));
    return switch (this) {
      case STANDALONE -> Standalone.start(directory, talkative());
      case DISTRIBUTED -> Distributed.start(directory, SOON);
    };
  }
}
