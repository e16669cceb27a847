package com.postpilot.queue.claim;

import com.postpilot.queue.claim.Claim.Meaning;
import com.postpilot.queue.claim.UnsupportedClaim.Kind;
import com.postpilot.queue.product.ProductFacts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds what a caption claims without its product's facts saying it. Knows the words of English,
 * German, French and Spanish; always answers the same for the same question, in time that grows
 * with the length of the text.
 */
@Component
public class FactGuard {
  /** No platform takes a longer caption. */
  private static final int LONGEST = 100_000;

  /**
   * @param text the caption as it is posted, with its hashtags
   * @param language of the caption
   * @param bannedClaims words that the workspace never says; case and accents do not matter
   * @return in order, none overlaps another
   * @throws IllegalArgumentException if the text is longer than any platform takes
   */
  public List<UnsupportedClaim> check(
      ProductFacts product, String text, Locale language, Collection<String> bannedClaims) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a caption of " + text.length() + " characters");
    }
    var unsupported = new ArrayList<UnsupportedClaim>();
    var covered = new BitSet(text.length());
    for (var phrase : bannedClaims) {
      for (var span : Reader.find(text, phrase)) {
        mark(
            unsupported,
            covered,
            text,
            span[0],
            span[1],
            Kind.BANNED,
            "This workspace never says “" + phrase + "”.");
      }
    }
    var facts = new Facts(product, LONGEST);
    var quoted = quoted(text, product.title());
    var claims = Reader.read(text, language);
    facts.readAlong(claims);
    for (var claim : claims) {
      boolean inTitle = quoted.nextClearBit(claim.start()) >= claim.end();
      var objection = inTitle ? null : facts.objection(claim);
      if (objection != null) {
        mark(unsupported, covered, text, claim.start(), claim.end(), claim.kind(), objection);
      }
    }
    unsupported.sort(Comparator.comparingInt(UnsupportedClaim::start));
    return List.copyOf(unsupported);
  }

  /**
   * The prices in a caption, and the bare numbers that may be some, as {@link #check} reads them;
   * but for those within the product's name.
   *
   * @return in order
   */
  public static List<WrittenPrice> pricesIn(ProductFacts product, String text, Locale language) {
    var quoted = quoted(text, product.title());
    return Reader.read(text, language).stream()
        .filter(claim -> quoted.nextClearBit(claim.start()) < claim.end())
        .flatMap(FactGuard::price)
        .sorted(Comparator.comparingInt(WrittenPrice::start))
        .toList();
  }

  private static Stream<WrittenPrice> price(Claim claim) {
    return switch (claim.meaning()) {
      case Meaning.Amount(var values, var currencies, var role) ->
          Stream.of(new WrittenPrice(claim.start(), claim.end(), values, currencies, role));
      case Meaning.Count(var values, var role, var ofVariants) when !ofVariants ->
          Stream.of(new WrittenPrice(claim.start(), claim.end(), values, Set.of(), role));
      default -> Stream.of();
    };
  }

  /** Whether a text has this phrase, as words or as a hashtag; case and accents do not matter. */
  public static boolean says(String text, String phrase) {
    return !Reader.find(text, phrase).isEmpty();
  }

  /**
   * Where the text has the whole title: "Camisa 50% algodón" stays true in a language in which
   * nobody knows what the half is of. One word alone may mean something else where it stands.
   */
  private static BitSet quoted(String text, String title) {
    var quoted = new BitSet(text.length());
    var name = title.strip();
    if (name.indexOf(' ') > 0) {
      Pattern.compile(
              "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
              Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
          .matcher(text)
          .results()
          .forEach(found -> quoted.set(found.start(), found.end()));
    }
    return quoted;
  }

  private static void mark(
      List<UnsupportedClaim> unsupported,
      BitSet covered,
      String text,
      int start,
      int end,
      Kind kind,
      String reason) {
    if (start < end && covered.get(start, end).isEmpty()) {
      covered.set(start, end);
      unsupported.add(new UnsupportedClaim(start, end, text.substring(start, end), kind, reason));
    }
  }
}
