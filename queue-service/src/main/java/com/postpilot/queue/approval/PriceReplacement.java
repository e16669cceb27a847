package com.postpilot.queue.approval;

import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Yesterday's prices in a text become today's, each written as the old one was. */
final class PriceReplacement {
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
        facts.options(),
        facts.highestPrice());
  }

  /** A number that is replaced. */
  private record Place(int start, int end, String now) {}

  /** Both prices at once: today's price may be the number that yesterday's former price was. */
  String in(String text) {
    var places = new ArrayList<Place>();
    find(text, before.price(), after.price(), places);
    find(text, before.compareAtPrice(), after.compareAtPrice(), places);
    places.sort(Comparator.comparingInt(Place::start));
    var replaced = new StringBuilder();
    int copied = 0;
    for (var place : places) {
      if (place.start() >= copied) {
        replaced.append(text, copied, place.start()).append(place.now());
        copied = place.end();
      }
    }
    return replaced.append(text, copied, text.length()).toString();
  }

  private static void find(
      String text, @Nullable Money old, @Nullable Money now, List<Place> places) {
    if (old == null || now == null) {
      return;
    }
    var whole = old.amount().setScale(0, RoundingMode.DOWN).toPlainString();
    var cents = cents(old.amount());
    var ways = new ArrayList<String>();
    if (!cents.isEmpty()) {
      ways.add("(?<separator>[.,])" + cents);
    }
    if (isWhole(old.amount())) { // 24 alone is a price only beside what says so
      ways.add("(?=\\s?(?:[€$£]|[A-Z]{3}\\b))");
      ways.add("(?<=[€$£]\\s?" + whole + ")");
    }
    var price =
        Pattern.compile(
            "(?<![\\d.,])" + whole + "(?:" + String.join("|", ways) + ")(?!\\d|[.,]\\d)");
    price
        .matcher(text)
        .results()
        .forEach(
            match ->
                places.add(
                    new Place(
                        match.start(),
                        match.end(),
                        amount(now, cents.isEmpty() ? null : match.group("separator")))));
  }

  private static String amount(Money money, @Nullable String separator) {
    var plain = money.amount().toPlainString();
    return separator == null && isWhole(money.amount())
        ? money.amount().setScale(0, RoundingMode.UNNECESSARY).toPlainString()
        : plain.replace(".", separator == null ? "." : separator);
  }

  private static boolean isWhole(BigDecimal amount) {
    return amount.stripTrailingZeros().scale() <= 0;
  }

  private static String cents(BigDecimal amount) {
    var plain = amount.toPlainString();
    return plain.contains(".") ? plain.substring(plain.indexOf('.') + 1) : "";
  }
}
