package com.postpilot.queue.claim;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How people write the currencies, in folded text. */
final class Currencies {
  private static final Set<String> DOLLARS =
      Set.of("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD", "BRL", "CLP", "ARS", "COP");
  private static final Set<String> CROWNS = Set.of("SEK", "NOK", "DKK", "CZK");

  private static final Map<String, Set<String>> SIGNS =
      Map.ofEntries(
          Map.entry("$", DOLLARS),
          Map.entry("€", Set.of("EUR")),
          Map.entry("£", Set.of("GBP")),
          Map.entry("¥", Set.of("JPY", "CNY")),
          Map.entry("₹", Set.of("INR")),
          Map.entry("zł", Set.of("PLN")),
          Map.entry("₽", Set.of("RUB")),
          Map.entry("₺", Set.of("TRY")),
          Map.entry("₩", Set.of("KRW")),
          Map.entry("₴", Set.of("UAH")),
          Map.entry("₪", Set.of("ILS")),
          Map.entry("₫", Set.of("VND")),
          Map.entry("₱", Set.of("PHP")),
          Map.entry("₦", Set.of("NGN")),
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

  /** Without those that are words, as TRY, ALL or TOP. */
  private static final Set<String> CODES =
      Set.of(
          ("USD EUR GBP CHF CAD AUD NZD JPY CNY SEK NOK DKK PLN CZK HUF INR MXN BRL ZAR SGD HKD"
                  + " KRW TWD THB IDR MYR PHP VND RUB UAH RON BGN RSD ISK ILS AED SAR QAR KWD BHD"
                  + " OMR JOD TND EGP NGN KES GHS PKR BDT LKR KZT CLP ARS UYU")
              .split(" ", -1));

  /** US$, C$ */
  private static final Map<String, Set<String>> COUNTRIES =
      Map.ofEntries(
          Map.entry("us", Set.of("USD")),
          Map.entry("c", Set.of("CAD")),
          Map.entry("ca", Set.of("CAD")),
          Map.entry("a", Set.of("AUD")),
          Map.entry("au", Set.of("AUD")),
          Map.entry("nz", Set.of("NZD")),
          Map.entry("nt", Set.of("TWD")),
          Map.entry("hk", Set.of("HKD")),
          Map.entry("mx", Set.of("MXN")),
          Map.entry("r", Set.of("BRL")));

  private Currencies() {}

  /** Empty if this is none. */
  static Set<String> of(String word) {
    var code = word.toUpperCase(Locale.ROOT);
    return CODES.contains(code) ? Set.of(code) : SIGNS.getOrDefault(word, Set.of());
  }

  /** Whether a price in it is seen to be one. */
  static boolean areRead(String code) {
    return CODES.contains(code);
  }

  static Set<String> ofCountry(String word) {
    return COUNTRIES.getOrDefault(word, Set.of());
  }
}
