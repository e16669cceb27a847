package com.postpilot.queue.caption.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A title as it can be said.
 *
 * @param text short enough for a sentence
 * @param canTakeArticle whether it reads as one noun phrase
 */
record Name(String text, boolean canTakeArticle) {
  private static final int LONGEST = 80;
  private static final int COMFORTABLE = 48;
  private static final Pattern PARTS =
      Pattern.compile("\\s[-–—|/·:]+\\s|(?<!\\d)[,:]\\s?|[,:](?!\\d)\\s?|[|;(\\[]\\s?|\\s[(\\[]");
  private static final Pattern LOOSE_END = Pattern.compile("[\\s.!,;:|/·&+(\\[–—-]+$");
  private static final Pattern LOOSE_START = Pattern.compile("^[\\s.,;:|/·&+)\\]–—-]+");
  private static final Pattern NOT_ONE_PHRASE =
      Pattern.compile(".*([!?…:;|,()\\[\\]\"“”„«»{}/。！？、]|\\s[-–—]+\\s).*");

  static Name of(String title) {
    String whole = trimmed(Clean.name(title));
    if (length(whole) > COMFORTABLE) {
      whole = shortened(whole);
    }
    boolean latin =
        whole
            .codePoints()
            .filter(Character::isLetter)
            .allMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.LATIN);
    return new Name(
        whole,
        latin
            && whole.codePoints().anyMatch(Character::isLetter)
            && length(whole) <= COMFORTABLE
            && !NOT_ONE_PHRASE.matcher(whole).matches());
  }

  /** Ends where the shop's own separators do, or between words; never within one. */
  private static String shortened(String title) {
    String first = trimmed(PARTS.split(title, 2)[0]);
    if (length(first) >= 12) {
      title = first;
    }
    if (length(title) <= LONGEST) {
      return title;
    }
    if (Sentences.isIdeographic(title) || title.indexOf(' ') < 0) {
      return title.substring(0, title.offsetByCodePoints(0, LONGEST));
    }
    int end = title.lastIndexOf(' ', title.offsetByCodePoints(0, LONGEST));
    String cut = end > 0 ? title.substring(0, end) : title.split(" ", 2)[0];
    List<String> words = List.of(cut.split(" ", -1));
    while (words.size() > 1 && Language.isFunctionWordOfAny(words.getLast())) {
      words = words.subList(0, words.size() - 1);
    }
    return trimmed(String.join(" ", words));
  }

  private static String trimmed(String text) {
    return LOOSE_START.matcher(LOOSE_END.matcher(text).replaceFirst("")).replaceFirst("");
  }

  /** How much of its words a text says again, 0 to 1. */
  double sharedWith(String text) {
    Set<String> mine = stems(this.text);
    if (mine.isEmpty()) {
      return 0;
    }
    Set<String> others = stems(text);
    return (double) mine.stream().filter(others::contains).count() / mine.size();
  }

  private static Set<String> stems(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> word.length() > 2 && !Language.isFunctionWordOfAny(word))
        .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
        .collect(Collectors.toSet());
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
