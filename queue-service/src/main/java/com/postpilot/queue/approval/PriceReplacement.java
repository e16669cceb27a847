package com.postpilot.queue.approval;

import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Yesterday's price in a text becomes today's, written as the old one was. */
final class PriceReplacement {
  private final ProductFacts before;
  private final ProductFacts after;

  PriceReplacement(ProductFacts before, ProductFacts after) {
    this.before = before;
    this.after = after;
  }

  String in(String text) {
    var reduced = replaced(text, before.price(), after.price());
    return replaced(reduced, before.compareAtPrice(), after.compareAtPrice());
  }

  private static String replaced(String text, @Nullable Money old, @Nullable Money now) {
    if (old == null || now == null || old.equals(now)) {
      return text;
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
    return price
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    amount(now, cents.isEmpty() ? null : match.group("separator"))));
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
