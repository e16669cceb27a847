package com.postpilot.sandbox.media;

/** What came of fetching a file. */
public sealed interface Download {

  @SuppressWarnings("ArrayRecordComponent") // carries bytes from here to there; nobody compares it
  record Complete(byte[] bytes) implements Download {}

  record TooLarge() implements Download {}

  record TimedOut() implements Download {}

  /** The URL is none, nobody answers, or not with the file. */
  record Failed(String reason) implements Download {}
}
