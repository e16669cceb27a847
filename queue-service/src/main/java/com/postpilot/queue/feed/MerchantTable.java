package com.postpilot.queue.feed;

import com.postpilot.queue.feed.Table.Column;
import com.postpilot.queue.feed.Table.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A Merchant feed as a table: tabs as a rule, though people's tools write commas too. */
final class MerchantTable {
  private static final String PREFIX = "g:";

  private MerchantTable() {}

  static void read(
      FeedSource source,
      FeedSettings settings,
      FeedLimits limits,
      Encoding encoding,
      Consumer<FeedProduct> each) {
    try (var table = Table.open(source, limits, encoding, MerchantProducts.NAMES)) {
      var columns = columns(table);
      var products = new MerchantProducts(settings, limits, each);
      for (var row = table.next(); row != null; row = table.next()) {
        products.add(new Line(row, columns), table.isShifted(row));
      }
      products.end();
    }
  }

  /** Names that tell one thing stand once; there may be several for further pictures. */
  private static Map<String, List<Column>> columns(Table table) {
    var columns = new HashMap<String, List<Column>>();
    for (var name : MerchantProducts.NAMES) {
      if (name.equals(MerchantProducts.MORE_IMAGES)) {
        columns.put(
            name,
            List.of(name, name + "s", PREFIX + name).stream()
                .flatMap(each -> table.columns(each).stream())
                .toList());
      } else {
        var column = table.column(name, PREFIX + name);
        columns.put(name, column == null ? List.of() : List.of(column));
      }
    }
    var needed = new HashMap<String, @Nullable Column>();
    for (var name : List.of(MerchantProducts.ID, MerchantProducts.TITLE)) {
      needed.put(name, columns.getOrDefault(name, List.of()).stream().findFirst().orElse(null));
    }
    table.require("Merchant feed", needed);
    return columns;
  }

  private record Line(Row row, Map<String, List<Column>> columns) implements MerchantProducts.Item {
    @Override
    public int number() {
      return row.number();
    }

    @Override
    public List<Cell> all(String name) {
      return columns.getOrDefault(name, List.of()).stream().map(row::cell).toList();
    }
  }
}
