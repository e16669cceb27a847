package com.postpilot.publisher.platform;

/** What came back from one call. */
public sealed interface Reply<T> {

  record Ok<T>(T value) implements Reply<T> {}

  record Refused<T>(PlatformError error) implements Reply<T> {}

  /** A time-out, a reset, or an answer that is none: whether the call was applied is not known. */
  record Lost<T>(String why) implements Reply<T> {}
}
