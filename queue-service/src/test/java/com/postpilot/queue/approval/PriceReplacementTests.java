package com.postpilot.queue.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.math.BigDecimal;
import java.util.List;
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

  private static ProductFacts facts(String price) {
    return new ProductFacts(
        null,
        "Mug",
        "",
        Money.of(new BigDecimal(price), "EUR"),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        List.of());
  }
}
