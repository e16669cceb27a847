package com.postpilot.queue.claim;

/**
 * A word, a number or a sign of a folded text.
 *
 * @param tag stands in a hashtag
 * @param glued begins where the token before it ends
 */
record Token(Type type, int start, int end, String text, boolean tag, boolean glued) {

  enum Type {
    WORD,
    NUMBER,
    SIGN
  }

  boolean isWord() {
    return type == Type.WORD;
  }

  boolean isNumber() {
    return type == Type.NUMBER;
  }

  boolean is(String sign) {
    return type == Type.SIGN && text.equals(sign);
  }
}
