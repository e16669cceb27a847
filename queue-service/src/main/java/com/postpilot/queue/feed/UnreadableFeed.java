package com.postpilot.queue.feed;

import java.util.Locale;

/**
 * A file that cannot be read, or not to its end; what was handed out before stays right. The
 * message is for the person who gave the file: what is wrong, where, and what to do.
 */
public final class UnreadableFeed extends RuntimeException {
  private final Code code;

  UnreadableFeed(Code code, String message) {
    super(message);
    this.code = code;
  }

  UnreadableFeed(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Names never change. */
  public enum Code {
    /** It is something else: a workbook, a picture, a web page. */
    NOT_A_FEED,
    /** It has no products. */
    EMPTY,
    UNKNOWN_ENCODING,
    MISSING_COLUMNS,
    /** Two columns have the name of one that is needed. */
    DUPLICATE_COLUMN,
    /** It breaks the rules of its format at a place that is named. */
    MALFORMED,
    FIELD_TOO_LARGE,
    TOO_LARGE,
    TOO_MANY_PRODUCTS,
    /** It grows too much when it is unpacked. */
    BOMB,
    NESTED_ARCHIVE,
    /** An archive of no file, or of several. */
    NOT_ONE_FILE,
    /** The deadline passed. */
    TOO_SLOW;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Code code() {
    return code;
  }
}
