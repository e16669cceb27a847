package com.postpilot.queue.feed;

import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.feed.Amount.Notation;
import com.postpilot.queue.feed.Amount.Reading;
import com.postpilot.queue.product.PlainText;
import com.postpilot.queue.product.ProductInput;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the cells of a product mean; what cannot be understood is noted as a problem. */
final class Cells {
  /** A product with more is hopeless anyway. */
  private static final int MAX_PROBLEMS = 20;

  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00A0\\u2028\\u2029]+");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n]]");
  private static final Pattern BETWEEN_ADDRESSES =
      Pattern.compile("[\\s,;|]+(?=(?i:https?:)?//)|[\\s,;|]+$");
  private static final Pattern QUANTITY = Pattern.compile("(-?)(\\d{1,9})(?:[.,]0+)?");
  private static final Set<String> SOLD_OUT =
      Set.of("out of stock", "out-of-stock", "out_of_stock", "outofstock", "sold out");
  private static final Set<String> FOR_SALE =
      Set.of(
          "in stock",
          "in-stock",
          "in_stock",
          "instock",
          "available",
          "preorder",
          "pre-order",
          "pre_order",
          "backorder",
          "back-order",
          "back_order");

  private final FeedLimits limits;
  private final List<FieldError> problems = new ArrayList<>();

  Cells(FeedLimits limits) {
    this.limits = limits;
  }

  List<FieldError> problems() {
    return problems;
  }

  void problem(String field, String code, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new FieldError(field, code, message));
    }
  }

  /** Text with its markup, if it has some. */
  @Nullable String text(ProductField field, Cell cell) {
    if (cell.isEmpty()) {
      return null;
    }
    if (cell.text().length() > limits.charactersPerField()) {
      problem(
          field.wireName(),
          "size",
          "%s: at most %,d characters are taken."
              .formatted(cell.where(), limits.charactersPerField()));
      return null;
    }
    if (cell.text().indexOf('\uFFFD') >= 0) {
      problem(
          field.wireName(),
          "damaged_text",
          "%s: \"%s\" lost characters before it came here. Export it again, in UTF-8."
              .formatted(cell.where(), cell.shown()));
      return null;
    }
    return CONTROLS.matcher(cell.text()).replaceAll(" ");
  }

  /** Text on one line, without markup. */
  @Nullable String line(ProductField field, Cell cell) {
    var text = text(field, cell);
    if (text == null) {
      return null;
    }
    var line = WHITE_SPACE.matcher(PlainText.of(text)).replaceAll(" ").strip();
    return line.isEmpty() ? null : line;
  }

  /**
   * Of a path such as {@code Home > Garden > Pots} that is too long, as much of its end as fits.
   */
  @Nullable String category(Cell cell) {
    var path = line(ProductField.CATEGORY, cell);
    while (path != null && path.length() > ProductInput.MAX_NAME && path.indexOf('>') >= 0) {
      path = path.substring(path.indexOf('>') + 1).strip();
    }
    return path;
  }

  /**
   * @param own what the currency is said to be beside the price
   * @param fallback what it is where nothing tells
   */
  @Nullable Amount price(
      ProductField field,
      Cell cell,
      Notation notation,
      @Nullable String own,
      @Nullable String fallback) {
    if (cell.isEmpty()) {
      return null;
    }
    return switch (Amount.read(cell.text(), notation, own, fallback)) {
      case Reading.Read(var amount) -> amount;
      case Reading.Unread(var code, var reason) -> {
        problem(
            field.wireName(), code, "%s: \"%s\" %s.".formatted(cell.where(), cell.shown(), reason));
        yield null;
      }
    };
  }

  /**
   * @return null where it is not told how many there are
   */
  @Nullable Integer stock(Cell cell) {
    var text = cell.text().toLowerCase(Locale.ROOT);
    if (text.isEmpty() || FOR_SALE.contains(text)) {
      return null;
    }
    if (SOLD_OUT.contains(text)) {
      return 0;
    }
    var quantity = QUANTITY.matcher(text);
    if (quantity.matches()) {
      // below zero there are orders that nobody can fill
      return quantity.group(1).isEmpty() ? Integer.valueOf(quantity.group(2)) : 0;
    }
    problem(
        ProductField.STOCK.wireName(),
        "invalid",
        "%s: \"%s\" is no number of pieces.".formatted(cell.where(), cell.shown()));
    return null;
  }

  /** Addresses of pictures, with something between them. */
  List<String> addresses(Cell cell) {
    var addresses = new ArrayList<String>();
    for (var part : BETWEEN_ADDRESSES.split(cell.text(), -1)) {
      var address = part.isBlank() ? null : address(ProductField.IMAGES, cell, part.strip());
      if (address != null && addresses.size() < ProductInput.MAX_IMAGES) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  @Nullable String address(ProductField field, Cell cell) {
    return cell.isEmpty() ? null : address(field, cell, cell.text());
  }

  private @Nullable String address(ProductField field, Cell cell, String text) {
    if (text.length() > ProductInput.MAX_URL) {
      problem(
          field.wireName(),
          "size",
          "%s: an address has at most %,d characters."
              .formatted(cell.where(), ProductInput.MAX_URL));
      return null;
    }
    return tidy(text);
  }

  /** A value of an option, such as a size. */
  @Nullable String value(Cell cell) {
    var value = line(ProductField.TITLE, cell);
    if (value != null && value.length() > ProductInput.MAX_NAME) {
      problem(
          "product_options",
          "size",
          "%s: at most %d characters are taken.".formatted(cell.where(), ProductInput.MAX_NAME));
      return null;
    }
    return value;
  }

  /** As browsers take it: with spaces and letters that no address has, or without its scheme. */
  private static String tidy(String address) {
    var whole = address.startsWith("//") ? "https:" + address : address;
    var tidy = new StringBuilder(whole.length());
    whole
        .codePoints()
        .forEach(
            c -> {
              if (c > ' ' && c < 0x7F && "\"<>\\^`{|}".indexOf(c) < 0) {
                tidy.append((char) c);
              } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  tidy.append("%%%02X".formatted(b));
                }
              }
            });
    return tidy.toString();
  }

  /** What a variant costs: a price before that is not higher was none. */
  record Offer(@Nullable Amount price, @Nullable Amount before) {
    @Nullable BigDecimal compareAtPrice() {
      return price != null && before != null && before.value().compareTo(price.value()) > 0
          ? before.value()
          : null;
    }
  }
}
