package com.postpilot.account.social;

/** A disconnected account stays for its history; it has no token. */
public enum Status {
  CONNECTED,
  DISCONNECTED
}
