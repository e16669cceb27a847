package com.postpilot.demo.product;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a shop sells, as PostPilot shows it.
 *
 * @param price of its cheapest variant
 * @param highestPrice of its dearest; null if all cost the same
 * @param images addresses of its pictures, the main one first
 */
public record Product(
    UUID id,
    String title,
    @Nullable String brand,
    @Nullable Price price,
    @Nullable Price highestPrice,
    List<String> images) {

  public Product {
    images = List.copyOf(images);
  }

  /** Null if it has no price. */
  @Nullable String priceTag() {
    if (price == null) {
      return null;
    }
    return highestPrice == null ? price.tag() : "from " + price.tag();
  }

  /**
   * @param amount with the digits of the currency
   * @param currency as ISO 4217 names it
   */
  public record Price(BigDecimal amount, String currency) {

    /** As on a price tag: {@code €9.90}. */
    String tag() {
      var format = NumberFormat.getCurrencyInstance(Locale.US);
      format.setCurrency(Currency.getInstance(currency));
      format.setMinimumFractionDigits(amount.scale());
      format.setMaximumFractionDigits(amount.scale());
      return format.format(amount);
    }
  }
}
