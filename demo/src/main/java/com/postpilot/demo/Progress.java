package com.postpilot.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tells how far things are: in place on a terminal, else a line now and then. */
final class Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final String START_OF_EMPTY_LINE = "\r\u001B[2K";

  private final PrintStream out;
  private final boolean inPlace;
  private final Clock clock;
  private String shown = "";
  private Instant nextLine = Instant.MIN;

  /**
   * @param inPlace whether what was shown can be written over
   */
  Progress(PrintStream out, boolean inPlace, Clock clock) {
    this.out = out;
    this.inPlace = inPlace;
    this.clock = clock;
  }

  synchronized void show(String state) {
    if (state.equals(shown)) {
      return;
    }
    if (inPlace) {
      out.print(START_OF_EMPTY_LINE + "  " + state);
      out.flush();
      shown = state;
    } else if (!clock.instant().isBefore(nextLine)) {
      out.println("  " + state);
      shown = state;
      nextLine = clock.instant().plus(BETWEEN_LINES);
    }
  }

  /** Takes away what can be written over; nobody has to know any more. */
  synchronized void clear() {
    if (inPlace && !shown.isEmpty()) {
      out.print(START_OF_EMPTY_LINE);
    }
    shown = "";
    nextLine = Instant.MIN;
  }

  /** Shows how it ended; what is written next begins on a line of its own. */
  synchronized void done(String state) {
    nextLine = Instant.MIN;
    show(state);
    if (inPlace) {
      out.println();
    }
    shown = "";
    nextLine = Instant.MIN;
  }
}
