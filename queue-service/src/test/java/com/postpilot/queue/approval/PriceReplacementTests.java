package com.postpilot.queue.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceReplacementTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "24.90 | 19.90 | Now $24.90!           | Now $19.90!",
        "24.90 | 19.90 | Nur 24,90 €.          | Nur 19,90 €.",
        "24.90 | 20.00 | Nur 24,90 €           | Nur 20,00 €",
        "25.00 | 30.00 | Only $25, or €25.00   | Only $30, or €30.00",
        "25.00 | 29.50 | Only 25 EUR           | Only 29.50 EUR",
        "25.00 | 30.00 | 25 mugs for 25 €      | 25 mugs for 30 €",
        "24.90 | 19.90 | 124.90 and 24.905     | 124.90 and 24.905",
        "24.90 | 19.90 | It holds 24 ounces    | It holds 24 ounces",
      })
  void theOldPriceBecomesTheNewOneAsItWasWritten(
      String before, String after, String text, String expected) {
    assertThat(new PriceReplacement(facts(before), facts(after)).in(text)).isEqualTo(expected);
  }

  @Test
  void bothPricesAreReplacedAtOnceAlsoIfOneBecomesWhatTheOtherWas() {
    var raised = new PriceReplacement(facts("24.90", "29.90", 5), facts("29.90", "34.90", 5));
    assertThat(raised.in("Was 29.90, is 24.90.")).isEqualTo("Was 34.90, is 29.90.");

    var lowered = new PriceReplacement(facts("24.90", "29.90", 5), facts("19.90", "24.90", 5));
    assertThat(lowered.in("Was 29.90, is 24.90.")).isEqualTo("Was 24.90, is 19.90.");
  }

  @Test
  void onlyPricesThatSayTheSameInOtherNumbersAreAllThatIsNew() {
    var plain = facts("24.90", null, 5);
    var reduced = facts("24.90", "29.90", 5);

    assertThat(isAll(plain, facts("19.90", null, 4))).isTrue();
    assertThat(isAll(plain, facts("19.90", null, null))).isTrue();
    assertThat(isAll(reduced, facts("19.90", "29.90", 5))).isTrue();
    assertThat(isAll(plain, facts("19.90", null, 0))).as("sold out").isFalse();
    assertThat(isAll(facts("24.90", null, 0), plain)).as("no longer sold out").isFalse();
    assertThat(isAll(plain, facts("19.90", "24.90", 5))).as("a sale begins").isFalse();
    assertThat(isAll(reduced, facts("29.90", null, 5))).as("a sale ends").isFalse();
    assertThat(isAll(reduced, facts("29.90", "29.90", 5))).as("no reduction").isFalse();
    assertThat(isAll(facts(null, null, 5), plain)).as("a first price").isFalse();
    assertThat(isAll(plain, facts(null, null, 5))).as("no price").isFalse();
    assertThat(isAll(plain, facts("Mug", Money.of(new BigDecimal("24.90"), "USD"), null, 5)))
        .as("another currency")
        .isFalse();
    assertThat(isAll(plain, facts("Cup", euros("19.90"), null, 5))).as("another name").isFalse();
  }

  private static boolean isAll(ProductFacts before, ProductFacts after) {
    return new PriceReplacement(before, after).isAll();
  }

  private static ProductFacts facts(String price) {
    return facts(price, null, null);
  }

  private static ProductFacts facts(String price, String former, Integer stock) {
    return facts("Mug", euros(price), euros(former), stock);
  }

  private static Money euros(String amount) {
    return amount == null ? null : Money.of(new BigDecimal(amount), "EUR");
  }

  private static ProductFacts facts(String title, Money price, Money former, Integer stock) {
    return new ProductFacts(
        null, title, "", price, former, List.of(), null, null, null, stock, List.of());
  }
}
