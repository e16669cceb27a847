package com.postpilot.queue.claim;

import com.postpilot.queue.claim.Claim.Meaning;
import com.postpilot.queue.claim.UnsupportedClaim.Kind;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a product's facts prove. */
final class Facts {
  /** So many left may be called the last. */
  private static final int FEW = 5;

  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final ProductFacts product;
  private final List<Meaning> proven;
  private final Set<String> said = new HashSet<>();
  private final Set<String> sizes = new HashSet<>();
  private boolean tellsRange;

  Facts(ProductFacts product, int longest) {
    this.product = product;
    var claims = Reader.readFacts(text(product, longest));
    proven = claims.stream().map(Claim::meaning).toList();
    claims.forEach(
        claim -> {
          switch (claim.meaning()) {
            case Meaning.Said(var group) -> learn(group);
            case Meaning.Size(var size) -> sizes.add(size);
            default -> {}
          }
        });
    for (var option : product.options()) {
      option.values().forEach(this::learnSize);
    }
  }

  private static String text(ProductFacts product, int longest) {
    var options =
        product.options().stream()
            .map(option -> option.name() + ": " + String.join("; ", option.values()));
    var text =
        Stream.concat(
                Stream.of(
                        product.title(), product.description(), product.brand(), product.category())
                    .filter(Objects::nonNull),
                options)
            .collect(Collectors.joining("\n"));
    return text.substring(0, Math.min(text.length(), longest));
  }

  private void learn(String group) {
    if (said.add(group)) {
      Lexicon.IMPLIED.getOrDefault(group, Set.of()).forEach(this::learn);
    }
  }

  private void learnSize(String value) {
    var size = value.strip().toLowerCase(Locale.ROOT);
    var letters = Reader.letterSize(size);
    var word = Reader.wordSize(size);
    sizes.add(letters != null ? letters : word != null ? word : size);
  }

  /** Why the facts do not prove it, or null if they do. */
  @Nullable String objection(Claim claim) {
    return switch (claim.meaning()) {
      case Meaning.Amount amount -> objection(amount);
      case Meaning.Percentage percentage -> objection(percentage);
      case Meaning.Count count -> objection(count);
      case Meaning.Left(var values) -> objectionToLeft(values);
      case Meaning.Said(var group) -> objectionToWords(claim.kind(), group);
      case Meaning.Measure(var dimension, var values) ->
          isProven(dimension, values) ? null : "The product's facts have no such measure.";
      case Meaning.Rating rating ->
          proven.contains(rating) ? null : "The product's facts have no such number.";
      case Meaning.Size(var size) ->
          sizes.contains(size) ? null : "The product's facts have no such size.";
    };
  }

  private boolean isProven(String dimension, Set<BigDecimal> values) {
    return proven.stream()
        .anyMatch(
            fact ->
                fact instanceof Meaning.Measure measure
                    && measure.dimension().equals(dimension)
                    && !Collections.disjoint(measure.values(), values));
  }

  // prices

  /** What a caption claims in all: of two prices each may be half of the truth. */
  void readAlong(Collection<Claim> claims) {
    tellsRange = tells(claims, product.price()) && tells(claims, product.highestPrice());
  }

  private static boolean tells(Collection<Claim> claims, @Nullable Money price) {
    return claims.stream()
        .anyMatch(
            claim -> claim.meaning() instanceof Meaning.Amount amount && isAny(amount, price));
  }

  private @Nullable String objection(Meaning.Amount amount) {
    boolean written =
        proven.stream()
            .anyMatch(
                fact ->
                    fact instanceof Meaning.Amount in
                        && !Collections.disjoint(in.values(), amount.values())
                        && !Collections.disjoint(in.currencies(), amount.currencies()));
    if (written) {
      return null;
    }
    var price = product.price();
    if (price == null) {
      return "The product has no price.";
    }
    if (!amount.currencies().contains(price.currency())) {
      return "The price is in another currency: " + shown(price) + ".";
    }
    var before = product.compareAtPrice();
    var highest = product.highestPrice();
    if (highest != null && !"was".equals(amount.role()) && !"save".equals(amount.role())) {
      return objection(amount, price, highest);
    }
    return switch (amount.role()) {
      case "was" -> isAny(amount, before) ? null : toldBefore(before);
      case "save" -> isSaving(amount) ? null : "The price is not lower by this amount.";
      case "under" ->
          amount.values().stream().anyMatch(limit -> price.amount().compareTo(limit) < 0)
              ? null
              : "The price is " + shown(price) + ".";
      case "now", "from" -> isAny(amount, price) ? null : "The price is " + shown(price) + ".";
      case null, default ->
          isAny(amount, price) || isAny(amount, before)
              ? null
              : "The price is " + shown(price) + ".";
    };
  }

  /** The price of one variant is not that of the product. */
  private @Nullable String objection(Meaning.Amount amount, Money lowest, Money highest) {
    boolean known = isAny(amount, lowest) || isAny(amount, highest);
    boolean holds =
        switch (amount.role()) {
          case "from" -> isAny(amount, lowest);
          case "under" ->
              amount.values().stream().anyMatch(limit -> highest.amount().compareTo(limit) < 0);
          case null, default -> known && tellsRange;
        };
    return holds
        ? null
        : "The price is from %s to %s, by the variant.".formatted(shown(lowest), shown(highest));
  }

