package com.postpilot.queue.item;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.postpilot.common.contract.Platform;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.Product;
import com.postpilot.queue.product.ProductFacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item as clients see it.
 *
 * @param language a BCP 47 tag
 * @param options of the target on each platform
 * @param media of its own in order; null if it shows the pictures of its product
 * @param postId the post that was made of it last
 * @param post what becomes of that; null if there is none
 */
public record ItemResource(
    UUID id,
    Status status,
    ProductResource product,
    Set<Platform> platforms,
    Tone tone,
    String language,
    Map<Platform, Caption> captions,
    Map<Platform, Map<String, Object>> options,
    @Nullable List<ItemMedium> media,
    @Nullable Approval approval,
    @Nullable Rejection rejection,
    @Nullable Failure failure,
    @Nullable UUID postId,
    @Nullable PostOfItem post,
    UUID createdBy,
    Instant createdAt,
    Instant updatedAt,
    @JsonIgnore long version) {

  /**
   * The post that was made of an item last.
   *
   * @param targets the post on each account
   */
  public record PostOfItem(UUID id, List<PostTarget> targets) {
    static @Nullable PostOfItem of(Item item) {
      var id = item.postId();
      return id == null ? null : new PostOfItem(id, item.postTargets());
    }
  }

  /**
   * The product as the item knows it.
   *
   * @param highestPrice of its dearest variant; null if all cost the same
   * @param imageUrl the main picture
   */
  public record ProductResource(
      UUID id,
      int version,
      @Nullable String externalProductId,
      String title,
      String description,
      @Nullable PriceResource price,
      @Nullable PriceResource compareAtPrice,
      @Nullable PriceResource highestPrice,
      @Nullable String imageUrl,
      List<String> images,
      @Nullable String url,
      @Nullable String brand,
      @Nullable String category,
      @Nullable Integer stock,
      List<ProductFacts.Option> options) {

    static ProductResource of(Product product) {
      var facts = product.facts();
      return new ProductResource(
          product.id(),
          product.version(),
          facts.externalId(),
          facts.title(),
          facts.description(),
          PriceResource.of(facts.price()),
          PriceResource.of(facts.compareAtPrice()),
          PriceResource.of(facts.highestPrice()),
          facts.images().isEmpty() ? null : facts.images().getFirst(),
          facts.images(),
          facts.url(),
          facts.brand(),
          facts.category(),
          facts.stock(),
          facts.options());
    }
  }

  /**
   * @param amount with the digits of the currency, such as {@code 19.90}
   */
  public record PriceResource(BigDecimal amount, String currency) {
    static @Nullable PriceResource of(@Nullable Money money) {
      return money == null ? null : new PriceResource(money.amount(), money.currency());
    }
  }

  public static ItemResource of(Item item) {
    return new ItemResource(
        item.id(),
        item.status(),
        ProductResource.of(item.product()),
        item.platforms(),
        item.tone(),
        item.language().toLanguageTag(),
        item.captions(),
        item.options(),
        ItemMedium.of(item.media()),
        item.approval(),
        item.rejection(),
        item.failure(),
        item.postId(),
        PostOfItem.of(item),
        item.createdBy(),
        item.createdAt(),
        item.updatedAt(),
        item.version());
  }

  public String eTag() {
    return "\"" + version + "\"";
  }
}
