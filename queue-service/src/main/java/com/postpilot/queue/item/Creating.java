package com.postpilot.queue.item;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Caller;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.product.Product;
import com.postpilot.queue.product.ProductFacts;
import com.postpilot.queue.product.Products;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts products into the queue. */
@Component
public class Creating {
  private final Products products;
  private final Items items;
  private final Clock clock;

  Creating(Products products, Items items, Clock clock) {
    this.products = products;
    this.items = items;
    this.clock = clock;
  }

  /**
   * A product that is wanted in the queue.
   *
   * @param media of its own in order, of post-service's library; none: the product's pictures
   * @param again another item, also if one of the product is still open
   */
  public record Wanted(
      ProductFacts product,
      Set<Platform> platforms,
      Tone tone,
      Locale language,
      List<UUID> media,
      boolean again) {

    /** One that shows the pictures of its product. */
    public Wanted(
        ProductFacts product, Set<Platform> platforms, Tone tone, Locale language, boolean again) {
      this(product, platforms, tone, language, List.of(), again);
    }
  }

  /**
   * @param created false if it was there
   * @param change what became of its product
   */
  public record Queued(Item item, boolean created, Products.Change change) {}

  /**
   * @param itemId an item of it that is new or open; null if all that it had are done with
   * @param change what became of its product
   */
  public record Imported(@Nullable UUID itemId, Products.Change change) {}

  /**
   * Stores the products and an item for each that has no open one. Needs a transaction.
   *
   * @return in the order of {@code wanted}
   */
  public List<Queued> create(Caller caller, List<Wanted> wanted) {
    return inOrder(wanted, one -> create(caller, one));
  }

  /**
   * Stores the products and an item for each that is new: what was published, rejected or deleted
   * does not come back with every import. Needs a transaction.
   *
   * @return in the order of {@code wanted}
   */
  public List<Imported> importAll(Caller caller, List<Wanted> wanted) {
    return inOrder(wanted, one -> importOne(caller, one));
  }

  private static <R> List<R> inOrder(List<Wanted> wanted, Function<Wanted, R> work) {
    // In one order whoever asks, so that two such transactions never wait for each other.
    var order =
        IntStream.range(0, wanted.size())
            .boxed()
            .sorted(
                Comparator.comparing(
                    i -> Objects.requireNonNullElse(wanted.get(i).product().externalId(), "")))
            .toList();
    var done = new HashMap<Integer, R>();
    order.forEach(i -> done.put(i, work.apply(wanted.get(i))));
    return IntStream.range(0, wanted.size()).mapToObj(i -> found(done, i)).toList();
  }

  private static <R> R found(Map<Integer, R> done, int index) {
    return Objects.requireNonNull(done.get(index));
  }

  private Queued create(Caller caller, Wanted wanted) {
    var stored = products.put(caller.workspaceId(), wanted.product(), caller.userId());
    if (stored.change() != Products.Change.CREATED && !wanted.again()) {
      var open = keepUp(caller, stored.product());
      if (!open.isEmpty()) {
        return new Queued(open.getFirst(), false, stored.change());
      }
    }
    return new Queued(add(caller, stored.product(), wanted), true, stored.change());
  }

  private Imported importOne(Caller caller, Wanted wanted) {
    var stored = products.put(caller.workspaceId(), wanted.product(), caller.userId());
    if (stored.change() == Products.Change.CREATED) {
      return new Imported(add(caller, stored.product(), wanted).id(), stored.change());
    }
    var open = keepUp(caller, stored.product()).stream().findFirst().map(Item::id);
    return new Imported(open.orElse(null), stored.change());
  }

  private Item add(Caller caller, Product product, Wanted wanted) {
    var item =
        new Item(
            caller.workspaceId(),
            caller.userId(),
            product,
            wanted.platforms(),
            wanted.tone(),
            wanted.language(),
            clock.instant());
    item.show(wanted.media());
    items.add(item, caller.userId());
    return item;
  }

  /** The open items of a product, with its newest facts as far as they may have them. */
  private List<Item> keepUp(Caller caller, Product product) {
    var open = items.lockOpen(caller.workspaceId(), product.id());
    open.forEach(item -> keepUp(item, product, caller.userId()));
    return open;
  }

  /** While nothing is written of it, an item has the newest facts. */
  private void keepUp(Item item, Product product, UUID by) {
    if (item.status() == Status.NEW && item.product().version() != product.version()) {
      item.pin(product);
      items.authored(item, Change.PRODUCT_CHANGED, by, null);
    }
  }
}
