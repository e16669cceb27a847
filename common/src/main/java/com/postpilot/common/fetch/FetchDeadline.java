package com.postpilot.common.fetch;

import java.time.Duration;

/**
 * By when all must be there that one request names by URL: its client waits no longer, and what
 * would come later he would never hear of.
 */
public final class FetchDeadline {
  private final Duration length;
  private final long start = System.nanoTime();

  /** Begins now. */
  public FetchDeadline(Duration length) {
    this.length = length;
  }

  public Duration length() {
    return length;
  }

  /** Not positive when it is over. */
  public Duration left() {
    return length.minusNanos(System.nanoTime() - start);
  }

  public boolean over() {
    return !left().isPositive();
  }
}
