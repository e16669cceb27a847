package com.postpilot.sandbox.fault;

import org.jspecify.annotations.Nullable;

/** A fault and how often it was drawn and struck. */
final class ArmedFault {

  private final Fault fault;
  private int drawn;
  private int struck;

  ArmedFault(Fault fault) {
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }

  int struck() {
    return struck;
  }

  /** How many calls it will still strike; null for one that goes by probability. */
  @Nullable Integer remaining() {
    return fault.times() == null ? null : fault.times() - struck;
  }

  boolean isSpent() {
    return fault.times() != null && struck >= fault.times();
  }

  boolean strikesNext() {
    return fault.strikes(drawn);
  }

  void draw(boolean strikes) {
    drawn++;
    if (strikes) {
      struck++;
    }
  }
}
