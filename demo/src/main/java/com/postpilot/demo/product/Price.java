package com.postpilot.demo.product;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What the variants of a product cost. An export does not name the currency.
 *
 * @param before what the cheapest cost until now, where it is reduced
 */
public record Price(BigDecimal lowest, BigDecimal highest, @Nullable BigDecimal before) {

  /** As on a price tag: {@code 9.99}, or {@code from 9.99} where variants differ. */
  String tag() {
    return (highest.compareTo(lowest) > 0 ? "from " : "") + text(lowest);
  }

  /** The same, and what it was before if that is more. */
  String sentence() {
    var tag = tag();
    var capitalized = Character.toUpperCase(tag.charAt(0)) + tag.substring(1);
    return before != null && before.compareTo(lowest) > 0
        ? "%s instead of %s".formatted(capitalized, text(before))
        : capitalized;
  }

  private static String text(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
