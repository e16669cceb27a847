package com.postpilot.sandbox.traffic;

/** Whose account a call is about: the platform's id of it, and the name that people know. */
public record Account(String id, String handle) {

  /** Tests may name an account either way. */
  public boolean answersTo(String idOrHandle) {
    return id.equals(idOrHandle) || handle.equals(idOrHandle);
  }
}
