package com.postpilot.post.reading;

/** Where one target stands. */
public enum TargetStatus {
  DRAFT,
  SCHEDULED,
  DISPATCHED,
  PUBLISHED,
  FAILED,
  HELD;

  /**
   * @param state as written on the target; {@code OPEN} is with the dispatcher
   * @param dispatched whether it has a row in flight
   */
  public static TargetStatus of(String state, boolean dispatched) {
    if (state.equals("OPEN")) {
      return dispatched ? DISPATCHED : SCHEDULED;
    }
    return valueOf(state);
  }
}
