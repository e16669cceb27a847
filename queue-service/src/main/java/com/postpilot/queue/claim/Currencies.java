package com.postpilot.queue.claim;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How people write the currencies, in folded text. */
final class Currencies {
  private static final Set<String> DOLLARS =
      Set.of("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN");
  private static final Set<String> CROWNS = Set.of("SEK", "NOK", "DKK", "CZK");

  private static final Map<String, Set<String>> SIGNS =
      Map.ofEntries(
          Map.entry("$", DOLLARS),
          Map.entry("€", Set.of("EUR")),
          Map.entry("£", Set.of("GBP")),
          Map.entry("¥", Set.of("JPY", "CNY")),
          Map.entry("₹", Set.of("INR")),
          Map.entry("zł", Set.of("PLN")),
          Map.entry("kr", CROWNS),
          Map.entry("dollar", DOLLARS),
          Map.entry("dollars", DOLLARS),
          Map.entry("dolares", DOLLARS),
          Map.entry("bucks", DOLLARS),
          Map.entry("euro", Set.of("EUR")),
          Map.entry("euros", Set.of("EUR")),
          Map.entry("quid", Set.of("GBP")),
          Map.entry("yen", Set.of("JPY")),
          Map.entry("yens", Set.of("JPY")),
          Map.entry("franken", Set.of("CHF")),
          Map.entry("francs", Set.of("CHF")),
          Map.entry("sfr", Set.of("CHF")),
          Map.entry("zl", Set.of("PLN")));

  private static final Set<String> CODES =
      Set.of(
          "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "JPY", "CNY", "SEK", "NOK", "DKK", "PLN",
          "CZK", "HUF", "INR", "MXN", "BRL", "ZAR", "SGD", "HKD");

  /** US$, C$ */
  private static final Map<String, Set<String>> COUNTRIES =
      Map.of(
          "us", Set.of("USD"),
          "c", Set.of("CAD"),
          "ca", Set.of("CAD"),
          "a", Set.of("AUD"),
          "au", Set.of("AUD"),
          "nz", Set.of("NZD"));

  private Currencies() {}

  /** Empty if this is none. */
  static Set<String> of(String word) {
    var code = word.toUpperCase(Locale.ROOT);
    return CODES.contains(code) ? Set.of(code) : SIGNS.getOrDefault(word, Set.of());
  }

  static Set<String> ofCountry(String word) {
    return COUNTRIES.getOrDefault(word, Set.of());
  }
}
