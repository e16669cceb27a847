package com.postpilot.queue.caption.template;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What English needs to know of a name to put it into a sentence. */
final class English {
  private static final Set<String> BEHIND_THE_HEAD =
      Set.of(
          "with", "without", "for", "in", "of", "from", "by", "to", "on", "at", "and", "or", "&",
          "-", "–", "+", "x");
  private static final Set<String> DETERMINERS =
      Set.of("the", "my", "our", "your", "his", "her", "a", "an", "this", "these", "no", "all");
  private static final Set<String> NOT_PLURAL =
      Set.of(
          "canvas",
          "lens",
          "gas",
          "iris",
          "bonus",
          "atlas",
          "christmas",
          "tennis",
          "chess",
          "bus",
          "cactus",
          "citrus",
          "hibiscus",
          "chaos",
          "cosmos",
          "asparagus",
          "bias",
          "mattress");
  private static final Set<String> IRREGULAR_PLURALS =
      Set.of("feet", "teeth", "mice", "geese", "people", "men", "women", "children", "dice");
  private static final Set<String> UNCOUNTED =
      Set.of(
          "oil",
          "tea",
          "coffee",
          "soap",
          "jewelry",
          "jewellery",
          "furniture",
          "bedding",
          "honey",
          "wine",
          "shampoo",
          "conditioner",
          "clothing",
          "decor",
          "artwork",
          "wear",
          "equipment",
          "lingerie",
          "footwear",
          "knitwear",
          "swimwear",
          "underwear",
          "outerwear",
          "chocolate",
          "salt",
          "sugar",
          "flour",
          "rice",
          "pasta",
          "butter",
          "cream",
          "powder",
          "glue",
          "tape",
          "fabric",
          "yarn",
          "wool",
          "leather",
          "paper",
          "wallpaper",
          "foundation",
          "mascara",
          "makeup",
          "perfume",
          "flooring",
          "fencing",
          "lighting",
          "cutlery",
          "crockery",
          "glassware",
          "luggage",
          "stationery",
          "granola",
          "muesli",
          "matcha",
          "beer",
          "gin",
          "juice",
          "water",
          "milk",
          "cheese",
          "bread",
          "sauce",
          "jam",
          "vinegar",
          "wax",
          "paint",
          "soil",
          "compost");
  private static final Set<String> KEEPS_ITS_CAPITAL =
      Set.of(
          "african",
          "american",
          "arabic",
          "asian",
          "australian",
          "austrian",
          "belgian",
          "british",
          "chinese",
          "christmas",
          "danish",
          "dutch",
          "easter",
          "egyptian",
          "english",
          "european",
          "french",
          "german",
          "greek",
          "halloween",
          "indian",
          "irish",
          "italian",
          "japanese",
          "korean",
          "mexican",
          "moroccan",
          "nordic",
          "norwegian",
          "persian",
          "polish",
          "portuguese",
          "russian",
          "scandinavian",
          "scottish",
          "spanish",
          "swedish",
          "swiss",
          "thai",
          "turkish",
          "victorian",
          "welsh");
  private static final Set<String> NEVER_A_NAME =
      Set.of(
          "black",
          "white",
          "red",
          "blue",
          "green",
          "yellow",
          "pink",
          "purple",
          "brown",
          "grey",
          "gray",
          "beige",
          "orange",
          "golden",
          "silver",
          "wooden",
          "cotton",
          "linen",
          "leather",
          "woollen",
          "wool",
          "silk",
          "knitted",
          "ceramic",
          "glass",
          "metal",
          "steel",
          "bamboo",
          "plastic",
          "handmade",
          "vintage",
          "antique",
          "small",
          "large",
          "big",
          "mini",
          "long",
          "short",
          "round",
          "square",
          "soft",
          "warm",
          "scented",
          "vanilla",
          "lavender",
          "striped",
          "floral",
          "printed",
          "waterproof",
          "biodegradable",
          "organic",
          "reusable",
          "portable",
          "folding",
          "adjustable",
          "outdoor",
          "indoor",
          "garden",
          "kitchen",
          "baby",
          "kids");
  private static final Pattern SAID_WITH_YOU =
      Pattern.compile("(?i)(uni(?!n|m)|us[aeu]|ut[ei]|eu|one\\b|once\\b|ewe|u-).*");
  private static final Pattern SILENT_H = Pattern.compile("(?i)(hour|honest|honou?r|heir).*");
  private static final Pattern SAID_AS_VOWEL = Pattern.compile("(8|11(?!\\d)|18(?!\\d)).*");

