package com.postpilot.sandbox.limit;

import com.postpilot.sandbox.control.InvalidControl;
import com.postpilot.sandbox.journal.Fact;

/** The numbers of all platforms: a fact each time that they are changed. */
public record Limits(InstagramLimits instagram) implements Fact {

  static final Limits REAL = new Limits(InstagramLimits.REAL);

  public Limits {
    if (instagram == null) {
      throw new InvalidControl("instagram", "A platform cannot do without limits");
    }
  }
}
