package com.postpilot.queue.feed;

import com.postpilot.queue.feed.Amount.Notation;
import com.postpilot.queue.feed.Cells.Offer;
import com.postpilot.queue.feed.Table.Column;
import com.postpilot.queue.feed.Table.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Shopify shop's export, in the names of its columns before 2025 and since: a line for each
 * variant and each further picture, of which the first says what the product is.
 */
final class ShopifyExport {
  private static final String HANDLE = "Handle";
  private static final String TITLE = "Title";
  private static final String PRICE = "Variant Price";
  private static final int MAX_SHOPIFY_OPTIONS = 3;
  private static final Set<String> HIDDEN = Set.of("draft", "archived");

  private final Table table;
  private final FeedLimits limits;
  private final @Nullable String currency;

  private final @Nullable Column handle;
  private final @Nullable Column title;
  private final @Nullable Column description;
  private final @Nullable Column brand;
  private final @Nullable Column category;
  private final @Nullable Column type;
  private final @Nullable Column published;
  private final @Nullable Column status;
  private final @Nullable Column price;
  private final @Nullable Column before;
  private final @Nullable Column tracker;
  private final @Nullable Column quantity;
  private final @Nullable Column policy;
  private final @Nullable Column sku;
  private final @Nullable Column image;
  private final @Nullable Column position;
  private final List<OptionColumns> options = new ArrayList<>();

  private ShopifyExport(Table table, FeedSettings settings, FeedLimits limits) {
    this.table = table;
    this.limits = limits;
    currency = settings.currency();
    handle = table.column(HANDLE, "URL handle");
    title = table.column(TITLE);
    description = table.column("Body (HTML)", "Description");
    brand = table.column("Vendor");
    category = table.column("Product Category");
    type = table.column("Type");
    published = table.column("Published", "Published on online store");
    status = table.column("Status");
    price = table.column(PRICE, "Price");
    before = table.column("Variant Compare At Price", "Compare-at price");
    tracker = table.column("Variant Inventory Tracker", "Inventory tracker");
    quantity = table.column("Variant Inventory Qty", "Inventory quantity");
    policy = table.column("Variant Inventory Policy", "Continue selling when out of stock");
    sku = table.column("Variant SKU", "SKU");
    image = table.column("Image Src", "Product image URL");
    position = table.column("Image Position");
    for (int i = 1; i <= MAX_SHOPIFY_OPTIONS; i++) {
      options.add(
          new OptionColumns(
              table.column("Option%d Name".formatted(i)),
              table.column("Option%d Value".formatted(i))));
    }
    var needed = new HashMap<String, @Nullable Column>();
    needed.put(HANDLE, handle);
    needed.put(TITLE, title);
    needed.put(PRICE, price);
    table.require("Shopify product export", needed);
  }

  private record OptionColumns(@Nullable Column name, @Nullable Column value) {}

  static void read(
      FeedSource source,
      FeedSettings settings,
      FeedLimits limits,
      Encoding encoding,
      Consumer<FeedProduct> each) {
    try (var table = Table.open(source, limits, encoding, List.of(HANDLE, TITLE, PRICE))) {
      new ShopifyExport(table, settings, limits).read(each);
    }
  }

  private void read(Consumer<FeedProduct> each) {
    Draft draft = null;
    for (var row = table.next(); row != null; row = table.next()) {
      var id = row.cellOf(handle).text();
      if (draft == null || id.isEmpty() || !id.equals(draft.fold.externalId)) {
        if (draft != null) {
          each.accept(draft.fold.product(currency));
        }
        draft = new Draft(row, id);
      }
      draft.add(row);
    }
    if (draft != null) {
      each.accept(draft.fold.product(currency));
    }
  }

  /** A product while its lines come in. */
  private final class Draft {
    final Fold fold;
    private final Cells cells;
    private final @Nullable String[] names = new String[MAX_SHOPIFY_OPTIONS];

    Draft(Row row, String id) {
      cells = new Cells(limits);
      fold = new Fold(row.number(), cells);
      fold.externalId = id.isEmpty() ? null : id;
      if (id.isEmpty()) {
        cells.problem(
            ProductField.EXTERNAL_PRODUCT_ID.wireName(),
            "not_blank",
            "Row %d has no handle.".formatted(row.number()));
      }
      fold.title = cells.line(ProductField.TITLE, row.cellOf(title));
      fold.description = cells.text(ProductField.DESCRIPTION, row.cellOf(description));
      fold.brand = cells.line(ProductField.BRAND, row.cellOf(brand));
      var taxonomy = cells.category(row.cellOf(category));
      fold.category =
          taxonomy == null || taxonomy.equals("Uncategorized")
              ? cells.category(row.cellOf(type))
              : taxonomy;
      var state = row.cellOf(status).text().toLowerCase(Locale.ROOT);
      if (row.cellOf(published).text().equalsIgnoreCase("false") || HIDDEN.contains(state)) {
        cells.problem(
            "status",
            "not_on_sale",
            "Row %d: the shop does not sell this.".formatted(row.number()));
      }
    }

    void add(Row row) {
      if (table.isShifted(row)) {
        cells.problem(
            ProductField.TITLE.wireName(), "ragged_row", MappedTable.shifted(row.number()));
        return;
      }
      var address = cells.address(ProductField.IMAGES, row.cellOf(image));
      if (address != null) {
        var place = row.cellOf(position).text();
        fold.image(
            address, place.matches("\\d{1,6}") ? Integer.parseInt(place) : Integer.MAX_VALUE);
      }
      if (isVariant(row)) {
        fold.variant(
            new Offer(
                amount(ProductField.PRICE, row, price),
                amount(ProductField.COMPARE_AT_PRICE, row, before)),
            stock(row));
        options(row);
      }
    }

    /** Else it is a line for one more picture. */
    private boolean isVariant(Row row) {
      return !row.cellOf(price).isEmpty()
          || !row.cellOf(sku).isEmpty()
          || !row.cellOf(options.getFirst().value()).isEmpty();
    }

    private @Nullable Amount amount(ProductField field, Row row, @Nullable Column column) {
      return cells.price(field, row.cellOf(column), Notation.POINT, null, currency);
    }

    /** Not told where the shop does not count, or sells on when there is nothing left. */
    private @Nullable Integer stock(Row row) {
      var onward = row.cellOf(policy).text();
      return row.cellOf(tracker).isEmpty()
              || onward.equalsIgnoreCase("continue")
              || onward.equalsIgnoreCase("true")
          ? null
          : cells.stock(row.cellOf(quantity));
    }

    private void options(Row row) {
      for (int i = 0; i < names.length; i++) {
        var columns = options.get(i);
        var name = cells.value(row.cellOf(columns.name()));
        if (name != null) {
          names[i] = name;
        }
        var value = cells.value(row.cellOf(columns.value()));
        var known = names[i];
        if (known != null && !"Default Title".equals(value)) {
          fold.option(known, value);
        }
      }
    }
  }
}
