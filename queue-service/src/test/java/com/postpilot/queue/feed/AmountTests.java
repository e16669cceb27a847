package com.postpilot.queue.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.feed.Amount.Notation;
import com.postpilot.queue.feed.Amount.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "19.90;19.90;EUR",
        "19,90;19.90;EUR",
        "19;19;EUR",
        "0;0;EUR",
        ".99;0.99;EUR",
        "19,-;19;EUR",
        "19.–;19;EUR",
        "1.299,00 €;1299.00;EUR",
        "€ 1,299.00;1299.00;EUR",
        "EUR 19.90;19.90;EUR",
        "19.90 EUR;19.90;EUR",
        "19.90EUR;19.90;EUR",
        "19,9;19.9;EUR",
        "1 299,00;1299.00;EUR",
        "1\u00A0299,00 €;1299.00;EUR",
        "1\u202F299,00 €;1299.00;EUR",
        "1’299.00;1299.00;EUR",
        "$19.90;19.90;USD",
        "US$ 19.90;19.90;USD",
        "CHF 1'299.–;1299;CHF",
        "Fr. 19.90;19.90;CHF",
        "Fr.19.90;19.90;CHF",
        "19,90 zł;19.90;PLN",
        "12,34,567.00 INR;1234567.00;INR",
        "1.299.000;1299000;EUR",
        "1,299;1299;EUR",
        "1.299;1299;EUR",
        "0.999;0.999;EUR",
        "1299.500;1299.500;EUR",
        "19.9000;19.9000;EUR",
        "¥1,299;1299;JPY",
        "1.299 KWD;1.299;KWD",
        "1,299.500 KWD;1299.500;KWD",
        "١٩٫٩٠;19.90;EUR",
      })
  void pricesAreReadAsPeopleWriteThem(String text, String value, String currency) {
    var fallback = text.contains("$") ? "USD" : text.contains("¥") ? "JPY" : "EUR";

    assertThat(Amount.read(text, Notation.ANY, null, fallback))
        .isInstanceOfSatisfying(
            Reading.Read.class,
            read -> {
              assertThat(read.amount().value()).isEqualByComparingTo(value);
              assertThat(read.amount().currency()).isEqualTo(currency);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "19.90.10",
        "1,29,90",
        "19,90,",
        "--",
        "-5",
        "(5.00)",
        "5%",
        "from 19.90",
        "19.90 - 29.90",
        "19.90/piece",
        "1.2e3",
        "0x10",
        "NaN",
        "19.90 USD EUR",
        "1 29,00",
        "1234 567",
        "1,299 000",
        "9999999999999999",
        ",",
        "€",
        "1.29.9000",
      })
  void whatMayBeAnythingIsNoPrice(String text) {
    assertThat(Amount.read(text, Notation.ANY, null, "EUR"))
        .isInstanceOf(Reading.Unread.class)
        .extracting("code")
        .isEqualTo("invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.299 EUR", "1.299", "1,299 KWD"})
  void whereADecimalPointWouldDecideItIsNotGuessed(String text) {
    assertThat(Amount.read(text, Notation.POINT, null, null))
        .isEqualTo(new Reading.Unread("ambiguous", "may be thousands, or have three decimals"));
  }

  @Test
  void threeDigitsBehindAPointOrCommaAreThousandsOrThoseOfTheCurrency() {
    assertThat(value("1,299 EUR", Notation.POINT)).isEqualTo("1299");
    assertThat(value("1.299 KWD", Notation.POINT)).isEqualTo("1.299");
    assertThat(value("1,299 KWD", Notation.ANY)).isEqualTo("1.299");
    assertThat(value("1.299 EUR", Notation.ANY)).isEqualTo("1299");
    assertThat(value("1.299,000 KWD", Notation.ANY)).isEqualTo("1299.000");
  }

  @Test
  void aPriceIsInNoOtherCurrencyThanItIsSaidToBe() {
    assertThat(Amount.read("19.90 €", Notation.ANY, "USD", null))
        .isEqualTo(new Reading.Unread("currency_conflict", "is not in USD"));
    assertThat(Amount.read("$19.90", Notation.ANY, null, "EUR"))
        .isEqualTo(new Reading.Unread("currency_conflict", "is not in EUR"));
    assertThat(Amount.read("$19.90", Notation.ANY, null, null))
        .isEqualTo(
            new Reading.Unread("currency_conflict", "does not tell which currency it is in"));
    assertThat(currency("$19.90", "CAD", null)).isEqualTo("CAD");
    assertThat(currency("19.90 €", null, "USD")).isEqualTo("EUR");
    assertThat(currency("19.90", null, "USD")).isEqualTo("USD");
    assertThat(currency("19.90", null, null)).isNull();
  }

  private static String value(String text, Notation notation) {
    return ((Reading.Read) Amount.read(text, notation, null, null)).amount().value().toString();
  }

  private static String currency(String text, String own, String fallback) {
    return ((Reading.Read) Amount.read(text, Notation.ANY, own, fallback)).amount().currency();
  }
}
