package com.postpilot.standalone;

import org.jspecify.annotations.Nullable;

/**
 * Something that the person at the keyboard can put right. Its message is one sentence that says
 * what is wrong and what to do; it is shown without a stack trace.
 */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CannotStart(String message) {
    this(message, null);
  }

  public CannotStart(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
