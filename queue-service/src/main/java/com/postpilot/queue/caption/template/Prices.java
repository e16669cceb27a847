package com.postpilot.queue.caption.template;

import com.postpilot.queue.product.Money;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/** Prices as people of a language write them. */
final class Prices {
  private static final Pattern CODE_BEFORE_DIGITS = Pattern.compile("(?<=\\p{L})(?=\\d)");

  private Prices() {}

  /** Without the minor unit where it is nought: {@code $50}, {@code 59,99 €}, {@code ¥3,900}. */
  static String format(Money price, Locale locale) {
    var currency = Currency.getInstance(price.currency());
    boolean whole = price.amount().stripTrailingZeros().scale() <= 0;
    int digits = whole ? 0 : currency.getDefaultFractionDigits();
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(currency);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    // Some fonts lack the narrow space, and some codes stand right before the digits.
    return CODE_BEFORE_DIGITS
        .matcher(format.format(price.amount()).replace('\u202F', '\u00A0'))
        .replaceAll("\u00A0");
  }
}
