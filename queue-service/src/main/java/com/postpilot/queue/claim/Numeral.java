package com.postpilot.queue.claim;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a numeral may mean: 1.299 is one thousand and more in German, a little over one in English.
 */
final class Numeral {
  private static final int MOST_DIGITS = 15;
  private static final Pattern SEPARATORS = Pattern.compile("[^0-9]");

  private Numeral() {}

  /** Empty if it is no number, such as a date or a version. */
  static Set<BigDecimal> values(String numeral) {
    var text = numeral.endsWith("-") ? numeral.substring(0, numeral.length() - 2) : numeral;
    var values = new LinkedHashSet<BigDecimal>();
    if (text.length() > 2 * MOST_DIGITS) {
      return values;
    }
    var groups = SEPARATORS.split(text, -1);
    var separators = text.replaceAll("[0-9]", "");
    if (separators.isEmpty()) {
      add(values, text);
      return values;
    }
    char last = separators.charAt(separators.length() - 1);
    boolean grouped = isGrouped(groups, groups.length);
    boolean alike = separators.chars().allMatch(c -> c == last);
    if (alike && grouped) {
      add(values, String.join("", groups));
    }
    boolean single = separators.length() == 1;
    boolean others =
        separators.chars().limit(separators.length() - 1).allMatch(c -> c == separators.charAt(0));
    if ((last == '.' || last == ',')
        && (single
            || (others && separators.charAt(0) != last && isGrouped(groups, groups.length - 1)))) {
      var whole = String.join("", Arrays.copyOf(groups, groups.length - 1));
      add(values, whole + "." + groups[groups.length - 1]);
    }
    return values;
  }

  private static boolean isGrouped(String[] groups, int count) {
    if (groups[0].length() > 3 || groups[0].equals("0")) {
      return false;
    }
    for (int i = 1; i < count; i++) {
      if (groups[i].length() != 3) {
        return false;
      }
    }
    return true;
  }

  private static void add(Set<BigDecimal> values, String digits) {
    if (digits.length() <= MOST_DIGITS) {
      values.add(exact(new BigDecimal(digits)));
    }
  }

  /** Equal to any other of the same value. */
  static BigDecimal exact(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }
}
