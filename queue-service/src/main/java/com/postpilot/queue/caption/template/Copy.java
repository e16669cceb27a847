package com.postpilot.queue.caption.template;

import com.postpilot.queue.caption.CaptionWriter;
import com.postpilot.queue.claim.FactGuard;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Bidi;
import java.text.ListFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a product, in the words of a language.
 *
 * @param words what fills the gaps of phrases
 * @param details the description's sentences, if they are of that language
 * @param restated whether the first of them says the name again
 * @param fragment whether that is all, and short
 * @param rightToLeft whether the shop writes so
 * @param banned what must not be said; without what the name itself says
 */
record Copy(
    Name name,
    boolean plural,
    Map<String, String> words,
    List<String> details,
    boolean restated,
    boolean fragment,
    boolean rightToLeft,
    List<String> banned) {
  private static final int FEW = 5;
  private static final int MOST_VALUES = 6;
  private static final int LONGEST_LINK = 500;
  private static final Pattern SAYS_SOMETHING =
      Pattern.compile(
          "(?i).*\\b(is|are|was|has|have|can(?!$)|will|you|your|we|our|us|it|its|this|these|means|keeps?"
              + "|comes?|goes|makes?|adds?|get|ist|sind|hat|haben|kann|wird|sie|du|dein|wir|ihr|est"
              + "|sont|vous|votre|nous|elle|il|son|está|tu|usted|su)\\b.*");
  private static final Set<String> COMMANDS =
      Set.of(
          "add",
          "bring",
          "enjoy",
          "keep",
          "discover",
          "meet",
          "take",
          "give",
          "try",
          "wear",
          "use",
          "perfect",
          "ideal",
          "great",
          "designed",
          "made",
          "available",
          "suitable",
          "crafted",
          "handmade",
          "introducing",
          "machine",
          "wash",
          "complete",
          "style",
          "pair",
          "treat");
  private static final Pattern SLUG = Pattern.compile("[^\\p{Lu}]*[-_][^\\p{Lu}]*");

  static Copy of(CaptionWriter.Request request, Language language) {
    ProductFacts facts = request.product();
    var name = Name.of(facts.title());
    List<String> banned =
        request.bannedClaims().stream()
            .filter(claim -> !FactGuard.says(name.text(), claim))
            .toList();
    List<String> details =
        Sentences.of(facts.description()).stream()
            .filter(sentence -> !sentence.equalsIgnoreCase(name.text() + "."))
            .filter(sentence -> !says(sentence, banned))
            .toList();
    if (!suits(language, request.language(), details, name)) {
      details = List.of();
    }
    String first = details.isEmpty() ? "" : details.getFirst();
    boolean restated = name.sharedWith(first) >= 0.6;
    boolean fragment = restated && details.size() == 1 && isFragment(first);
    boolean plural = language == Language.ENGLISH && English.isPlural(name.text());

    Map<String, String> words = new HashMap<>();
    words.put("name", name.text());
    if (language == Language.ENGLISH && name.canTakeArticle()) {
      String said = English.nameInSentence(name.text(), facts.description());
      String definite = English.definite(said);
      words.put("the", definite);
      words.put("The", Clean.sentenceCase(definite));
      words.put("a", English.indefinite(said));
    }
    if (fragment) {
      String bare = first.substring(0, first.length() - 1);
      words.put("fragment", bare);
      if (language == Language.ENGLISH) {
        words.put("thing", English.indefinite(English.inSentence(bare)));
      }
    }
    priceWords(facts, localeOf(request, language), words);
    otherWords(facts, name, localeOf(request, language), words);
    words.values().removeIf(word -> says(word, banned));
    String all = name.text() + first;
    return new Copy(
        name,
        plural,
        Map.copyOf(words),
        details,
        restated,
        fragment,
        Bidi.requiresBidi(all.toCharArray(), 0, all.length()),
        banned);
  }

  /** The same with only those sentences of the description. */
  Copy withDetails(Predicate<String> wanted) {
    List<String> kept = details.stream().filter(wanted).toList();
    boolean first = !kept.isEmpty() && kept.getFirst().equals(details.getFirst());
    Map<String, String> said = new HashMap<>(words);
    if (!first) {
      said.keySet().removeAll(Set.of("fragment", "thing"));
    }
    return new Copy(
        name,
        plural,
        Map.copyOf(said),
        kept,
        restated && first,
        fragment && first,
        rightToLeft,
        banned);
  }

  /** Whether a text has a banned claim. */
  boolean forbids(String text) {
    return says(text, banned);
  }

  private static boolean says(String text, List<String> banned) {
    return banned.stream().anyMatch(claim -> FactGuard.says(text, claim));
  }

  /** A caption has one language; what is none of ours is taken as it was asked for. */
  private static boolean suits(Language language, Locale asked, List<String> details, Name name) {
    String all = name.text() + " " + String.join(" ", details);
    if (!asked.getLanguage().equals(language.code())) {
      return true;
    }
    return language == Language.ENGLISH ? language.mayBeThatOf(all) : language.isThatOf(all);
  }

  private static Locale localeOf(CaptionWriter.Request request, Language language) {
    return request.language().getLanguage().equals(language.code())
        ? request.language()
        : Locale.of(language.code());
  }

  private static boolean isFragment(String sentence) {
    String bare = sentence.substring(0, sentence.length() - 1);
    String first = bare.split(" ", 2)[0].toLowerCase(Locale.ROOT);
    return sentence.endsWith(".")
        && bare.split(" ", -1).length <= 12
        && Name.length(bare) <= 80
        && bare.indexOf(' ') > 0
        && !bare.matches(".*[.,;:!?…()\"“”–—].*")
        && !COMMANDS.contains(first)
        && (English.startsDetermined(bare) || !Language.isFunctionWordOfAny(first))
        && !SAYS_SOMETHING.matcher(bare).matches();
  }

  private static void priceWords(ProductFacts facts, Locale locale, Map<String, String> words) {
    Money price = facts.price();
    if (price == null || price.minor() == 0 || facts.isSoldOut()) {
      return;
    }
    if (facts.highestPrice() != null) {
      words.put("from", Prices.format(price, locale));
      return;
    }
    words.put("price", Prices.format(price, locale));
    Money before = facts.compareAtPrice();
    if (before != null
        && before.currency().equals(price.currency())
        && before.minor() > price.minor()) {
      words.put("was", Prices.format(before, locale));
    }
  }

  private static void otherWords(
      ProductFacts facts, Name name, Locale locale, Map<String, String> words) {
    if (facts.stock() != null && facts.stock() > 0 && facts.stock() <= FEW) {
      words.put("stock", String.valueOf(facts.stock()));
    }
    String brand = brand(facts);
    if (brand != null
        && !name.text().toLowerCase(Locale.ROOT).contains(brand.toLowerCase(Locale.ROOT))) {
      words.put("brand", brand);
    }
    if (facts.url() != null && isLink(facts.url())) {
      words.put("url", facts.url());
    }
    facts.options().stream()
        .filter(Copy::isChoice)
        .findFirst()
        .ifPresent(
            option -> {
              List<String> values = option.values().stream().map(Clean::name).distinct().toList();
              words.put("option", Clean.sentenceCase(Clean.name(option.name())));
              words.put(
                  "values",
                  ListFormat.getInstance(locale, ListFormat.Type.OR, ListFormat.Style.FULL)
                      .format(values));
            });
  }

  private static boolean isChoice(ProductFacts.Option option) {
    List<String> values = option.values().stream().map(Clean::name).distinct().toList();
    return values.size() > 1
        && values.size() <= MOST_VALUES
        && values.stream().allMatch(value -> !value.isEmpty() && Name.length(value) <= 30)
        && !Clean.name(option.name()).isEmpty()
        && Name.length(option.name()) <= 30;
  }

  /** As a reader would know it: not a shop's technical name. */
  static @Nullable String brand(ProductFacts facts) {
    if (facts.brand() == null) {
      return null;
    }
    String brand = Clean.name(facts.brand()).replaceFirst("[\\s.,;:!?]+$", "");
    boolean named = brand.codePoints().anyMatch(Character::isLetter);
    return named && Name.length(brand) <= 40 && !SLUG.matcher(brand).matches() ? brand : null;
  }

  private static boolean isLink(String url) {
    try {
      var uri = new URI(url);
      return url.length() <= LONGEST_LINK
          && uri.getHost() != null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
