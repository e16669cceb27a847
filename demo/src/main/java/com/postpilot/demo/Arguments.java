package com.postpilot.demo;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;

/**
 * What the demo was asked to do.
 *
 * @param products files to import; none means the demo's own
 * @param currency of the prices in them
 * @param tiktok the pace that the suite was started with
 * @param checkOnly only look whether the files can be read
 */
record Arguments(
    List<Path> products,
    String currency,
    URI gateway,
    URI sandbox,
    Pace tiktok,
    boolean checkOnly) {
  static final String USAGE = "Usage: ./postpilot demo [--products FILE.csv]... [--currency EUR]";

  Arguments {
    products = List.copyOf(products);
  }

  /** Arguments that mean nothing; the message is one sentence. */
  static final class Misunderstood extends RuntimeException {
    Misunderstood(String message) {
      super(message);
    }
  }

  static Arguments of(List<String> words) {
    var products = new ArrayList<Path>();
    var currency = "USD";
    var gateway = URI.create("http://localhost:8106");
    var sandbox = URI.create("http://localhost:8120");
    var tiktok = Pace.REAL;
    var checkOnly = false;
    for (var word = words.iterator(); word.hasNext(); ) {
      var option = word.next();
      switch (option) {
        case "--products" -> products.add(path(value(option, word)));
        case "--currency" -> currency = currency(value(option, word));
        case "--gateway" -> gateway = URI.create(value(option, word));
        case "--sandbox" -> sandbox = URI.create(value(option, word));
        case "--tiktok-a-minute" -> tiktok = pace(value(option, word));
        case "--check" -> checkOnly = true;
        default ->
            throw new Misunderstood(
                "demo knows --products and --currency, and not \"%s\".".formatted(option));
      }
    }
    return new Arguments(products, currency, gateway, sandbox, tiktok, checkOnly);
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new Misunderstood(option + " needs a value.");
    }
    return words.next();
  }

  private static Pace pace(String text) {
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new Misunderstood("\"%s\" is no number of posts a minute.".formatted(text));
    }
    return new Pace(Integer.parseInt(text));
  }

  private static String currency(String text) {
    try {
      return Currency.getInstance(text).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw new Misunderstood("\"%s\" is no currency, such as EUR.".formatted(text));
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Misunderstood("\"%s\" is no name of a file.".formatted(text));
    }
  }
}
