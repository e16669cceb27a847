package com.postpilot.demo.product;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * A shop's products as Shopify exports them: a line for each variant and each further picture,
 * lines of the same handle belong together, and only the first of them says what the product is.
 *
 * @param products those on sale, in the order of the file
 * @param drafts how many were left out because their shop does not show them
 */
public record ProductExport(List<Product> products, int drafts) {
  private static final String HANDLE = "Handle";
  private static final String TITLE = "Title";
  private static final String DESCRIPTION = "Body (HTML)";
  private static final String TAGS = "Tags";
  private static final String PRICE = "Variant Price";
  private static final String PICTURE = "Image Src";
  private static final List<String> NEEDED =
      List.of(HANDLE, TITLE, DESCRIPTION, TAGS, PRICE, PICTURE);

  private static final CSVFormat DIALECT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setAllowMissingColumnNames(true) // the missing ones are told by name
          .setTrim(true)
          .get();

  public ProductExport {
    products = List.copyOf(products);
  }

  /**
   * Reads a file in UTF-8, with or without a byte order mark.
   *
   * @throws UnreadableExport when it is not there, is no export, or says nothing
   */
  public static ProductExport read(Path file) {
    try {
      return read(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new UnreadableExport("There is no file " + file + ".", e);
    } catch (IOException e) {
      throw new UnreadableExport("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads what a file holds.
   *
   * @param file its name, for whoever has to mend it
   * @throws UnreadableExport when it is no export, or says nothing
   */
  public static ProductExport read(String file, byte[] content) {
    var rows = rows(file, text(file, content));
    var byHandle = new LinkedHashMap<String, List<CSVRecord>>();
    for (var row : rows) {
      var handle = cell(row, HANDLE);
      if (handle.isEmpty()) {
        throw new UnreadableExport("%s: row %s has no Handle.".formatted(file, number(row)));
      }
      byHandle.computeIfAbsent(handle, _ -> new ArrayList<>()).add(row);
    }
    var products = new ArrayList<Product>();
    int drafts = 0;
    for (var product : byHandle.values()) {
      if (isOnSale(product.getFirst())) {
        products.add(product(file, product));
      } else {
        drafts++;
      }
    }
    if (products.isEmpty()) {
      throw new UnreadableExport(file + " has no products that are on sale.");
    }
    return new ProductExport(products, drafts);
  }

  private static String text(String file, byte[] content) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new UnreadableExport(file + " is no text: export the products as CSV.");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new UnreadableExport(
          file + " is not in UTF-8: export the products again, as \"CSV UTF-8\".", e);
    }
  }

  private static List<CSVRecord> rows(String file, String text) {
    var withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (var parser = CSVParser.parse(new StringReader(withoutMark), DIALECT)) {
      var missing =
          NEEDED.stream().filter(column -> !parser.getHeaderMap().containsKey(column)).toList();
      if (!missing.isEmpty()) {
        throw new UnreadableExport(
            "%s is no Shopify product export: it has no column %s."
                .formatted(file, String.join(", ", missing)));
      }
      return parser.getRecords();
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UnreadableExport("%s is no CSV: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private static boolean isOnSale(CSVRecord row) {
    return !cell(row, "Published").equalsIgnoreCase("false")
        && Stream.of("draft", "archived").noneMatch(cell(row, "Status")::equalsIgnoreCase);
  }

  private static Product product(String file, List<CSVRecord> rows) {
    var first = rows.getFirst();
    var title = cell(first, TITLE);
    if (title.isEmpty()) {
      throw new UnreadableExport("%s: row %s has no Title.".formatted(file, number(first)));
    }
    var pictured = rows.stream().filter(row -> !cell(row, PICTURE).isEmpty()).findFirst();
    return new Product(
        cell(first, HANDLE),
        title,
        Jsoup.parse(cell(first, DESCRIPTION)).text().replace('\u00A0', ' ').strip(),
        cell(first, "Vendor"),
        Stream.of(cell(first, TAGS).split(",", -1))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .toList(),
        price(file, rows),
        pictured.map(row -> cell(row, PICTURE)).orElse(null),
        pictured.map(row -> cell(row, "Image Alt Text")).orElse(""));
  }

  private static @Nullable Price price(String file, List<CSVRecord> rows) {
    BigDecimal lowest = null;
    BigDecimal highest = null;
    BigDecimal before = null;
    for (var row : rows) {
      var price = amount(file, row, PRICE);
      if (price == null) {
        continue; // a line for one more picture
      }
      if (lowest == null || price.compareTo(lowest) < 0) {
        lowest = price;
        before = amount(file, row, "Variant Compare At Price");
      }
      highest = highest == null ? price : highest.max(price);
    }
    return lowest == null || highest == null ? null : new Price(lowest, highest, before);
  }

  private static @Nullable BigDecimal amount(String file, CSVRecord row, String column) {
    var text = cell(row, column);
    try {
      return text.isEmpty() ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new UnreadableExport(
          "%s: row %s has \"%s\" as %s, which is no number."
              .formatted(file, number(row), text, column),
          e);
    }
  }

  /** What stands in a column; nothing where the column or the end of the line is missing. */
  private static String cell(CSVRecord row, String column) {
    return row.isSet(column) ? row.get(column).strip() : "";
  }

  /** As a spreadsheet counts, the header being row 1. */
  private static String number(CSVRecord row) {
    return Long.toString(row.getRecordNumber() + 1);
  }
}
