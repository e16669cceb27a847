package com.postpilot.sandbox.graph;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Points in time as Meta writes them: the offset has no colon. */
public final class GraphTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

  private GraphTime() {}

  public static String of(Instant instant) {
    return FORMAT.format(instant);
  }
}
