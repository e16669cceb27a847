package com.postpilot.queue.caption.template;

import com.postpilot.queue.product.ProductFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hashtags of a product's own words: of its title, its category, its brand. */
final class Hashtags {
  private static final int LONGEST = 30;
  private static final Pattern NOT_ALLOWED = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]");
  private static final Pattern LEVEL = Pattern.compile("\\s*[>›]\\s*|\\s+/\\s+");

  private static final Set<String> SAYS_LITTLE =
      Set.of("can", "set", "pack", "box", "kit", "pair", "piece", "pieces", "size", "new", "sale");

  private Hashtags() {}

  /**
   * @param brand as it is said, null if it is not
   * @param fallback for a product that tells too little
   */
  static List<String> of(
      Name name,
      ProductFacts facts,
      @Nullable String brand,
      Language language,
      List<String> fallback,
      int least,
      int most) {
    Map<String, String> tags = new LinkedHashMap<>();
    List<String> title = words(name.text());
    List<String> said =
        title.stream().filter(word -> word.codePoints().noneMatch(Character::isDigit)).toList();
    boolean headFirst = language == Language.FRENCH || language == Language.SPANISH;
    add(tags, title);
    if (said.size() > 2 && said.size() == name.text().split(" ", -1).length) {
      add(tags, headFirst ? said.subList(0, 2) : said.subList(said.size() - 2, said.size()));
    }
    if (!said.isEmpty()) {
      add(tags, List.of(headFirst ? said.getFirst() : said.getLast()));
    }
    if (facts.category() != null) {
      List<String> levels = List.of(LEVEL.split(Clean.name(facts.category())));
      add(tags, words(levels.getLast()));
    }
    if (brand != null) {
      add(tags, words(brand));
    }
    for (String word : said) {
      if (tags.size() >= least) {
        break;
      }
      if (word.length() > 3) {
        add(tags, List.of(word));
      }
    }
    for (String tag : fallback) {
      if (tags.size() >= least) {
        break;
      }
      add(tags, List.of(tag));
    }
    return tags.values().stream().limit(most).toList();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[\\s/–—|,;:()\\[\\]]+", -1))
        .map(word -> NOT_ALLOWED.matcher(word).replaceAll(""))
        .filter(word -> !word.isEmpty() && !Language.isFunctionWordOfAny(word))
        .toList();
  }

  /** Several words are joined with capitals, so that readers and screen readers tell them apart. */
  private static void add(Map<String, String> tags, List<String> words) {
    if (words.isEmpty() || (words.size() > 1 && words.stream().noneMatch(Hashtags::hasCase))) {
      return;
    }
    var joined = new ArrayList<String>();
    for (String word : words) {
      joined.add(
          words.size() == 1 && !Clean.isAcronym(word) ? lower(word) : Clean.sentenceCase(word));
    }
    String tag = String.join("", joined);
    boolean named = tag.codePoints().anyMatch(Character::isLetter);
    boolean readable = Name.length(tag) > 1 && Name.length(tag) <= LONGEST;
    if (named && readable && !SAYS_LITTLE.contains(tag)) {
      // One of "shirt" and "shirts" will do.
      tags.putIfAbsent(lower(tag).replaceFirst("(?<=\\p{L}{3})s$", ""), tag);
    }
  }

  /** Words of a script without capitals cannot be told apart once they are joined. */
  private static boolean hasCase(String word) {
    return word.codePoints()
        .anyMatch(point -> Character.isUpperCase(point) || Character.isLowerCase(point));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
