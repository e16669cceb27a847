package com.postpilot.queue.feed;

/**
 * Whether bytes that are no UTF-8 look like windows-1252. Every byte means something there, or
 * nearly, so a text in Greek or Polish bytes would come out as nonsense without an error. In it,
 * though, letters with accents stand in long rows, or signs such as ³ in the middle of words.
 */
final class WesternText {
  /** No western word has so many letters with accents in a row. */
  private static final int LONG_ROW = 4;

  /** One in ten is more than slips and trade names explain. */
  private static final int TOLERANCE = 10;

  private static final byte OTHER = 0;
  private static final byte LETTER = 1;
  private static final byte ACCENTED = 2;

  /** At home beside words, not inside of them. */
  private static final byte SIGN = 3;

  /** Letters that only languages with an encoding of their own use much. */
  private static final byte EASTERN = 4;

  private static final byte UNDEFINED = 5;

  /** A sign that stands before words. */
  private static final byte OPENING = 6;

  private static final byte[] KINDS = new byte[256];

  static {
    for (int c = 'a'; c <= 'z'; c++) {
      KINDS[c] = LETTER;
      KINDS[c - 'a' + 'A'] = LETTER;
    }
    for (int c = 0xC0; c <= 0xFF; c++) {
      KINDS[c] = ACCENTED;
    }
    set(ACCENTED, 0x8C, 0x9C, 0x9F);
    set(EASTERN, 0x8A, 0x8E, 0x9A, 0x9E);
    set(UNDEFINED, 0x81, 0x8D, 0x8F, 0x90, 0x9D);
    set(SIGN, 0x80, 0x82, 0x83, 0x84, 0x86, 0x87, 0x88, 0x89, 0x8B, 0x95, 0x98, 0x9B, 0xD7, 0xF7);
    set(SIGN, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xAC, 0xAF, 0xB1, 0xB2, 0xB3);
    set(SIGN, 0xB5, 0xB6, 0xB8, 0xB9, 0xBC, 0xBD, 0xBE);
    set(OPENING, 0xA1, 0xBF);
  }

  private long accents;
  private long oddities;
  private int row;
  private byte before = OTHER;
  private boolean signAfterLetter;
  private boolean undefined;

  private static void set(byte kind, int... characters) {
    for (int c : characters) {
      KINDS[c] = kind;
    }
  }

  void add(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      add(bytes[i] & 0xFF);
    }
  }

  private void add(int c) {
    byte kind = KINDS[c];
    if (c >= 0x80) {
      accents++;
    }
    boolean accented = kind == ACCENTED || kind == EASTERN;
    boolean letter = accented || kind == LETTER;
    boolean sign = kind == SIGN || kind == OPENING;
    boolean afterAccent = before == ACCENTED || before == EASTERN;
    row = accented ? row + 1 : 0;
    if (row == LONG_ROW) {
      oddities += LONG_ROW;
    } else if (row > LONG_ROW
        || kind == EASTERN
        || (letter && signAfterLetter)
        || (accented && before == SIGN)
        || (sign && (afterAccent || before == SIGN))) {
      oddities++;
    }
    undefined |= kind == UNDEFINED;
    signAfterLetter = sign && (afterAccent || before == LETTER);
    before = kind;
  }

  boolean isPlausible() {
    return !undefined && oddities * TOLERANCE <= accents;
  }
}
