package com.postpilot.queue.caption.template;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sentence with gaps: {@code {price}} for what is known of a product, {@code {is|are}} for one of
 * two by its number.
 *
 * @param needs the gaps that must be filled
 * @param emoji its code points, as one caption shows each once
 */
record Phrase(String text, Set<String> needs, Set<Integer> emoji) {
  private static final Pattern GAP = Pattern.compile("\\{([^{}]+)}");

  Phrase {
    needs = Set.copyOf(needs);
    emoji = Set.copyOf(emoji);
  }

  static Phrase of(String text) {
    var needs = new HashSet<String>();
    Matcher gaps = GAP.matcher(text);
    while (gaps.find()) {
      if (gaps.group(1).indexOf('|') < 0) {
        needs.add(gaps.group(1));
      }
    }
    Set<Integer> emoji =
        text.codePoints().filter(Clean::isEmoji).boxed().collect(Collectors.toUnmodifiableSet());
    return new Phrase(text, needs, emoji);
  }

  boolean tells(String word) {
    return needs.contains(word);
  }

  boolean fits(Map<String, String> words) {
    return words.keySet().containsAll(needs);
  }

  /** What fills the gaps is not read again: braces in a title stay braces. */
  String fill(Map<String, String> words, boolean plural) {
    return GAP.matcher(text)
        .replaceAll(
            gap -> {
              String inside = gap.group(1);
              int bar = inside.indexOf('|');
              if (bar < 0) {
                return Matcher.quoteReplacement(words.getOrDefault(inside, ""));
              }
              return Matcher.quoteReplacement(
                  plural ? inside.substring(bar + 1) : inside.substring(0, bar));
            });
  }
}
