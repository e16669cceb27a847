package com.postpilot.sandbox.graph;

/** What Meta counts an app's calls by, for each business. */
public enum UseCase {
  PAGES("pages", 80001),
  INSTAGRAM("instagram", 80002);

  private final String wireName;
  private final int errorCode;

  UseCase(String wireName, int errorCode) {
    this.wireName = wireName;
    this.errorCode = errorCode;
  }

  String wireName() {
    return wireName;
  }

  /** The code of the error that says that there were too many. */
  int errorCode() {
    return errorCode;
  }
}
