package com.postpilot.queue.feed;

import com.postpilot.queue.feed.Amount.Notation;
import com.postpilot.queue.feed.Cells.Offer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The items of a Merchant feed, made into products: items of one group that follow each other are
 * variants of one product, and its id is that of the group.
 */
final class MerchantProducts {
  static final String ID = "id";
  static final String TITLE = "title";
  static final String LINK = "link";

  private static final String GROUP = "item_group_id";
  static final String DESCRIPTION = "description";
  private static final String IMAGE = "image_link";
  static final String MORE_IMAGES = "additional_image_link";
  private static final String PRICE = "price";
  private static final String SALE_PRICE = "sale_price";
  private static final String SALE_DATES = "sale_price_effective_date";
  private static final String AVAILABILITY = "availability";
  private static final String QUANTITY = "quantity";
  private static final String GOOGLE_QUANTITY = "sell_on_google_quantity";
  private static final String BRAND = "brand";
  private static final String TYPE = "product_type";
  private static final String GOOGLE_CATEGORY = "google_product_category";

  private static final Map<String, String> OPTIONS =
      Map.of("size", "Size", "color", "Color", "material", "Material", "pattern", "Pattern");
  private static final List<String> OPTION_NAMES = List.of("size", "color", "material", "pattern");

  /** The elements and columns that tell something. */
  static final Set<String> NAMES =
      Set.of(
          ID,
          TITLE,
          LINK,
          GROUP,
          DESCRIPTION,
          IMAGE,
          MORE_IMAGES,
          PRICE,
          SALE_PRICE,
          SALE_DATES,
          AVAILABILITY,
          QUANTITY,
          GOOGLE_QUANTITY,
          BRAND,
          TYPE,
          GOOGLE_CATEGORY,
          "size",
          "color",
          "material",
          "pattern");

  /** Google's taxonomy by number says nothing to a reader. */
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private static final Pattern LOOSE_END = Pattern.compile("[\\s\\-–—_/|,:;·(\\[)\\]]+$");

  private final FeedLimits limits;
  private final @Nullable String currency;
  private final Instant now;
  private final Consumer<FeedProduct> each;
  private @Nullable Draft draft;

  MerchantProducts(FeedSettings settings, FeedLimits limits, Consumer<FeedProduct> each) {
    this.limits = limits;
    currency = settings.currency();
    now = limits.clock().instant();
    this.each = each;
  }

  /** What a feed says of one thing that can be ordered. */
  interface Item {
    /** From 1, or the row of a table. */
    int number();

    /**
     * @param name without Google's prefix
     */
    List<Cell> all(String name);

    default Cell cell(String name) {
      var cells = all(name);
      return cells.isEmpty() ? new Cell("", Cell.Kind.ELEMENT, number(), name) : cells.getFirst();
    }
  }

  /**
   * @param shifted if what it says is not where it belongs
   */
  void add(Item item, boolean shifted) {
    var group = item.cell(GROUP).text();
    var next = draft;
    if (next == null || group.isEmpty() || !group.equals(next.group)) {
      end();
      next = new Draft(item, group);
      draft = next;
    }
    next.add(item, shifted);
  }

  /** Hands out what came last. */
  void end() {
    var last = draft;
    draft = null;
    if (last != null) {
      each.accept(last.product());
    }
  }

  /** A product while its items come in. */
  private final class Draft {
    private final String group;
    private final Cells cells = new Cells(limits);
    private final Fold fold;
    private @Nullable String common;

    Draft(Item item, String group) {
      this.group = group;
      fold = new Fold(item.number(), cells);
      var id = group.isEmpty() ? item.cell(ID) : item.cell(GROUP);
      fold.externalId = cells.line(ProductField.EXTERNAL_PRODUCT_ID, id);
      if (id.isEmpty()) {
        cells.problem(
            ProductField.EXTERNAL_PRODUCT_ID.wireName(),
            "not_blank",
            "%s: without an id it would be another product with each import."
                .formatted(id.where()));
      }
    }

