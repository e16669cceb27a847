package com.postpilot.queue.item;

import java.util.Locale;

/** What is done to an item on somebody's request. */
public enum Action {
  EDIT,
  GENERATE,
  APPROVE,
  REJECT,
  SCHEDULE,
  REOPEN,
  DELETE;

  /** As requests and problems name it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
