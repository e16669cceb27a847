package com.postpilot.queue.imports;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.feed.FeedFormat;
import com.postpilot.queue.feed.FeedSettings;
import com.postpilot.queue.feed.ProductField;
import com.postpilot.queue.item.ItemInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be imported, and how.
 *
 * @param url of the file; null if it is uploaded
 * @param currency of prices that name none, such as {@code EUR}
 * @param columns of a table, by the field that each fills: {@code {"title": "Product name"}}
 * @param platforms which the items are for; all, if none is named
 */
record ImportRequest(
    @Nullable FeedFormat format,
    @Nullable String url,
    @Nullable String currency,
    @Nullable Map<String, @Nullable String> columns,
    @Nullable List<@Nullable Platform> platforms,
    @Nullable Tone tone,
    @Nullable String language) {

  private static final int MAX_URL = 2_048;
  private static final int MAX_HEADER = 200;

  /**
   * @throws Problem 422 that names everything that is wrong with it
   */
  Plan planOfFetch() {
    return plan(url == null ? Optional.of(required("url")) : address(url));
  }

  /**
   * @throws Problem 422 that names everything that is wrong with it
   */
  Plan planOfUpload() {
    return plan(
        url == null
            ? Optional.empty()
            : Optional.of(
                new FieldError("url", "invalid", "Give either a file or the address of one.")));
  }

  private Plan plan(Optional<FieldError> source) {
    var errors = new ArrayList<FieldError>();
    source.ifPresent(errors::add);
    var input = new ItemInput("", errors);
    var planned = input.platforms(platforms);
    var spoken = input.language(language);
    var named = columns(errors);
    checkCurrency(named, errors);
    if (format == null) {
      errors.add(required("format"));
    }
    if (format == null || !errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new Plan(
        new FeedSettings(format, currency, named),
        planned,
        Objects.requireNonNullElse(tone, Tone.FRIENDLY),
        spoken.toLanguageTag());
  }

  private Map<ProductField, String> columns(List<FieldError> errors) {
    var named = new EnumMap<ProductField, String>(ProductField.class);
    if (columns == null) {
      if (format == FeedFormat.CSV) {
        errors.add(required("columns"));
      }
      return named;
    }
    if (format != FeedFormat.CSV) {
      errors.add(
          new FieldError("columns", "invalid", "Only a table of the format CSV has columns."));
      return named;
    }
    if (columns.size() > ProductField.values().length) {
      errors.add(
          new FieldError(
              "columns",
              "size",
              "A product has %d fields.".formatted(ProductField.values().length)));
      return named;
    }
    columns.forEach((field, header) -> column(named, field, header, errors));
    // Without an id, the same file again would make every product again.
    for (var needed : List.of(ProductField.EXTERNAL_PRODUCT_ID, ProductField.TITLE)) {
      if (!columns.containsKey(needed.wireName())) {
        errors.add(required("columns." + needed.wireName()));
      }
    }
    return named;
  }

  private static void column(
      Map<ProductField, String> named,
      String name,
      @Nullable String header,
      List<FieldError> errors) {
    var field =
        Arrays.stream(ProductField.values()).filter(one -> one.wireName().equals(name)).findFirst();
    if (field.isEmpty()) {
      errors.add(
          new FieldError("columns." + name, "unknown_field", "A product has no field like this."));
    } else if (header == null || header.isBlank()) {
      errors.add(
          new FieldError("columns." + name, "not_blank", "Name the column, as it is headed."));
    } else if (header.length() > MAX_HEADER) {
      errors.add(
          new FieldError(
              "columns." + name, "size", "At most %d characters are taken.".formatted(MAX_HEADER)));
    } else {
      named.put(field.get(), header.strip());
    }
  }

  private void checkCurrency(Map<ProductField, String> named, List<FieldError> errors) {
    if (currency != null) {
      if (!isCurrency(currency)) {
        errors.add(
            new FieldError(
                "currency", "invalid", "This must be a currency of ISO 4217, such as EUR."));
      }
      return;
    }
    boolean needed =
        switch (format) {
          case SHOPIFY_CSV -> true;
          case CSV ->
              (named.containsKey(ProductField.PRICE)
                      || named.containsKey(ProductField.COMPARE_AT_PRICE))
                  && !named.containsKey(ProductField.CURRENCY);
          case GOOGLE_MERCHANT -> false;
          case null -> false;
        };
    if (needed) {
      errors.add(
          new FieldError(
              "currency", "not_null", "The prices of this file need a currency, such as EUR."));
    }
  }

  private static boolean isCurrency(String code) {
    try {
      return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<FieldError> address(String url) {
    try {
      var uri = new URI(url);
      var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (url.length() <= MAX_URL
          && List.of("http", "https").contains(scheme)
          && uri.getHost() != null
          && uri.getRawUserInfo() == null) {
        return Optional.empty();
      }
    } catch (URISyntaxException e) {
      // The same answer as for another scheme.
    }
    return Optional.of(
        new FieldError(
            "url", "invalid", "This must be an http or https address, without a user name."));
  }

  private static FieldError required(String field) {
    return new FieldError(field, "not_null", "This is required.");
  }
}
