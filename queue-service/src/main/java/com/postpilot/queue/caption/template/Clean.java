package com.postpilot.queue.caption.template;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.parser.Parser;

/** Makes what shops type into text that can stand in a sentence. */
final class Clean {
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Co}\\p{Cn}\\p{Cs}\\p{Cf}&&[^\\u200C\\u200D]]");
  private static final Pattern REPEATED = Pattern.compile("([!?,;:])[!?,;:]*\\1");
  private static final Pattern DOTS = Pattern.compile("\\.{2,}");
  private static final Pattern SPACE_BEFORE = Pattern.compile(" +([,.])(?=\\s|$)");
  private static final Pattern SHOWN_AS_EMOJI = Pattern.compile("\\P{M}\\uFE0F\\u20E3?");
  private static final Pattern HASHTAG = Pattern.compile("#(?=\\p{L})");
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final Set<String> ACRONYMS =
      Set.of(
          "LED", "USB", "TV", "HD", "UV", "SPF", "UK", "US", "USA", "EU", "UHD", "DIY", "XS", "XL",
          "XXL", "XXXL", "II", "III", "IV", "VI", "VII", "NYC", "LA", "PVC", "CD", "DVD", "LP",
          "RGB", "PC", "GPS", "BBQ", "DJ", "CBD", "VR", "AC", "DC", "NFC");

  private Clean() {}

  /** One line, without markup and what cannot be seen. */
  static String line(String text) {
    String plain = TAG.matcher(Parser.unescapeEntities(text, false)).replaceAll(" ");
    plain = Normalizer.normalize(plain, Normalizer.Form.NFC);
    plain = SPACES.matcher(plain).replaceAll(" ");
    plain = INVISIBLE.matcher(plain).replaceAll("");
    plain = SPACES.matcher(plain).replaceAll(" ");
    plain = REPEATED.matcher(plain).replaceAll("$1");
    plain = DOTS.matcher(plain).replaceAll("…");
    plain = SPACE_BEFORE.matcher(plain).replaceAll("$1");
    return plain.strip();
  }

  /** A name: no emoji, no shouting, no hashtags or mentions. */
  static String name(String text) {
    String pictured = SHOWN_AS_EMOJI.matcher(Parser.unescapeEntities(text, false)).replaceAll(" ");
    boolean joinsEmoji = pictured.codePoints().anyMatch(Clean::isEmoji);
    String plain =
        pictured
            .codePoints()
            .filter(point -> !isEmoji(point) && !(joinsEmoji && point == ZERO_WIDTH_JOINER))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    plain = HASHTAG.matcher(line(plain)).replaceAll("").replace("@", "");
    return line(calm(plain));
  }

  static boolean isEmoji(int point) {
    return point > 0x2000
        && point != 0x2122 // the trade mark sign
        && (Character.isEmojiPresentation(point)
            || Character.isEmojiModifier(point)
            || Character.isExtendedPictographic(point));
  }

  /** Capitals all over become capitals at the start; a single long word of capitals too. */
  static String calm(String title) {
    boolean shouting = isShouted(title);
    return Arrays.stream(title.split(" ", -1))
        .map(word -> isShoutedWord(word, shouting) ? capitalized(word) : word)
        .collect(Collectors.joining(" "));
  }

  /** The same for a sentence, where only the first word begins with a capital. */
  static String calmSentence(String sentence) {
    if (!isShouted(sentence)) {
      return sentence;
    }
    String quiet =
        Arrays.stream(sentence.split(" ", -1))
            .map(word -> isShoutedWord(word, true) ? word.toLowerCase(Locale.ROOT) : word)
            .collect(Collectors.joining(" "));
    return sentenceCase(quiet);
  }

  static String sentenceCase(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    return new StringBuilder(text.length())
        .appendCodePoint(Character.toTitleCase(first))
        .append(text, Character.charCount(first), text.length())
        .toString();
  }

  static boolean isAcronym(String word) {
    return ACRONYMS.contains(word);
  }

  private static boolean isShouted(String text) {
    long upper = text.codePoints().filter(Character::isUpperCase).count();
    long lower = text.codePoints().filter(Character::isLowerCase).count();
    return upper > 3 && upper > lower * 4;
  }

  private static boolean isShoutedWord(String word, boolean amongOthers) {
    String letters = word.replaceAll("[^\\p{L}]", "");
    return letters.length() > (amongOthers ? 1 : 5)
        && letters.equals(letters.toUpperCase(Locale.ROOT))
        && !letters.equals(letters.toLowerCase(Locale.ROOT))
        && word.codePoints().noneMatch(Character::isDigit)
        && !ACRONYMS.contains(letters);
  }

  private static String capitalized(String word) {
    String quiet = word.toLowerCase(Locale.ROOT);
    if (Language.isFunctionWordOfAny(quiet)) {
      return quiet;
    }
    var result = new StringBuilder(quiet.length());
    boolean start = true;
    for (int point : quiet.codePoints().toArray()) {
      result.appendCodePoint(start ? Character.toTitleCase(point) : point);
      start = point == '-' || (start && !Character.isLetter(point));
    }
    return result.toString();
  }
}