    void add(Item item, boolean shifted) {
      if (shifted) {
        cells.problem(
            ProductField.TITLE.wireName(), "ragged_row", MappedTable.shifted(item.number()));
        return;
      }
      title(item);
      if (fold.description == null) {
        fold.description = cells.text(ProductField.DESCRIPTION, item.cell(DESCRIPTION));
      }
      if (fold.url == null) {
        fold.url = cells.address(ProductField.URL, item.cell(LINK));
      }
      if (fold.brand == null) {
        fold.brand = cells.line(ProductField.BRAND, item.cell(BRAND));
      }
      if (fold.category == null) {
        fold.category = category(item);
      }
      images(item);
      for (var option : OPTION_NAMES) {
        fold.option(Objects.requireNonNull(OPTIONS.get(option)), cells.value(item.cell(option)));
      }
      fold.variant(offer(item), pieces(item));
    }

    /** Titles of variants often end with the variant: what they share is the product's. */
    private void title(Item item) {
      var title = cells.line(ProductField.TITLE, item.cell(TITLE));
      if (title == null) {
        return;
      }
      var base = base(title, item);
      if (fold.title == null) {
        fold.title = title;
        common = base;
      } else if (!base.equals(common)) {
        common = null;
      }
    }

    private String base(String title, Item item) {
      var base = title;
      for (boolean more = true; more; ) {
        more = false;
        for (var option : OPTION_NAMES) {
          var value = item.cell(option).text();
          var without = value.isEmpty() ? null : without(base, value);
          if (without != null) {
            base = without;
            more = true;
          }
        }
      }
      return base;
    }

    /** Null unless the title ends with that word, and something is left. */
    private static @Nullable String without(String title, String value) {
      var end = LOOSE_END.matcher(title).replaceFirst("");
      int start = end.length() - value.length();
      if (start < 1
          || !end.toLowerCase(Locale.ROOT).endsWith(value.toLowerCase(Locale.ROOT))
          || Character.isLetterOrDigit(end.charAt(start - 1))) {
        return null;
      }
      var rest = LOOSE_END.matcher(end.substring(0, start)).replaceFirst("");
      return rest.isEmpty() ? null : rest;
    }

    private @Nullable String category(Item item) {
      var type = cells.category(item.cell(TYPE));
      if (type != null) {
        return type;
      }
      var google = item.cell(GOOGLE_CATEGORY);
      return NUMBER.matcher(google.text()).matches() ? null : cells.category(google);
    }

    private void images(Item item) {
      int position = fold.variants(); // a variant's pictures come behind those of the one before
      for (var address : cells.addresses(item.cell(IMAGE))) {
        fold.image(address, position);
      }
      for (var more : item.all(MORE_IMAGES)) {
        for (var address : cells.addresses(more)) {
          fold.image(address, position);
        }
      }
    }

    /** While a sale is on, its price is the price, and the other the one before. */
    private Offer offer(Item item) {
      var price = amount(ProductField.PRICE, item.cell(PRICE));
      var sale = item.cell(SALE_PRICE);
      if (sale.isEmpty() || !isOn(item.cell(SALE_DATES))) {
        return new Offer(price, null);
      }
      var reduced = amount(ProductField.PRICE, sale);
      if (price == null || reduced == null) {
        return new Offer(reduced, null);
      }
      if (!Objects.equals(price.currency(), reduced.currency())) {
        cells.problem(
            ProductField.PRICE.wireName(),
            "currency_conflict",
            "%s: \"%s\" is in another currency than the price."
                .formatted(sale.where(), sale.shown()));
      }
      return reduced.value().compareTo(price.value()) < 0
          ? new Offer(reduced, price)
          : new Offer(price, null);
    }

    private @Nullable Amount amount(ProductField field, Cell cell) {
      return cells.price(field, cell, Notation.POINT, null, currency);
    }

    private boolean isOn(Cell dates) {
      if (dates.isEmpty()) {
        return true;
      }
      var period = Period.read(dates.text());
      if (period == null) {
        cells.problem(
            ProductField.PRICE.wireName(),
            "invalid",
            "%s: \"%s\" is no period, such as 2026-11-27T00:00+0100/2026-11-30T23:59+0100."
                .formatted(dates.where(), dates.shown()));
        return false;
      }
      return period.covers(now);
    }

    private @Nullable Integer pieces(Item item) {
      var available = cells.stock(item.cell(AVAILABILITY));
      if (available != null) {
        return available;
      }
      var quantity = item.cell(QUANTITY);
      return cells.stock(quantity.isEmpty() ? item.cell(GOOGLE_QUANTITY) : quantity);
    }

    FeedProduct product() {
      if (common != null && fold.variants() > 1) {
        fold.title = common;
      }
      return fold.product(currency);
    }
  }
}
