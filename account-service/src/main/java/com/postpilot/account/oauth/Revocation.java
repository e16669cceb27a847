package com.postpilot.account.oauth;

/** What came of the attempt to have a consent forgotten. */
public enum Revocation {
  DONE,
  /** There was nothing to forget any more, or the platform will not: asking again is no use. */
  REFUSED,
  /** Not now. */
  UNAVAILABLE
}
