package com.postpilot.queue.caption.template;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A language that there are phrases of. */
enum Language {
  ENGLISH(
      "en",
      "a an the and or with without for from of in on at by to this that is are was you your it its"
          + " our we be as not no if"),
  GERMAN(
      "de",
      "und oder mit ohne für aus der die das dem den des ein eine einen einer ist sind im in am auf"
          + " von zum zur bei sie du wir auch nicht sich als"),
  FRENCH(
      "fr",
      "et ou avec sans pour le la les un une des du de au aux en dans sur est sont vous votre nous"
          + " ce cette par ne pas qui"),
  SPANISH(
      "es",
      "y o con sin para el la los las un una unos unas de del al en es son su tu por que no se"
          + " muy como");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");

  private final String code;

  @SuppressWarnings("ImmutableEnumChecker") // as Set.of made it
  private final Set<String> functionWords;

  Language(String code, String functionWords) {
    this.code = code;
    this.functionWords = Set.of(functionWords.split(" ", -1));
  }

  String code() {
    return code;
  }

  /** English for a language that there are no phrases of. */
  static Language of(Locale locale) {
    return Arrays.stream(values())
        .filter(language -> language.code.equals(locale.getLanguage()))
        .findFirst()
        .orElse(ENGLISH);
  }

  boolean isFunctionWord(String word) {
    return functionWords.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean isFunctionWordOfAny(String word) {
    return Arrays.stream(values()).anyMatch(language -> language.isFunctionWord(word));
  }

  /** Whether nothing speaks for another of these languages; short texts give little to go by. */
  boolean mayBeThatOf(String text) {
    long own = hits(text);
    return Arrays.stream(values()).noneMatch(other -> other.hits(text) > own);
  }

  /** Whether the text shows it. */
  boolean isThatOf(String text) {
    return hits(text) > 0 && mayBeThatOf(text);
  }

  /** The likeliest, which is English in doubt. */
  static Language guess(String text) {
    return Arrays.stream(values())
        .max(
            Comparator.comparingLong((Language language) -> language.hits(text))
                .thenComparing(Comparator.reverseOrder()))
        .orElse(ENGLISH);
  }

  private long hits(String text) {
    return BETWEEN_WORDS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(functionWords::contains)
        .count();
  }
}
