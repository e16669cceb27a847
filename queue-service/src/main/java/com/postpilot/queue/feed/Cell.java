package com.postpilot.queue.feed;

/**
 * What stands at one place of a file.
 *
 * @param text without white space around it; empty where nothing stands
 * @param item the row of a table, or the number of an item
 * @param name the column's header, or the element
 */
record Cell(String text, Kind kind, int item, String name) {
  private static final int SHOWN = 100;

  enum Kind {
    COLUMN,
    ELEMENT
  }

  Cell {
    text = text.strip();
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** For a person to find it. */
  String where() {
    return switch (kind) {
      case COLUMN -> "Row %d, column \"%s\"".formatted(item, shown(name));
      case ELEMENT -> "Item %d, %s".formatted(item, shown(name));
    };
  }

  /** For a person to recognize it. */
  String shown() {
    return shown(text);
  }

  static String shown(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "…";
  }
}
