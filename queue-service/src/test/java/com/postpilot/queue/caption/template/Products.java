package com.postpilot.queue.caption.template;

import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Products for tests, each without what the test does not name. */
record Products(ProductFacts facts) {
  static Products called(String title) {
    return new Products(
        new ProductFacts(
            null, title, "", null, null, List.of(), null, null, null, null, List.of()));
  }

  Products described(String description) {
    return with(description, facts.price(), facts.compareAtPrice(), facts.stock());
  }

  Products at(String amount, String currency) {
    return with(
        facts.description(),
        Money.of(new BigDecimal(amount), currency),
        facts.compareAtPrice(),
        facts.stock());
  }

  Products before(String amount, String currency) {
    return with(
        facts.description(),
        facts.price(),
        Money.of(new BigDecimal(amount), currency),
        facts.stock());
  }

  Products inStock(int stock) {
    return with(facts.description(), facts.price(), facts.compareAtPrice(), stock);
  }

  Products by(String brand) {
    return copy(brand, facts.category(), facts.url(), facts.options());
  }

  Products in(String category) {
    return copy(facts.brand(), category, facts.url(), facts.options());
  }

  Products linked(String url) {
    return copy(facts.brand(), facts.category(), url, facts.options());
  }

  Products choice(String name, String... values) {
    return copy(
        facts.brand(),
        facts.category(),
        facts.url(),
        List.of(new ProductFacts.Option(name, List.of(values))));
  }

  private Products with(
      String description, @Nullable Money price, @Nullable Money before, @Nullable Integer stock) {
    return new Products(
        new ProductFacts(
            facts.externalId(),
            facts.title(),
            description,
            price,
            before,
            facts.images(),
            facts.url(),
            facts.brand(),
            facts.category(),
            stock,
            facts.options()));
  }

  private Products copy(
      @Nullable String brand,
      @Nullable String category,
      @Nullable String url,
      List<ProductFacts.Option> options) {
    return new Products(
        new ProductFacts(
            facts.externalId(),
            facts.title(),
            facts.description(),
            facts.price(),
            facts.compareAtPrice(),
            facts.images(),
            url,
            brand,
            category,
            facts.stock(),
            options));
  }
}
