package com.postpilot.demo.product;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Products for tests. */
public final class Products {
  private Products() {}

  public static Product product(String title, String price, String... tags) {
    var amount = new BigDecimal(price);
    return new Product(
        title.toLowerCase(Locale.ROOT).replace(' ', '-'),
        title,
        "Made by hand.",
        "Kiln",
        List.of(tags),
        new Price(amount, amount, null),
        null,
        "");
  }
}
