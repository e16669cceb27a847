package com.postpilot.queue.product;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shop says of a product; the only source of what a caption may claim.
 *
 * @param externalId the shop's own id, by which an import finds the product again
 * @param description plain text, without HTML
 * @param price of its cheapest variant, if they differ
 * @param compareAtPrice the price before, if it is reduced
 * @param images addresses, the main picture first
 * @param stock what is left of all variants together; null if the shop does not tell
 * @param options such as sizes and colours
 * @param highestPrice of its dearest variant; null if all cost the same
 */
public record ProductFacts(
    @Nullable String externalId,
    String title,
    String description,
    @Nullable Money price,
    @Nullable Money compareAtPrice,
    List<String> images,
    @Nullable String url,
    @Nullable String brand,
    @Nullable String category,
    @Nullable Integer stock,
    List<Option> options,
    @Nullable Money highestPrice) {

  public ProductFacts {
    images = List.copyOf(images);
    options = List.copyOf(options);
  }

  /** A product whose variants all cost the same. */
  public ProductFacts(
      @Nullable String externalId,
      String title,
      String description,
      @Nullable Money price,
      @Nullable Money compareAtPrice,
      List<String> images,
      @Nullable String url,
      @Nullable String brand,
      @Nullable String category,
      @Nullable Integer stock,
      List<Option> options) {
    this(
        externalId,
        title,
        description,
        price,
        compareAtPrice,
        images,
        url,
        brand,
        category,
        stock,
        options,
        null);
  }

  /**
   * @param name such as {@code Size}
   * @param values in the shop's order
   */
  public record Option(String name, List<String> values) {
    public Option {
      values = List.copyOf(values);
    }
  }

  public boolean isSoldOut() {
    return stock != null && stock <= 0;
  }
}
