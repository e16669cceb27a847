package com.postpilot.queue.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes a text apart, once from its beginning to its end. Addresses, mentions and telephone numbers
 * leave a sign that nothing reaches across.
 */
final class Tokens {
  private static final String BARRIER = "\u0000";
  private static final int LONGEST_SEGMENTED = 60;
  private static final Set<String> DOMAINS =
      Set.of("com", "net", "org", "de", "fr", "es", "eu", "io", "co", "shop", "store", "at", "ch");

  private static final Set<String> ABBREVIATIONS = Set.of("no", "nr", "gr");

  private final String original;
  private final Folded folded;

  /** What the words of a hashtag are made of. */
  private final Set<String> vocabulary;

  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int tagEnd;

  private Tokens(String original, Folded folded, Set<String> vocabulary) {
    this.original = original;
    this.folded = folded;
    this.vocabulary = vocabulary;
  }

  static List<Token> of(String original, Folded folded, Set<String> vocabulary) {
    var scan = new Tokens(original, folded, vocabulary);
    while (scan.at < folded.length()) {
      scan.next();
    }
    return scan.tokens;
  }

  static List<Token> of(String original) {
    return of(original, Folded.of(original), Set.of());
  }

  private void next() {
    char c = folded.at(at);
    if (c == '\n') {
      add(Token.Type.SIGN, at, at + 1);
    } else if (Character.isWhitespace(c)) {
      at++;
    } else if (isLink()) {
      skipTo(endOfWord(at));
    } else if (c == '@' && (isLetter(at + 1) || folded.at(at + 1) == '_')) {
      skipTo(endOfHandle(at + 1));
    } else if (c == '+' && isDigit(at + 1) && endOfTelephone() > 0) {
      skipTo(endOfTelephone());
    } else if (c == '#' && endOfHandle(at + 1) > at + 1 && !isPlainNumber(at + 1)) {
      tagEnd = endOfTag(at + 1);
      add(Token.Type.SIGN, at, at + 1);
    } else if (isDigit(at)) {
      number();
    } else if (isLetter(at)) {
      word();
    } else {
      add(Token.Type.SIGN, at, at + 1);
    }
  }

  private boolean isLetter(int index) {
    return Character.isLetter(folded.at(index));
  }

  private boolean isDigit(int index) {
    char c = folded.at(index);
    return c >= '0' && c <= '9';
  }

  private boolean isLink() {
    char c = folded.at(at);
    if ((c == 'h' && (folded.startsWith("http://", at) || folded.startsWith("https://", at)))
        || (c == 'w' && folded.startsWith("www.", at))) {
      return true;
    }
    return !isGlued() && isAddress();
  }

