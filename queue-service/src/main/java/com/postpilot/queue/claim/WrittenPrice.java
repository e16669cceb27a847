package com.postpilot.queue.claim;

import com.postpilot.queue.product.Money;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a text names a price, or has a number that may be one.
 *
 * @param start where it begins, with its currency if that stands before it, in UTF-16 units
 * @param end the unit after its last
 * @param values all that the numeral may mean
 * @param currencies that its sign may stand for; empty if it has none beside it
 * @param role what the words before or behind it make of it: {@code was}, {@code now}, {@code
 *     from}, {@code under} or {@code save}
 */
public record WrittenPrice(
    int start, int end, Set<BigDecimal> values, Set<String> currencies, @Nullable String role) {

  public boolean mayBe(Money money) {
    return values.contains(Numeral.exact(money.amount()))
        && (currencies.isEmpty() || currencies.contains(money.currency()));
  }
}
