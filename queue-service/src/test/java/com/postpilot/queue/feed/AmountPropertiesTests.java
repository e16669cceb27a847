package com.postpilot.queue.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.feed.Amount.Notation;
import com.postpilot.queue.feed.Amount.Reading;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class AmountPropertiesTests {

  /** Whatever the sign for the currency, and wherever it stands. */
  @Property(tries = 3_000)
  void aPriceInAnyLanguageIsThatPriceOrAProblem(
      @ForAll @LongRange(min = 0, max = 999_999_999_999L) long minor,
      @ForAll @IntRange(max = 9) int shrink,
      @ForAll("locales") String locale,
      @ForAll("currencies") String code,
      @ForAll Notation notation) {
    var currency = Currency.getInstance(code);
    var price =
        BigDecimal.valueOf(
            minor / (long) Math.pow(10, shrink), currency.getDefaultFractionDigits());
    var format = NumberFormat.getCurrencyInstance(Locale.forLanguageTag(locale));
    format.setCurrency(currency);
    format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
    format.setMaximumFractionDigits(currency.getDefaultFractionDigits());

    isThat(price, format.format(price), notation, code, locale.startsWith("en"));
  }

  /** As programs write it, with or without the zeros. */
  @Property(tries = 1_000)
  void aPlainNumberIsThatNumber(
      @ForAll @LongRange(min = 0, max = 99_999_999_999L) long cents,
      @ForAll("currencies") String code,
      @ForAll boolean before) {
    var price = BigDecimal.valueOf(cents, 2);
    for (var text : new String[] {price.toPlainString(), price.toPlainString() + "00"}) {
      var written = before ? code + " " + text : text + " " + code;
      isThat(price, written, Notation.POINT, code, true);
      isThat(price, written, Notation.ANY, code, true);
      isThat(price, written.replace('.', ','), Notation.ANY, code, true);
    }
  }

  @Property(tries = 2_000)
  void anyTextIsAPriceOrAProblem(@ForAll("texts") String text, @ForAll Notation notation) {
    switch (Amount.read(text, notation, null, "EUR")) {
      case Reading.Read(var amount) -> {
        assertThat(amount.value()).isNotNegative();
        assertThat(amount.value().precision()).isLessThanOrEqualTo(20);
        assertThat(amount.currency()).isNotNull();
      }
      case Reading.Unread(var problem, var reason) -> assertThat(problem + reason).isNotBlank();
    }
  }

  private static void isThat(
      BigDecimal price, String text, Notation notation, String currency, boolean mustBeRead) {
    switch (Amount.read(text, notation, null, currency)) {
      case Reading.Read(var amount) -> {
        assertThat(amount.value()).as(text).isEqualByComparingTo(price);
        assertThat(amount.currency()).as(text).isEqualTo(currency);
      }
      case Reading.Unread unread -> assertThat(mustBeRead).as(text + " " + unread).isFalse();
    }
  }

  @Provide
  Arbitrary<String> locales() {
    return Arbitraries.of(
        "en-US", "en-GB", "en-IN", "de-DE", "de-CH", "de-AT", "fr-FR", "fr-CH", "es-ES", "es-MX",
        "it-IT", "nl-NL", "pt-BR", "pt-PT", "sv-SE", "nb-NO", "da-DK", "pl-PL", "cs-CZ", "hu-HU",
        "tr-TR", "ja-JP", "zh-CN", "ko-KR", "ru-RU", "uk-UA", "ar-EG", "he-IL", "hi-IN", "th-TH");
  }

  @Provide
  Arbitrary<String> currencies() {
    return Arbitraries.of("EUR", "USD", "GBP", "CHF", "JPY", "KWD", "INR", "SEK", "PLN", "BRL");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "0", "1", "12", "299", "000", ".", ",", " ", "'", "\u00A0", "-", "€", "EUR", "$", "kr",
            "٣", "e", "+", "%", "\n", "–")
        .list()
        .ofMaxSize(9)
        .map(parts -> String.join("", parts));
  }
}