  private English() {}

  /** With "the", unless it begins with a word of that kind. */
  static String definite(String name) {
    return startsDetermined(name) ? name : "the " + name;
  }

  /** With "a" or "an", where it is one that is counted. */
  static String indefinite(String name) {
    if (startsDetermined(name) || isPlural(name) || UNCOUNTED.contains(head(name))) {
      return name;
    }
    return (soundsLikeVowel(name) ? "an " : "a ") + name;
  }

  /** Sentences begin with a capital that names keep and other words do not. */
  static String inSentence(String sentence) {
    String first = first(sentence);
    boolean kept =
        KEEPS_ITS_CAPITAL.contains(first.toLowerCase(Locale.ROOT))
            || first.codePoints().skip(1).anyMatch(Character::isUpperCase);
    return kept ? sentence : uncapitalized(sentence);
  }

  /** A title with one capital loses it if its first word is certainly an ordinary one. */
  static String nameInSentence(String name, String description) {
    String first = first(name);
    String ordinary = first.toLowerCase(Locale.ROOT);
    boolean oneCapital = name.codePoints().filter(Character::isUpperCase).count() == 1;
    boolean certain =
        NEVER_A_NAME.contains(ordinary) || (" " + description + " ").contains(" " + ordinary + " ");
    return name.length() > first.length() && oneCapital && certain ? uncapitalized(name) : name;
  }

  private static String uncapitalized(String text) {
    String first = first(text);
    return first.toLowerCase(Locale.ROOT) + text.substring(first.length());
  }

  private static String first(String text) {
    return text.split(" ", 2)[0];
  }

  static boolean isPlural(String name) {
    String head = head(name);
    return IRREGULAR_PLURALS.contains(head)
        || (head.length() > 3
            && head.endsWith("s")
            && !head.endsWith("ss")
            && !head.endsWith("us")
            && !head.endsWith("is")
            && !NOT_PLURAL.contains(head));
  }

  static boolean startsDetermined(String name) {
    String first = first(name).toLowerCase(Locale.ROOT);
    return DETERMINERS.contains(first) || first.endsWith("'s") || first.endsWith("’s");
  }

  /** "pots" of "Clay Pots for Plants". */
  private static String head(String name) {
    String head = "";
    for (String word : name.toLowerCase(Locale.ROOT).split(" ", -1)) {
      if (BEHIND_THE_HEAD.contains(word) && !head.isEmpty()) {
        break;
      }
      String letters = word.replaceAll("[^\\p{L}]", "");
      if (letters.length() > 1 && word.codePoints().noneMatch(Character::isDigit)) {
        head = letters;
      }
    }
    return head;
  }

  private static boolean soundsLikeVowel(String name) {
    String word = first(name.replaceAll("^[^\\p{L}\\p{N}]+", ""));
    if (word.isEmpty()) {
      return false;
    }
    if (Character.isDigit(word.codePointAt(0))) {
      return SAID_AS_VOWEL.matcher(word).matches();
    }
    if (word.length() <= 4 && word.equals(word.toUpperCase(Locale.ROOT)) && isSpelt(word)) {
      return "AEFHILMNORSX".indexOf(word.charAt(0)) >= 0;
    }
    if (SILENT_H.matcher(word).matches()) {
      return true;
    }
    return "aeiouáéíóúàèäöü".indexOf(Character.toLowerCase(word.charAt(0))) >= 0
        && !SAID_WITH_YOU.matcher(word).matches();
  }

  private static boolean isSpelt(String word) {
    return word.length() < 2 || Clean.isAcronym(word) || !word.matches(".*[AEIOU].*");
  }
}
