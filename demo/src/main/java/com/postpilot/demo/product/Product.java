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
 * @param images addresses of its pictures, the main one first
 */
public record Product(
    UUID id, String title, @Nullable String brand, @Nullable Price price, List<String> images) {

  public Product {
    images = List.copyOf(images);
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
