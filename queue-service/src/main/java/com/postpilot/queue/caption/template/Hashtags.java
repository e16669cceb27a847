package com.postpilot.queue.caption.template;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

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

  private static final Pattern FIRST_PART =
      Pattern.compile("(?<=\\S)\\s*(?:[(\\[|;]|[,:](?!\\d))|\\s[–—-]\\s");

  /** A longer title names no one thing, and its words together are not looked for. */
  private static final int MOST_WORDS = 5;

  /** "l'été" is two words, "men's" is one. */
  private static final Pattern ELISION =
      Pattern.compile("(?<=\\b(?:[cdjlmnst]|qu))['’]", CASE_INSENSITIVE);

  /** No hashtag can hold its separator. */
  private static final Pattern FRACTION = Pattern.compile("\\d+(?:[.,]\\d+)+\\p{L}*");

  /** Alone they lead to something else, or nowhere. */
  private static final Set<String> SAYS_LITTLE =
      Set.of(
          ("can set sets pack packs box kit kits pair piece pieces pcs size new sale"
                  + " item product edition version type style pot pots top tops clothes high low"
                  + " big small long short one neu stück paar groß klein lang kurz lot paire pièce"
                  + " nouveau nouvelle grand grande petit petite juego par pieza piezas nuevo"
                  + " nueva pequeño pequeña")
              .split(" ", -1));

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
    List<String> title = words(FIRST_PART.split(name.text(), 2)[0]);
    boolean whole = title.size() <= MOST_WORDS;
    if (whole) {
      add(tags, title);
      subject(title, language).forEach(words -> add(tags, words));
    }
    if (facts.category() != null) {
      List<String> levels = List.of(LEVEL.split(Clean.name(facts.category())));
      add(tags, meaningful(levels.getLast()));
    }
    if (brand != null) {
      add(tags, words(brand));
    }
    List<String> rest = meaningful(name.text());
    for (String word : whole && !headFirst(language) ? rest.reversed() : rest) {
      if (tags.size() >= least) {
        break;
      }
      if (word.length() > 3 && !hasDigit(word)) {
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

  /**
   * What the title names, and that in one word: "chest" of "Oak Chest of Drawers". Adjectives stand
   * before it in English and German, behind it in French and Spanish.
   */
  private static List<List<String>> subject(List<String> title, Language language) {
    List<String> named =
        title.stream()
            .dropWhile(Language::isFunctionWordOfAny)
            .takeWhile(word -> !Language.isFunctionWordOfAny(word) && word.length() > 1)
            .toList();
    if (!headFirst(language)) {
      named = named.reversed();
    }
    // Of "2-Pack" and the like there is nothing to find, nor of words that stood round it.
    List<String> nearest =
        named.stream()
            .dropWhile(Hashtags::hasDigit)
            .takeWhile(word -> !hasDigit(word))
            .limit(2)
            .toList();
    if (nearest.isEmpty()) {
      return List.of();
    }
    return List.of(headFirst(language) ? nearest : nearest.reversed(), List.of(nearest.getFirst()));
  }

  private static boolean hasDigit(String word) {
    return word.codePoints().anyMatch(Character::isDigit);
  }

  private static boolean headFirst(Language language) {
    return language == Language.FRENCH || language == Language.SPANISH;
  }

  private static List<String> words(String text) {
    String whole = FRACTION.matcher(ELISION.matcher(text).replaceAll(" ")).replaceAll(" ");
    return Arrays.stream(whole.split("[\\s/–—|,;:()\\[\\]]+", -1))
        .filter(word -> word.indexOf('%') < 0)
        .map(word -> NOT_ALLOWED.matcher(word).replaceAll(""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static List<String> meaningful(String text) {
    return words(text).stream().filter(word -> !Language.isFunctionWordOfAny(word)).toList();
  }

  /** Several words are joined with capitals, so that readers and screen readers tell them apart. */
  private static void add(Map<String, String> tags, List<String> words) {
    if (words.isEmpty() || (words.size() > 1 && words.stream().noneMatch(Hashtags::hasCase))) {
      return;
    }
    var joined = new ArrayList<String>();
    for (String word : words) {
      joined.add(words.size() == 1 && !Clean.isAcronym(word) ? lower(word) : capitalized(word));
    }
    String tag = String.join("", joined);
    boolean named = tag.codePoints().anyMatch(Character::isLetter);
    boolean readable = Name.length(tag) > 1 && Name.length(tag) <= LONGEST;
    if (named && readable && !SAYS_LITTLE.contains(tag)) {
      // One of "shirt" and "shirts" will do.
      tags.putIfAbsent(lower(tag).replaceFirst("(?<=\\p{L}{3})s$", ""), tag);
    }
  }

  /** "iPhone" has its capital. */
  private static String capitalized(String word) {
    boolean capital = word.codePoints().skip(1).anyMatch(Character::isUpperCase);
    return capital ? word : Clean.sentenceCase(word);
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
