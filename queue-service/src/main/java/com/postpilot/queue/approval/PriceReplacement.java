package com.postpilot.queue.approval;

import com.postpilot.queue.claim.FactGuard;
import com.postpilot.queue.claim.WrittenPrice;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Yesterday's prices in a text become today's, each written as the old one was. */
final class PriceReplacement {
  private static final Pattern NUMERAL =
      Pattern.compile("[0-9](?:[0-9.,'’ \\u00A0\\u202F]*[0-9])?(?:[.,][-–—])?");

  private final ProductFacts before;
  private final ProductFacts after;

  PriceReplacement(ProductFacts before, ProductFacts after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Whether the product is the same but for its prices, and these say the same as before in other
   * numbers: one in the same currency, and a reduction only where there was one. What is in stock
   * does not matter as long as something is, and was.
   */
  boolean isAll() {
    return !before.isSoldOut()
        && !after.isSoldOut()
        && withoutPrices(before).equals(withoutPrices(after))
        && before.price() != null
        && sameTerms(before.price(), after.price())
        && sameTerms(before.compareAtPrice(), after.compareAtPrice())
        && sameTerms(before.highestPrice(), after.highestPrice())
        && isReduced(before) == isReduced(after);
  }

  private static boolean sameTerms(@Nullable Money old, @Nullable Money now) {
    return old == null ? now == null : now != null && old.currency().equals(now.currency());
  }

  private static boolean isReduced(ProductFacts facts) {
    var price = facts.price();
    var former = facts.compareAtPrice();
    return price != null && former != null && price.amount().compareTo(former.amount()) < 0;
  }

  private static ProductFacts withoutPrices(ProductFacts facts) {
    return new ProductFacts(
        facts.externalId(),
        facts.title(),
        facts.description(),
        null,
        null,
        facts.images(),
        facts.url(),
        facts.brand(),
        facts.category(),
        null,
        facts.options());
  }

  /** Both prices at once: today's price may be the number that yesterday's former price was. */
  String in(String text, Locale language) {
    var replaced = new StringBuilder();
    int copied = 0;
    var numeral = NUMERAL.matcher(text);
    for (var price : FactGuard.pricesIn(before, text, language)) {
      if (numeral.region(price.start(), price.end()).find()) {
        var now = now(price, numeral.group(), language);
        if (now.isPresent()) {
          replaced.append(text, copied, numeral.start()).append(now.get());
          copied = numeral.end();
        }
      }
    }
    return replaced.append(text, copied, text.length()).toString();
  }

  /** Empty if it is none of the product's prices, or not to be read with certainty. */
  private Optional<String> now(WrittenPrice price, String numeral, Locale language) {
    return changes(price.role())
        .filter(change -> price.mayBe(change.old()))
        .findFirst()
        .flatMap(
            change ->
                WrittenAmount.of(numeral, change.old().amount(), language)
                    // 24 alone is a price only beside what says so
                    .filter(written -> written.hasCents() || !price.currencies().isEmpty())
                    .map(written -> written.with(change.now().amount())));
  }

  /** One of the product's prices, in one currency. */
  private record PriceChange(Money old, Money now) {}

  /** Those that a price in this role may be: 5 € less, or under 30 €, is none of them. */
  private Stream<PriceChange> changes(@Nullable String role) {
    var price = change(before.price(), after.price());
    var highest = change(before.highestPrice(), after.highestPrice());
    var former = change(before.compareAtPrice(), after.compareAtPrice());
    return switch (role) {
      case "save", "under" -> Stream.of();
      case "was" -> former;
      case "from" -> price;
      case "now" -> Stream.concat(price, highest);
      case null, default -> Stream.of(price, highest, former).flatMap(one -> one);
    };
  }

  private static Stream<PriceChange> change(@Nullable Money old, @Nullable Money now) {
    return old != null && now != null && old.currency().equals(now.currency())
        ? Stream.of(new PriceChange(old, now))
        : Stream.of();
  }
}
