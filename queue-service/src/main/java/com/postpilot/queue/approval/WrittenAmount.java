package com.postpilot.queue.approval;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How somebody wrote an amount, so that another one is written alike.
 *
 * @param group what parts its thousands; empty if nothing does
 * @param decimal what stands before its cents, or would
 * @param dash the {@code ,-} that stands for no cents; empty if it does not
 */
record WrittenAmount(String group, String decimal, boolean hasCents, String dash) {
  private static final Pattern DASH = Pattern.compile("[.,][-–—]$");
  private static final Pattern THOUSANDS = Pattern.compile("(?<=[0-9])(?=(?:[0-9]{3})+$)");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /**
   * @param amount what it says, with as many decimals as its currency has
   * @param language by whose custom it is continued where the numeral shows none
   * @return empty if it does not say this amount, with all of its cents or, if it is whole, with
   *     none
   */
  static Optional<WrittenAmount> of(String numeral, BigDecimal amount, Locale language) {
    var ending = DASH.matcher(numeral);
    var dash = ending.find() ? ending.group() : "";
    var digits = numeral.substring(0, numeral.length() - dash.length());
    if (says(digits, amount)) {
      var group = group(digits, amount, language);
      var decimal = dash.isEmpty() ? decimalOf(language) : dash.substring(0, 1);
      return Optional.of(new WrittenAmount(group, apart(decimal, group), false, dash));
    }
    int point = digits.length() - amount.scale() - 1;
    if (amount.scale() == 0 || point < 1 || !dash.isEmpty() || !says(digits, unscaled(amount))) {
      return Optional.empty();
    }
    var decimal = digits.substring(point, point + 1);
    if (!decimal.equals(".") && !decimal.equals(",")) {
      return Optional.empty();
    }
    var group = group(digits.substring(0, point), amount, language);
    return Optional.of(new WrittenAmount(group.equals(decimal) ? "" : group, decimal, true, dash));
  }

  String with(BigDecimal amount) {
    var plain = amount.toPlainString();
    int whole = plain.length() - (amount.scale() == 0 ? 0 : amount.scale() + 1);
    var grouped = THOUSANDS.matcher(plain.substring(0, whole)).replaceAll(group);
    if (amount.scale() > 0 && (hasCents || amount.stripTrailingZeros().scale() > 0)) {
      return grouped + decimal + plain.substring(whole + 1);
    }
    return grouped + dash;
  }

  private static boolean says(String digits, BigDecimal amount) {
    return new BigDecimal(digits.replaceAll("[^0-9]", "")).compareTo(amount) == 0;
  }

  private static BigDecimal unscaled(BigDecimal amount) {
    return new BigDecimal(amount.unscaledValue());
  }

  /** What parts the thousands of these digits; of fewer, what the language would. */
  private static String group(String digits, BigDecimal amount, Locale language) {
    if (amount.compareTo(THOUSAND) < 0) {
      return groupOf(language);
    }
    var signs = digits.replaceAll("[0-9]", "");
    return signs.isEmpty() ? "" : signs.substring(0, 1);
  }

  private static String groupOf(Locale language) {
    char group = DecimalFormatSymbols.getInstance(language).getMonetaryGroupingSeparator();
    return switch (group) {
      case '.', ',', '\'', '’', ' ', '\u00A0' -> String.valueOf(group);
      case '\u202F' -> "\u00A0"; // some fonts lack the narrow space
      default -> "";
    };
  }

  private static String decimalOf(Locale language) {
    char decimal = DecimalFormatSymbols.getInstance(language).getMonetaryDecimalSeparator();
    return decimal == ',' ? "," : ".";
  }

  /** No numeral has the same sign for both. */
  private static String apart(String decimal, String group) {
    return !decimal.equals(group) ? decimal : decimal.equals(".") ? "," : ".";
  }
}
