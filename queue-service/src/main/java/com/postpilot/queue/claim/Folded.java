package com.postpilot.queue.claim;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;

/**
 * A text as a reader means it: lower case, without accents, in plain digits and letters; and where
 * each of its characters came from.
 */
final class Folded {
  private final StringBuilder chars;
  private int[] origins;

  private Folded(int capacity) {
    chars = new StringBuilder(capacity);
    origins = new int[capacity + 1];
  }

  static Folded of(String text) {
    var folded = new Folded(text.length() + 16);
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      folded.add(codePoint, at);
      at += Character.charCount(codePoint);
    }
    folded.origin(folded.length(), text.length());
    return folded;
  }

  private void add(int codePoint, int at) {
    int digit = Character.digit(codePoint, 10);
    if (digit >= 0) {
      append((char) ('0' + digit), at);
    } else if (codePoint < 128) {
      append((char) Character.toLowerCase(codePoint), at);
    } else if (isInvisible(codePoint)) {
      return;
    } else if (Character.isSpaceChar(codePoint)) {
      append(' ', at);
    } else {
      for (char c : plain(codePoint).toCharArray()) {
        append(c, at);
      }
    }
  }

  private static String plain(int codePoint) {
    return switch (codePoint) {
      case 'ß', 'ẞ' -> "ss";
      case 'œ', 'Œ' -> "oe";
      case 'æ', 'Æ' -> "ae";
      case 'ø', 'Ø' -> "o";
      case 'ł', 'Ł' -> "l";
      case '’', '‘', 'ʼ', '′' -> "'";
      case '“', '”', '″' -> "\"";
      case '‐', '‑', '–', '—', '−' -> "-";
      case '×' -> "x";
      case 'º' -> "°";
      default -> {
        // ％ and the bold letters that people paste into captions are signs and letters like others
        var form = isDisguise(codePoint) ? Form.NFKD : Form.NFD;
        var decomposed = Normalizer.normalize(Character.toString(codePoint), form);
        var kept = new StringBuilder();
        decomposed
            .codePoints()
            .filter(part -> !isMark(part))
            .map(Character::toLowerCase)
            .forEach(kept::appendCodePoint);
        yield kept.toString();
      }
    };
  }

  private static boolean isDisguise(int codePoint) {
    return (codePoint >= 0x1D400 && codePoint <= 0x1D7FF)
        || (codePoint >= 0xFE50 && codePoint <= 0xFE6F)
        || (codePoint >= 0xFF01 && codePoint <= 0xFF5E)
        || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6);
  }

  private static boolean isMark(int codePoint) {
    return Character.getType(codePoint) == Character.NON_SPACING_MARK && codePoint != KEYCAP_STYLE;
  }

  /** Follows the digit of a keycap emoji. */
  static final char KEYCAP_STYLE = '\uFE0F';

  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.FORMAT || isMark(codePoint);
  }

  private void append(char c, int at) {
    origin(chars.length(), at);
    chars.append(c);
  }

  private void origin(int index, int at) {
    if (index >= origins.length) {
      origins = Arrays.copyOf(origins, origins.length * 2);
    }
    origins[index] = at;
  }

  int length() {
    return chars.length();
  }

  /** The character there; 0 outside. */
  char at(int index) {
    return index >= 0 && index < chars.length() ? chars.charAt(index) : 0;
  }

  String text(int start, int end) {
    return chars.substring(start, end);
  }

  boolean startsWith(String prefix, int at) {
    return at + prefix.length() <= chars.length()
        && chars.substring(at, at + prefix.length()).equals(prefix);
  }

  /** Where the character there begins in the original text. */
  int origin(int index) {
    return origins[index];
  }
}
