package com.postpilot.sandbox.control;

/** A control request that cannot be meant; the message says to a developer what to change. */
public class InvalidControl extends RuntimeException {

  private final String field;

  public InvalidControl(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The JSON name of the field at fault. */
  String field() {
    return field;
  }
}
