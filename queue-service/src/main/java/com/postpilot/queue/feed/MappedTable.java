package com.postpilot.queue.feed;

import com.postpilot.queue.feed.Amount.Notation;
import com.postpilot.queue.feed.Cells.Offer;
import com.postpilot.queue.feed.Table.Column;
import com.postpilot.queue.feed.Table.Row;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Any table, of which somebody said what its columns are: each row is a product. */
final class MappedTable {
  private final Table table;
  private final FeedLimits limits;
  private final @Nullable String currency;
  private final Map<ProductField, @Nullable Column> columns = new EnumMap<>(ProductField.class);

  private MappedTable(Table table, FeedSettings settings, FeedLimits limits) {
    this.table = table;
    this.limits = limits;
    currency = settings.currency();
    var needed = new HashMap<String, @Nullable Column>();
    settings
        .columns()
        .forEach(
            (field, name) -> {
              var column = table.column(name);
              columns.put(field, column);
              needed.put(name, column);
            });
    table.require("table with the columns that are named", needed);
  }

  static void read(
      FeedSource source,
      FeedSettings settings,
      FeedLimits limits,
      Encoding encoding,
      Consumer<FeedProduct> each) {
    try (var table = Table.open(source, limits, encoding, settings.columns().values())) {
      var mapped = new MappedTable(table, settings, limits);
      for (var row = table.next(); row != null; row = table.next()) {
        each.accept(mapped.product(row));
      }
    }
  }

  static String shifted(int row) {
    return ("Row %d has more cells than the header: a cell with the delimiter in it needs quotation"
            + " marks around it.")
        .formatted(row);
  }

  private FeedProduct product(Row row) {
    var cells = new Cells(limits);
    var fold = new Fold(row.number(), cells);
    fold.externalId =
        cells.line(ProductField.EXTERNAL_PRODUCT_ID, cell(row, ProductField.EXTERNAL_PRODUCT_ID));
    fold.title = cells.line(ProductField.TITLE, cell(row, ProductField.TITLE));
    if (table.isShifted(row)) {
      cells.problem(ProductField.TITLE.wireName(), "ragged_row", shifted(row.number()));
      return fold.product(currency);
    }
    fold.description = cells.text(ProductField.DESCRIPTION, cell(row, ProductField.DESCRIPTION));
    fold.url = cells.address(ProductField.URL, cell(row, ProductField.URL));
    fold.brand = cells.line(ProductField.BRAND, cell(row, ProductField.BRAND));
    fold.category = cells.category(cell(row, ProductField.CATEGORY));
    for (var address : cells.addresses(cell(row, ProductField.IMAGES))) {
      fold.image(address, 0);
    }
    var own = currency(cells, cell(row, ProductField.CURRENCY));
    fold.variant(
        new Offer(
            price(cells, row, ProductField.PRICE, own),
            price(cells, row, ProductField.COMPARE_AT_PRICE, own)),
        cells.stock(cell(row, ProductField.STOCK)));
    return fold.product(own == null ? currency : own);
  }

  private Cell cell(Row row, ProductField field) {
    return row.cellOf(columns.get(field));
  }

  private @Nullable Amount price(Cells cells, Row row, ProductField field, @Nullable String own) {
    return cells.price(field, cell(row, field), Notation.ANY, own, currency);
  }

  private @Nullable String currency(Cells cells, Cell cell) {
    if (cell.isEmpty()) {
      return null;
    }
    var own = Amount.currency(cell.text(), currency);
    if (own == null) {
      cells.problem(
          ProductField.CURRENCY.wireName(),
          "invalid",
          "%s: \"%s\" is no currency, such as EUR.".formatted(cell.where(), cell.shown()));
    }
    return own;
  }
}