  /** {@code shop24.example.com/50-off} or {@code 50@shop.com}, without a scheme. */
  private boolean isAddress() {
    int index = at;
    int dot = -1;
    while (isLetter(index)
        || isDigit(index)
        || ("-_.@".indexOf(folded.at(index)) >= 0 && index > at)) {
      if (folded.at(index) == '.') {
        dot = index;
      }
      index++;
      if (index - at > 100) {
        return false;
      }
    }
    if (dot < 0) {
      return false;
    }
    int end = dot + 1;
    while (isLetter(end)) {
      end++;
    }
    // "Best.Shop" is the end of a sentence more often than an address
    return DOMAINS.contains(folded.text(dot + 1, end))
        && Character.isLowerCase(original.charAt(folded.origin(dot + 1)));
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < folded.length() && !Character.isWhitespace(folded.at(end))) {
      end++;
    }
    return end;
  }

  private int endOfHandle(int from) {
    int end = from;
    while (isLetter(end)
        || isDigit(end)
        || folded.at(end) == '_'
        || (folded.at(end) == '.' && isLetter(end + 1))) {
      end++;
    }
    return end;
  }

  private int endOfTag(int from) {
    int end = from;
    while (isLetter(end) || isDigit(end) || folded.at(end) == '_') {
      end++;
    }
    return end;
  }

  private boolean isPlainNumber(int from) {
    int end = from;
    while (isDigit(end)) {
      end++;
    }
    return end > from && !isLetter(end) && folded.at(end) != '_';
  }

  /** 0 if there are too few digits. */
  private int endOfTelephone() {
    int digits = 0;
    int end = at + 1;
    int last = end;
    while (end - at < 30 && (isDigit(end) || " -/()".indexOf(folded.at(end)) >= 0)) {
      if (isDigit(end)) {
        digits++;
        last = end + 1;
      }
      end++;
    }
    return digits >= 8 ? last : 0;
  }

  private boolean isGlued() {
    return !tokens.isEmpty() && tokens.getLast().end() == at;
  }

  private void skipTo(int end) {
    tokens.add(new Token(Token.Type.SIGN, at, end, BARRIER, false, false));
    at = end;
  }

  private void add(Token.Type type, int start, int end) {
    tokens.add(new Token(type, start, end, folded.text(start, end), start < tagEnd, isGlued()));
    at = end;
  }

  private void word() {
    int start = at;
    int end = start;
    boolean tag = start < tagEnd;
    while (isLetter(end)
        || (!tag && isDigit(end) && !endsBeforeDigits(start, end))
        || (!tag && folded.at(end) == '\'' && end - start > 2 && isLetter(end + 1))) {
      if (tag && end > start && isCapital(end) && !isCapital(end - 1)) {
        break;
      }
      end++;
    }
    if (tag && end - start <= LONGEST_SEGMENTED) {
      segment(start, end);
    } else {
      add(Token.Type.WORD, start, end);
    }
    // l'été, qu'il: two words; No. 1, Gr. 38: the point belongs to the word
    if (!tag && folded.at(at) == '\'' && at - start <= 2 && isLetter(at + 1)) {
      at++;
    } else if (folded.at(at) == '.' && ABBREVIATIONS.contains(folded.text(start, at))) {
      at++;
    }
  }

  /** The x of 80x120, and CHF0.50. */
  private boolean endsBeforeDigits(int start, int end) {
    return end - start <= 3
        && (folded.text(start, end).equals("x")
            || !Currencies.of(folded.text(start, end)).isEmpty());
  }

  private boolean isCapital(int index) {
    return Character.isUpperCase(original.codePointAt(folded.origin(index)));
  }

  /** Finds the known words in {@code freeshipping}. */
  private void segment(int start, int end) {
    int from = start;
    int position = start;
    while (position < end) {
      int known = knownWord(start, from, position, end);
      if (known == 0) {
        position++;
        continue;
      }
      if (position > from) {
        add(Token.Type.WORD, from, position);
      }
      add(Token.Type.WORD, position, position + known);
      position += known;
      from = position;
    }
    if (from < end) {
      add(Token.Type.WORD, from, end);
    }
  }

  private int knownWord(int start, int from, int position, int end) {
    for (int length = Math.min(end - position, 20); length >= 3; length--) {
      if (!vocabulary.contains(folded.text(position, position + length))) {
        continue;
      }
      int rest = end - position - length;
      boolean afterKnown = position == start || position == from;
      boolean anywhere = length >= 6;
      boolean begins = afterKnown && (rest == 0 || (length >= 4 && rest >= 3));
      boolean ends = rest == 0 && length >= 4;
      if (anywhere || begins || ends || (afterKnown && startsKnownWord(position + length, end))) {
        return length;
      }
    }
    return 0;
  }

  private boolean startsKnownWord(int position, int end) {
    for (int length = Math.min(end - position, 20); length >= 4; length--) {
      if (vocabulary.contains(folded.text(position, position + length))) {
        return true;
      }
    }
    return false;
  }

  /** A numeral with the separators of any of the languages, and {@code ,-} for no cents. */
  private void number() {
    int start = at;
    int end = endOfDigits(start);
    if (start < tagEnd) {
      add(Token.Type.NUMBER, start, end);
      return;
    }
    if (isDate(start, end)) {
      skipTo(start + 10);
      return;
    }
    int groups = 1;
    int last = end - start;
    while (true) {
      char c = folded.at(end);
      int next = end + 1;
      int digits = endOfDigits(next) - next;
      boolean decimal = (c == '.' || c == ',') && digits > 0;
      boolean grouping =
          (c == ' ' || c == '\'') && digits == 3 && (groups == 1 ? last <= 3 : last == 3);
      if (!decimal && !grouping) {
        break;
      }
      groups++;
      last = digits;
      end = next + digits;
    }
    if ((folded.at(end) == ',' || folded.at(end) == '.')
        && folded.at(end + 1) == '-'
        && !isDigit(end + 2)) {
      end += 2;
    }
    add(Token.Type.NUMBER, start, end);
  }

  /** 2026-12-24 */
  private boolean isDate(int start, int end) {
    return end - start == 4
        && folded.at(end) == '-'
        && endOfDigits(end + 1) == end + 3
        && folded.at(end + 3) == '-'
        && endOfDigits(end + 4) == end + 6;
  }

  private int endOfDigits(int from) {
    int end = from;
    while (isDigit(end)) {
      end++;
    }
    return end;
  }
}
