package com.postpilot.sandbox.instagram.publishing;

import java.util.regex.Pattern;

/** What a caption may hold. */
final class CaptionRules {

  private static final int MAX_CHARACTERS = 2200;
  private static final int MAX_HASHTAGS = 30;
  private static final int MAX_MENTIONS = 20;
  private static final Pattern HASHTAG = Pattern.compile("#[\\p{L}\\p{M}\\p{N}_]+");
  private static final Pattern MENTION = Pattern.compile("(?<![\\w.])@[A-Za-z0-9_.]+");

  private CaptionRules() {}

  static void check(String caption) {
    if (caption.codePointCount(0, caption.length()) > MAX_CHARACTERS) {
      throw MediaError.CAPTION_TOO_LONG.toGraphError();
    }
    if (count(HASHTAG, caption) > MAX_HASHTAGS || count(MENTION, caption) > MAX_MENTIONS) {
      throw MediaError.TOO_MANY_TAGS.toGraphError();
    }
  }

  private static long count(Pattern tag, String caption) {
    return tag.matcher(caption).results().count();
  }
}