  private static String toldBefore(@Nullable Money before) {
    return before == null
        ? "The product has no price before."
        : "The price before was " + shown(before) + ".";
  }

  private static boolean isAny(Meaning.Amount amount, @Nullable Money money) {
    return money != null && amount.values().contains(Numeral.exact(money.amount()));
  }

  private boolean isSaving(Meaning.Amount amount) {
    var saving = saving();
    return saving != null && amount.values().contains(Numeral.exact(saving));
  }

  /** What the product costs less than before. */
  private @Nullable BigDecimal saving() {
    var price = product.price();
    var before = product.compareAtPrice();
    if (price == null || before == null || !price.currency().equals(before.currency())) {
      return null;
    }
    var saving = before.amount().subtract(price.amount());
    return saving.signum() > 0 ? saving : null;
  }

  private static String shown(Money money) {
    return money.amount().toPlainString() + " " + money.currency();
  }

  // percentages

  private @Nullable String objection(Meaning.Percentage percentage) {
    boolean written =
        proven.stream()
            .anyMatch(
                fact ->
                    fact instanceof Meaning.Percentage in
                        && !Collections.disjoint(in.values(), percentage.values())
                        && Objects.equals(in.material(), percentage.material()));
    if (written) {
      return null;
    }
    if (percentage.material() != null) {
      return "The product's facts do not tell this part of " + percentage.material() + ".";
    }
    var saving = saving();
    var before = product.compareAtPrice();
    if (saving == null || before == null) {
      return "The price is not reduced, and the product's facts have no such percentage.";
    }
    var percent = saving.multiply(HUNDRED).divide(before.amount(), 6, RoundingMode.HALF_UP);
    return percentage.values().stream().anyMatch(value -> rounds(percent, value))
        ? null
        : "The price is lower by "
            + percent.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
            + " %.";
  }

  /** To the digits that are written, to the nearest or down. */
  private static boolean rounds(BigDecimal percent, BigDecimal written) {
    int digits = Math.max(0, written.scale());
    return percent.setScale(digits, RoundingMode.HALF_UP).compareTo(written) == 0
        || percent.setScale(digits, RoundingMode.DOWN).compareTo(written) == 0;
  }

  // numbers

  private @Nullable String objection(Meaning.Count count) {
    boolean written =
        proven.stream()
            .anyMatch(
                fact ->
                    fact instanceof Meaning.Count in
                        && !Collections.disjoint(in.values(), count.values()));
    boolean ofVariants =
        count.ofVariants()
            && product.options().stream()
                .map(option -> BigDecimal.valueOf(option.values().size()))
                .map(Numeral::exact)
                .anyMatch(count.values()::contains);
    boolean size = count.values().stream().map(BigDecimal::toPlainString).anyMatch(sizes::contains);
    return written || ofVariants || size || isPrice(count)
        ? null
        : "The product's facts have no such number.";
  }

  /** Now just 40; and where the sign of the product's own currency cannot be read, 40 beside it. */
  private boolean isPrice(Meaning.Count count) {
    var price = product.price();
    boolean cents = count.values().stream().anyMatch(value -> value.scale() > 0);
    if (price == null || (count.role() == null && !cents && Currencies.areRead(price.currency()))) {
      return false;
    }
    var currencies = Set.of(price.currency());
    return objection(new Meaning.Amount(count.values(), currencies, count.role())) == null;
  }

  // words

  private @Nullable String objectionToLeft(Set<BigDecimal> values) {
    var stock = product.stock();
    if (stock == null) {
      return "The shop does not tell how many are left.";
    }
    return values.contains(Numeral.exact(BigDecimal.valueOf(stock)))
        ? null
        : "The shop has " + stock + " left.";
  }

  private @Nullable String objectionToWords(Kind kind, String group) {
    if (said.contains(group) || isShownByPriceOrStock(group)) {
      return null;
    }
    return switch (kind) {
      case MATERIAL -> "The product's facts do not name " + group + ".";
      case SUPERLATIVE -> "The shop's own description does not say so.";
      case SCARCITY -> objectionToScarcity();
      case OFFER ->
          group.equals("reduced") || group.endsWith("half price")
              ? "The price before, if there is one, does not say so."
              : "The shop's own description does not offer it.";
      case NUMBER, PRICE, PERCENTAGE, SIZE, BANNED -> "The product's facts do not say so.";
    };
  }

  private String objectionToScarcity() {
    return product.stock() == null
        ? "The shop does not tell how many are left."
        : "The shop has " + product.stock() + " left.";
  }

  private boolean isShownByPriceOrStock(String group) {
    var stock = product.stock();
    return switch (group) {
      case "reduced" -> saving() != null;
      case "half price" -> isReducedBy(50);
      case "nearly half price" -> isReducedBy(45);
      case "few left", "limited" -> stock != null && stock > 0 && stock <= FEW;
      case "in stock" -> stock != null && stock > 0;
      case "sold out" -> product.isSoldOut();
      default -> false;
    };
  }

  private boolean isReducedBy(int percent) {
    var saving = saving();
    var before = product.compareAtPrice();
    return saving != null
        && before != null
        && saving.multiply(HUNDRED).compareTo(before.amount().multiply(BigDecimal.valueOf(percent)))
            >= 0;
  }
}
