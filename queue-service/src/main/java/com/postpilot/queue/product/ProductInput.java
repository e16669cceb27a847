package com.postpilot.queue.product;

import com.postpilot.common.web.Problem.FieldError;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A product as a request describes it.
 *
 * @param description HTML is taken, and kept as the text that a reader sees
 * @param price in {@code currency}, with no more digits than that has, such as {@code 19.90}
 * @param compareAtPrice the price before, in the same currency
 * @param images addresses, the main picture first
 * @param highestPrice of its dearest variant, where {@code price} is that of the cheapest
 */
public record ProductInput(
    @Nullable String externalProductId,
    @Nullable String title,
    @Nullable String description,
    @Nullable BigDecimal price,
    @Nullable BigDecimal compareAtPrice,
    @Nullable String currency,
    @Nullable List<@Nullable String> images,
    @Nullable String url,
    @Nullable String brand,
    @Nullable String category,
    @Nullable Integer stock,
    @Nullable List<@Nullable OptionInput> productOptions,
    @Nullable BigDecimal highestPrice) {

  public static final int MAX_NAME = 200;
  public static final int MAX_URL = 2_048;
  public static final int MAX_IMAGES = 50;
  public static final int MAX_OPTIONS = 20;
  public static final int MAX_VALUES = 250;

  private static final int MAX_TITLE = 500;
  private static final int MAX_DESCRIPTION = 100_000;

  /** Such as sizes, or colours. */
  public record OptionInput(@Nullable String name, @Nullable List<@Nullable String> values) {}

  /**
   * @param prefix of the names of its fields, such as {@code items[3].}
   * @param errors gets everything that is wrong with it
   * @return null if anything is
   */
  public @Nullable ProductFacts facts(String prefix, List<FieldError> errors) {
    int before = errors.size();
    var facts = new Check(prefix, errors).facts(this);
    return errors.size() == before ? facts : null;
  }

  private static final class Check {
    private final String prefix;
    private final List<FieldError> errors;

    Check(String prefix, List<FieldError> errors) {
      this.prefix = prefix;
      this.errors = errors;
    }

    ProductFacts facts(ProductInput input) {
      var title = input.title() == null ? "" : input.title().strip();
      if (title.isEmpty()) {
        refuse("title", "not_blank", "A product needs a title.");
      }
      size("title", title, MAX_TITLE);
      size("description", input.description(), MAX_DESCRIPTION);
      size("external_product_id", input.externalProductId(), MAX_NAME);
      if (input.externalProductId() != null && input.externalProductId().isBlank()) {
        refuse("external_product_id", "not_blank", "Give an id, or leave this out.");
      }
      size("brand", input.brand(), MAX_NAME);
      size("category", input.category(), MAX_NAME);
      address("url", input.url());
      var currency = currency(input);
      var price = money("price", input.price(), currency);
      var compareAtPrice = money("compare_at_price", input.compareAtPrice(), currency);
      var images = images(input.images());
      var options = options(input.productOptions());
      var highest = money("highest_price", input.highestPrice(), currency);
      if (input.highestPrice() != null && input.price() == null) {
        refuse("price", "not_null", "Where variants differ, this is the lowest price.");
      } else if (highest != null && price != null && highest.minor() < price.minor()) {
        refuse("highest_price", "min", "This must not be below the price.");
      }
      if (input.stock() != null && input.stock() < 0) {
        refuse("stock", "min", "This must not be below zero.");
      }
      return new ProductFacts(
          input.externalProductId(),
          title,
          input.description() == null ? "" : PlainText.of(input.description()),
          price,
          compareAtPrice,
          images,
          input.url(),
          input.brand(),
          input.category(),
          input.stock(),
          options,
          Objects.equals(highest, price) ? null : highest);
    }

    private @Nullable Currency currency(ProductInput input) {
      if (input.currency() == null) {
        if (input.price() != null
            || input.compareAtPrice() != null
            || input.highestPrice() != null) {
          refuse("currency", "not_null", "A price needs its currency, such as EUR.");
        }
        return null;
      }
      try {
        var currency = Currency.getInstance(input.currency());
        if (currency.getDefaultFractionDigits() >= 0) {
          return currency;
        }
      } catch (IllegalArgumentException e) {
        // The same answer as for gold, which is in ISO 4217 too.
      }
      refuse("currency", "invalid", "This must be a currency of ISO 4217, such as EUR.");
      return null;
    }

    private @Nullable Money money(
        String field, @Nullable BigDecimal amount, @Nullable Currency currency) {
      if (amount == null || currency == null) {
        return null;
      }
      if (amount.signum() < 0) {
        refuse(field, "min", "A price must not be below zero.");
        return null;
      }
      try {
        return Money.of(amount, currency.getCurrencyCode());
      } catch (ArithmeticException e) {
        refuse(
            field,
            "invalid",
            "%s has %d digits behind the point."
                .formatted(currency.getCurrencyCode(), currency.getDefaultFractionDigits()));
        return null;
      }
    }

    private List<String> images(@Nullable List<@Nullable String> images) {
      if (images == null) {
        return List.of();
      }
      if (images.size() > MAX_IMAGES) {
        refuse("images", "size", "At most %d images are taken.".formatted(MAX_IMAGES));
        return List.of();
      }
      var given = new ArrayList<String>();
      for (int i = 0; i < images.size(); i++) {
        var image = images.get(i);
        if (image == null) {
          refuse("images[%d]".formatted(i), "not_null", "This is required.");
        } else {
          address("images[%d]".formatted(i), image);
          given.add(image);
        }
      }
      return given;
    }

    private List<ProductFacts.Option> options(@Nullable List<@Nullable OptionInput> options) {
      if (options == null) {
        return List.of();
      }
      if (options.size() > MAX_OPTIONS) {
        refuse("product_options", "size", "At most %d options are taken.".formatted(MAX_OPTIONS));
        return List.of();
      }
      var given = new ArrayList<ProductFacts.Option>();
      for (int i = 0; i < options.size(); i++) {
        var field = "product_options[%d]".formatted(i);
        var option = options.get(i);
        var name = option == null ? null : option.name();
        if (option == null || name == null || name.isBlank()) {
          refuse(field + ".name", "not_blank", "This is required.");
          continue;
        }
        size(field + ".name", name, MAX_NAME);
        given.add(new ProductFacts.Option(name, values(field + ".values", option.values())));
      }
      return given;
    }

    private List<String> values(String field, @Nullable List<@Nullable String> values) {
      if (values == null || values.isEmpty() || values.size() > MAX_VALUES) {
        refuse(field, "size", "Give 1 to %d values.".formatted(MAX_VALUES));
        return List.of();
      }
      for (int i = 0; i < values.size(); i++) {
        var value = values.get(i);
        if (value == null || value.isBlank()) {
          refuse("%s[%d]".formatted(field, i), "not_blank", "This is required.");
        }
        size("%s[%d]".formatted(field, i), value, MAX_NAME);
      }
      return values.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }

    private void address(String field, @Nullable String address) {
      if (address == null) {
        return;
      }
      size(field, address, MAX_URL);
      try {
        var uri = new URI(address);
        var scheme = uri.getScheme();
        if (("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
            && uri.getHost() != null) {
          return;
        }
      } catch (URISyntaxException e) {
        // The same answer as for another scheme.
      }
      refuse(field, "invalid", "This must be an address that begins with http:// or https://.");
    }

    private void size(String field, @Nullable String text, int max) {
      if (text != null && text.length() > max) {
        refuse(field, "size", "At most %d characters are taken.".formatted(max));
      }
    }

    private void refuse(String field, String code, String message) {
      errors.add(new FieldError(prefix + field, code, message));
    }
  }
}
