package com.postpilot.queue.feed;

import com.postpilot.queue.feed.Cells.Offer;
import com.postpilot.queue.product.ProductInput;
import com.postpilot.queue.product.ProductInput.OptionInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A product while its variants come in. However many there are, it grows no further than a product
 * may: of more pictures, options and values than it may have, the first are kept.
 */
final class Fold {
  private final int row;
  private final Cells cells;
  private final Map<String, Set<String>> options = new LinkedHashMap<>();
  private final TreeMap<Place, String> images = new TreeMap<>();

  @Nullable String externalId;
  @Nullable String title;
  @Nullable String description;
  @Nullable String url;
  @Nullable String brand;
  @Nullable String category;

  private int variants;
  private int pictures;
  private @Nullable Offer cheapest;
  private @Nullable BigDecimal highest;
  private long stock;
  private boolean stockIsTold = true;

  Fold(int row, Cells cells) {
    this.row = row;
    this.cells = cells;
  }

  /** Where a picture stands: by what the shop says, then as they came. */
  private record Place(int position, int count) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byPosition = Integer.compare(position, other.position);
      return byPosition == 0 ? Integer.compare(count, other.count) : byPosition;
    }
  }

  Cells cells() {
    return cells;
  }

  int variants() {
    return variants;
  }

  /**
   * @param pieces null where it is not told how many there are, or any number can be ordered; then
   *     the product's stock is not told either
   */
  void variant(Offer offer, @Nullable Integer pieces) {
    variants++;
    if (offer.price() != null) {
      compare(offer, offer.price());
    }
    if (pieces == null) {
      stockIsTold = false;
    } else {
      stock += pieces;
    }
  }

  private void compare(Offer offer, Amount price) {
    var lowest = cheapest == null ? null : cheapest.price();
    if (lowest == null) {
      cheapest = offer;
      highest = price.value();
    } else if (!Objects.equals(lowest.currency(), price.currency())) {
      cells.problem(
          "currency", "currency_conflict", "The variants have prices in several currencies.");
    } else if (price.value().compareTo(lowest.value()) < 0) {
      cheapest = offer;
    } else if (highest != null) {
      highest = price.value().max(highest);
    }
  }

  /**
   * @param position the lower, the earlier
   */
  void image(String address, int position) {
    if (images.containsValue(address)) {
      return;
    }
    images.put(new Place(position, pictures++), address);
    if (images.size() > ProductInput.MAX_IMAGES) {
      images.pollLastEntry();
    }
  }

  void option(String name, @Nullable String value) {
    if (value == null
        || (options.size() == ProductInput.MAX_OPTIONS && !options.containsKey(name))) {
      return;
    }
    var values = options.computeIfAbsent(name, _ -> new LinkedHashSet<>());
    if (values.size() < ProductInput.MAX_VALUES) {
      values.add(value);
    }
  }

  FeedProduct product(@Nullable String currency) {
    var price = cheapest == null ? null : cheapest.price();
    var told = price == null ? currency : price.currency();
    return new FeedProduct(
        row,
        new ProductInput(
            externalId,
            title,
            description,
            price == null ? null : price.value(),
            cheapest == null ? null : cheapest.compareAtPrice(),
            told,
            new ArrayList<>(images.values()),
            url,
            brand,
            category,
            variants > 0 && stockIsTold ? (int) Math.min(stock, Integer.MAX_VALUE) : null,
            options.entrySet().stream()
                .map(option -> new OptionInput(option.getKey(), List.copyOf(option.getValue())))
                .toList(),
            highest),
        cells.problems(),
        variants);
  }
}
