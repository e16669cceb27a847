package com.postpilot.common.contract;

/** What a platform means by a character. */
public enum TextUnit {
  /** An emoji is one, unless it is joined of several. */
  CODE_POINTS {
    @Override
    public int count(String text) {
      return text.codePointCount(0, text.length());
    }
  },
  /** What Java and JavaScript call the length of a text: most emoji are two. */
  UTF16_UNITS {
    @Override
    public int count(String text) {
      return text.length();
    }
  };

  public abstract int count(String text);
}
