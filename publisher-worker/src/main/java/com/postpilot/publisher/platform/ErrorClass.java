package com.postpilot.publisher.platform;

/** What a platform's error asks of the publisher. */
public enum ErrorClass {
  /** The same call again, after a short back-off. */
  RETRY,
  /** The same call when a window opens; the account, or the whole application, rests until then. */
  WAIT,
  /** Not ready yet. */
  POLL,
  /** The media must be prepared again. */
  NEW_CONTAINER,
  /** The connection needs its owner. */
  REAUTH,
  /** The application or the account's role lacks a right. */
  PERMISSION,
  /** Final for this content; its author has to change it. */
  CONTENT,
  /** The account is blocked; no more posts for a long time. */
  POLICY
}
