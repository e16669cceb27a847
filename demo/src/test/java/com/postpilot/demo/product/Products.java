package com.postpilot.demo.product;

import com.postpilot.demo.product.Product.Price;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Products for tests. */
public final class Products {
  private Products() {}

  public static Product product(String title, String price) {
    return new Product(
        UUID.nameUUIDFromBytes(title.getBytes(StandardCharsets.UTF_8)),
        title,
        "Kiln",
        new Price(new BigDecimal(price), "EUR"),
        null,
        List.of());
  }
}
