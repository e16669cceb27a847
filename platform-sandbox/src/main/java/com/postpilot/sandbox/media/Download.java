package com.postpilot.sandbox.media;

/** What came of fetching a file. */
public sealed interface Download<T> {

  /**
   * @param content the bytes, or the file that they were written to
   */
  record Complete<T>(T content) implements Download<T> {}

  record TooLarge<T>() implements Download<T> {}

  record TimedOut<T>() implements Download<T> {}

  /** The URL is none, nobody answers, or not with the file. */
  record Failed<T>(String reason) implements Download<T> {}
}
