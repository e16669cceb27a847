package com.postpilot.queue.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.Platform;
import com.postpilot.queue.caption.CaptionWriter;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.caption.template.TemplateWriter;
import com.postpilot.queue.claim.FactGuard;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceReplacementTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "24.90   | 19.90   | USD | en    | Now $24.90!                 | Now $19.90!",
        "24.90   | 19.90   | USD | en    | Now 24.90!                  | Now 19.90!",
        "24.90   | 19.90   | EUR | de    | Nur 24,90 €.                | Nur 19,90 €.",
        "24.90   | 20.00   | EUR | de    | Nur 24,90~€                 | Nur 20,00~€",
        "25.00   | 30.00   | USD | en    | Only $25, or US$25.00       | Only $30, or US$30.00",
        "25.00   | 29.50   | EUR | en    | Only 25 EUR                 | Only 29.50 EUR",
        "25.00   | 30.00   | EUR | en    | 25 mugs for 25 €            | 25 mugs for 30 €",
        "24.00   | 26.00   | EUR | en    | 24 LED at 24 EUR            | 24 LED at 26 EUR",
        "24.00   | 26.00   | EUR | en    | Now 24 lamps                | Now 24 lamps",
        "24.90   | 19.90   | EUR | en    | 124.90 and 24.905           | 124.90 and 24.905",
        "24.90   | 19.90   | EUR | en    | It holds 24 ounces          | It holds 24 ounces",
        "24.00   | 26.00   | EUR | de    | 24~€                        | 26~€",
        "24.00   | 24.50   | EUR | de    | 24 € oder 24~€              | 24,50 € oder 24,50~€",
        "24.50   | 24.00   | EUR | de    | 24,50~€                     | 24,00~€",
        "24.00   | 26.00   | EUR | de    | 24,- € und 24,– €           | 26,- € und 26,– €",
        "24.00   | 24.50   | EUR | de    | 24,- €                      | 24,50 €",
        "1299.00 | 1399.00 | USD | en    | $1,299 or 1299 dollars      | $1,399 or 1399 dollars",
        "1299.00 | 1399.50 | USD | en    | $1,299                      | $1,399.50",
        "1299.00 | 999.00  | USD | en    | $1,299.00                   | $999.00",
        "1299.00 | 1399.50 | EUR | de    | 1.299~€ für alle            | 1.399,50~€ für alle",
        "1299.00 | 1399.00 | EUR | fr    | 1~299~€                     | 1~399~€",
        "1299.00 | 1399.50 | EUR | es    | 1.299~€ o 1299~€            | 1.399,50~€ o 1399,50~€",
        "999.00  | 1299.00 | EUR | de    | 999~€                       | 1.299~€",
        "999.90  | 1299.90 | EUR | de    | 999.90 €                    | 1299.90 €",
        "1299.00 | 1399.50 | EUR | en    | 1.299 €                     | 1.399,50 €",
        "999.00  | 1299.50 | CHF | de-CH | CHF~999                     | CHF~1’299.50",
        "3900    | 4100    | JPY | en    | ¥3,900                      | ¥4,100",
        "24.00   | 26.00   | EUR | en    | Save 24 EUR, under 24 EUR   | Save 24 EUR, under 24 EUR",
        "24.00   | 26.00   | EUR | en    | $24                         | $24",
      })
  void theOldPriceBecomesTheNewOneAsItWasWritten(
      String before, String after, String currency, String language, String text, String expected) {
    var replacement = new PriceReplacement(facts(before, currency), facts(after, currency));

    assertThat(replacement.in(text.replace('~', '\u00A0'), Locale.forLanguageTag(language)))
        .isEqualTo(expected.replace('~', '\u00A0'));
  }

  @Test
  void aNumberInTheNameIsNoPrice() {
    var replacement =
        new PriceReplacement(
            facts("The 24 EUR lamp", euros("24.00"), null, null),
            facts("The 24 EUR lamp", euros("26.00"), null, null));

    assertThat(replacement.in("The 24 EUR lamp, for 24 EUR.", Locale.ENGLISH))
        .isEqualTo("The 24 EUR lamp, for 26 EUR.");
  }

  @Test
  void bothEndsOfARangeAreReplaced() {
    var replacement = new PriceReplacement(variants("24.00", "29.00"), variants("26.00", "31.50"));

    assertThat(replacement.in("From 24 EUR to 29 EUR. 24 - 29 €.", Locale.ENGLISH))
        .isEqualTo("From 26 EUR to 31.50 EUR. 26 - 31.50 €.");
    assertThat(replacement.isAll()).isTrue();
  }

  @Property(tries = 1500)
  void whatTheTemplateWriterWroteIsTrueOfTheNewPrice(
      @ForAll("prices") long before,
      @ForAll("prices") long after,
      @ForAll @IntRange(max = 2) int kind,
      @ForAll("currencies") String currency,
      @ForAll("languages") Locale language,
      @ForAll Tone tone,
      @ForAll long seed) {
    var old = lamp(new Money(before, currency), kind);
    var now = lamp(new Money(after, currency), kind);
    var replacement = new PriceReplacement(old, now);
    var request =
        new CaptionWriter.Request(
            old, EnumSet.allOf(Platform.class), tone, language, null, List.of(), seed);

    var written = (CaptionWriter.Written.Captions) new TemplateWriter().write(request);

    assertThat(replacement.isAll()).isTrue();
    written
        .byPlatform()
        .values()
        .forEach(
            caption -> {
              var text = replacement.in(caption.text(), language);
              assertThat(new FactGuard().check(now, text, language, List.of()))
                  .as("%s%n%s", caption.text(), text)
                  .isEmpty();
              if (before != after) {
                assertThat(new FactGuard().check(old, text, language, List.of()).isEmpty())
                    .as("says a price, or says none")
                    .isEqualTo(text.equals(caption.text()));
              }
            });
  }

  /** With one price, with a price before, or with variants. */
  private static ProductFacts lamp(Money price, int kind) {
    var more = new Money(price.minor() + price.minor() / 4 + 100, price.currency());
    return new ProductFacts(
        null,
        "Copper Lamp",
        "",
        price,
        kind == 1 ? more : null,
        List.of(),
        null,
        null,
        null,
        null,
        List.of(),
        kind == 2 ? more : null);
  }

  @Provide
  Arbitrary<Long> prices() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(1, 5_000_000),
        Arbitraries.longs().between(1, 50_000).map(whole -> whole * 100));
  }

  @Provide
  Arbitrary<String> currencies() {
    return Arbitraries.of("EUR", "USD", "GBP", "CHF", "SEK", "MXN", "JPY", "KWD");
  }

  @Provide
  Arbitrary<Locale> languages() {
    return Arbitraries.of("en", "de", "fr", "es", "en-GB", "de-CH", "de-AT", "es-MX", "fr-CH")
        .map(Locale::forLanguageTag);
  }

  @Test
  void bothPricesAreReplacedAtOnceAlsoIfOneBecomesWhatTheOtherWas() {
    var raised = new PriceReplacement(facts("24.90", "29.90", 5), facts("29.90", "34.90", 5));
    assertThat(raised.in("Was 29.90, is 24.90.", Locale.ENGLISH)).isEqualTo("Was 34.90, is 29.90.");

    var lowered = new PriceReplacement(facts("24.90", "29.90", 5), facts("19.90", "24.90", 5));
    assertThat(lowered.in("Was 29.90, is 24.90.", Locale.ENGLISH))
        .isEqualTo("Was 24.90, is 19.90.");
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

  private static ProductFacts facts(String price, String currency) {
    return facts("Mug", Money.of(new BigDecimal(price), currency), null, null);
  }

  private static ProductFacts variants(String lowest, String highest) {
    return new ProductFacts(
        null,
        "Mug",
        "",
        euros(lowest),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        List.of(),
        euros(highest));
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
