package com.postpilot.publisher.platform;

/** Who has to act before what an error stands in the way of can work. */
public enum Actor {
  /** The post's author or the account's owner. */
  OWNER,
  /** It passes by itself. */
  NOBODY,
  /** Who runs this PostPilot. */
  OPERATOR
}
