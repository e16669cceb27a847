package com.postpilot.queue.feed;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A price as somebody wrote it.
 *
 * <p>Which of point and comma is which: where both stand, the last is the decimal one. Where one
 * stands several times, it groups thousands. Where it stands once, with three digits behind it, it
 * groups thousands too ({@code 1,299} and {@code 1.299} are more than a thousand), because prices
 * have two decimals: unless their currency has three, as in Kuwait, and they are those. Formats
 * that have a decimal point ({@link Notation#POINT}) ought not to group by it, nor to write
 * decimals behind a comma: where that would decide, the price is not understood. Spaces and
 * apostrophes group.
 *
 * @param currency ISO 4217; null if nothing tells
 */
record Amount(BigDecimal value, @Nullable String currency) {
  private static final int MAX_LENGTH = 60;
  private static final int MAX_DIGITS = 15;

  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\p{Cf}\\s'’´`٬]+");
  private static final Pattern PRICE =
      Pattern.compile(
          "(?<before>\\D*?)(?<number>(?:(?<!\\p{L})[.,])?\\d(?:[\\d., ]*\\d)?)"
              + "(?:[.,] ?[-–—]{1,2})?(?<after>\\D*)");
  private static final Set<String> DOLLARS =
      Set.of("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD", "CLP", "COP", "ARS");
  private static final Set<String> CROWNS = Set.of("SEK", "NOK", "DKK", "ISK", "CZK");

  /** Signs and abbreviations, in small letters. */
  private static final Map<String, Set<String>> SIGNS =
      Map.ofEntries(
          Map.entry("€", Set.of("EUR")),
          Map.entry("euro", Set.of("EUR")),
          Map.entry("£", Set.of("GBP")),
          Map.entry("$", DOLLARS),
          Map.entry("us$", Set.of("USD")),
          Map.entry("ca$", Set.of("CAD")),
          Map.entry("c$", Set.of("CAD")),
          Map.entry("au$", Set.of("AUD")),
          Map.entry("a$", Set.of("AUD")),
          Map.entry("nz$", Set.of("NZD")),
          Map.entry("hk$", Set.of("HKD")),
          Map.entry("s$", Set.of("SGD")),
          Map.entry("mx$", Set.of("MXN")),
          Map.entry("r$", Set.of("BRL")),
          Map.entry("¥", Set.of("JPY", "CNY")),
          Map.entry("￥", Set.of("JPY", "CNY")),
          Map.entry("円", Set.of("JPY")),
          Map.entry("jp¥", Set.of("JPY")),
          Map.entry("元", Set.of("CNY")),
          Map.entry("cn¥", Set.of("CNY")),
          Map.entry("₹", Set.of("INR")),
          Map.entry("₩", Set.of("KRW")),
          Map.entry("₺", Set.of("TRY")),
          Map.entry("₪", Set.of("ILS")),
          Map.entry("₫", Set.of("VND")),
          Map.entry("฿", Set.of("THB")),
          Map.entry("₴", Set.of("UAH")),
          Map.entry("zł", Set.of("PLN")),
          Map.entry("kč", Set.of("CZK")),
          Map.entry("ft", Set.of("HUF")),
          Map.entry("lei", Set.of("RON")),
          Map.entry("fr", Set.of("CHF")),
          Map.entry("sfr", Set.of("CHF")),
          Map.entry("kr", CROWNS));

  /** How numbers are written where the file itself does not tell. */
  enum Notation {
    /** With a decimal point, as programs write them. */
    POINT,
    /** In any way, as people write them. */
    ANY
  }

  /** What came of a text. */
  sealed interface Reading {
    record Read(Amount amount) implements Reading {}

    /**
     * @param code as problems have it
     * @param reason goes on behind the text, such as {@code is no price}
     */
    record Unread(String code, String reason) implements Reading {}
  }

  /**
   * @param own what the currency is said to be beside the price, ISO 4217
   * @param fallback what it is taken for where nothing tells
   */
  static Reading read(
      String text, Notation notation, @Nullable String own, @Nullable String fallback) {
    if (text.length() > MAX_LENGTH) {
      return unread("is no price");
    }
    var matcher = PRICE.matcher(SPACES.matcher(ascii(text)).replaceAll(" ").strip());
    if (!matcher.matches()) {
      return unread("is no price");
    }
    var named = named(matcher.group("before"), matcher.group("after"));
    if (named == null) {
      return unread("is no price");
    }
    var context = own == null ? fallback : own;
    String currency;
    if (named.isEmpty() || (context != null && named.contains(context))) {
      currency = context;
    } else if (named.size() == 1 && own == null) {
      currency = named.iterator().next();
    } else {
      return new Reading.Unread(
          "currency_conflict",
          context == null ? "does not tell which currency it is in" : "is not in " + context);
    }
    return number(matcher.group("number"), notation, digits(currency), currency);
  }

  /**
   * The currency that a text names.
   *
   * @return null if it is none, or may be several
   */
  static @Nullable String currency(String text, @Nullable String fallback) {
    var named = currencies(text);
    if (fallback != null && named.contains(fallback)) {
      return fallback;
    }
    return named.size() == 1 ? named.iterator().next() : null;
  }

  /** Digits of other scripts are digits too. */
  private static String ascii(String text) {
    var ascii = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> {
              int digit = Character.digit(c, 10);
              ascii.append(digit >= 0 ? (char) ('0' + digit) : c == '٫' ? ',' : (char) c);
            });
    return ascii.toString();
  }

  /** Null if there are words that are no currency, or two that are not the same. */
  private static @Nullable Set<String> named(String before, String after) {
    var named = new HashSet<String>();
    boolean first = true;
    for (var words : List.of(before, after)) {
      for (var word : words.strip().split(" ", -1)) {
        if (word.isEmpty()) {
          continue;
        }
        var possible = currencies(word);
        if (first) {
          named.addAll(possible);
          first = false;
        } else {
          named.retainAll(possible);
        }
        if (named.isEmpty()) {
          return null;
        }
      }
    }
    return named;
  }

  private static Set<String> currencies(String word) {
    var bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
    var sign = SIGNS.get(bare.toLowerCase(Locale.ROOT));
    if (sign != null) {
      return sign;
    }
    try {
      var code = Currency.getInstance(bare.toUpperCase(Locale.ROOT));
      return code.getDefaultFractionDigits() < 0 ? Set.of() : Set.of(code.getCurrencyCode());
    } catch (IllegalArgumentException e) {
      return Set.of();
    }
  }

  private static int digits(@Nullable String currency) {
    try {
      return currency == null ? 2 : Currency.getInstance(currency).getDefaultFractionDigits();
    } catch (IllegalArgumentException e) {
      return 2; // whoever gave it is told by the check of the product
    }
  }

  private static Reading number(
      String text, Notation notation, int digits, @Nullable String currency) {
    int last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
    if (last < 0) {
      return value(groups(text), "", currency);
    }
    char separator = text.charAt(last);
    var whole = text.substring(0, last);
    var behind = text.substring(last + 1);
    boolean once = whole.indexOf(separator) < 0;
    boolean other = whole.indexOf(separator == '.' ? ',' : '.') >= 0;
    if (behind.indexOf(' ') >= 0) {
      return unread("is no price");
    }
    if (!once) {
      return other ? unread("is no price") : value(groups(text), "", currency);
    }
    boolean mayGroup = behind.length() == 3 && !other && whole.matches("[1-9]\\d{0,2}");
    boolean mayBeDecimal = digits == 3;
    if (mayGroup && notation == Notation.POINT && mayBeDecimal == (separator == ',')) {
      return new Reading.Unread("ambiguous", "may be thousands, or have three decimals");
    }
    if (mayGroup && !mayBeDecimal) {
      return value(groups(text), "", currency);
    }
    return value(whole.isEmpty() ? "0" : groups(whole), behind, currency);
  }

  private static Reading value(@Nullable String whole, String decimals, @Nullable String currency) {
    if (whole == null || whole.length() + decimals.length() > MAX_DIGITS) {
      return unread("is no price");
    }
    var value = new BigDecimal(decimals.isEmpty() ? whole : whole + "." + decimals);
    return new Reading.Read(new Amount(value, currency));
  }

  /**
   * The digits of a whole number whose thousands are grouped, or not: as in India, or elsewhere.
   */
  private static @Nullable String groups(String text) {
    var groups = new ArrayList<>(List.of(text.split("[., ]", -1)));
    if (groups.size() == 1) {
      return text;
    }
    boolean alike = text.replaceAll("\\d", "").chars().distinct().count() == 1;
    var first = groups.removeFirst();
    var end = groups.removeLast();
    boolean thousands =
        first.length() <= 3 && groups.stream().allMatch(group -> group.length() == 3);
    boolean lakhs = first.length() <= 2 && groups.stream().allMatch(group -> group.length() == 2);
    boolean grouped = alike && !first.isEmpty() && end.length() == 3 && (thousands || lakhs);
    return grouped ? text.replaceAll("\\D", "") : null;
  }

  private static Reading unread(String reason) {
    return new Reading.Unread("invalid", reason);
  }
}
