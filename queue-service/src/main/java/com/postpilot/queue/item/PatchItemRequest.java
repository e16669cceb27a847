package com.postpilot.queue.item;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Edit;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import com.postpilot.queue.product.ProductInput;
import com.postpilot.queue.product.ProductInput.OptionInput;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A JSON merge patch of an item, to the last level. */
record PatchItemRequest(
    @Nullable Edit<List<@Nullable Platform>> platforms,
    @Nullable Edit<Tone> tone,
    @Nullable Edit<String> language,
    @Nullable Edit<Map<Platform, @Nullable CaptionPatch>> captions,
    @Nullable Edit<Map<Platform, @Nullable Map<String, @Nullable Object>>> options,
    @Nullable Edit<List<@Nullable ItemMedium>> media,
    @Nullable Edit<ProductPatch> product) {

  record CaptionPatch(
      @Nullable Edit<String> caption, @Nullable Edit<List<@Nullable String>> hashtags) {}

  /** What a shop says of the product now; it holds for all items of the product. */
  record ProductPatch(
      @Nullable Edit<String> title,
      @Nullable Edit<String> description,
      @Nullable Edit<BigDecimal> price,
      @Nullable Edit<BigDecimal> compareAtPrice,
      @Nullable Edit<String> currency,
      @Nullable Edit<List<@Nullable String>> images,
      @Nullable Edit<String> url,
      @Nullable Edit<String> brand,
      @Nullable Edit<String> category,
      @Nullable Edit<Integer> stock,
      @Nullable Edit<List<@Nullable OptionInput>> productOptions,
      @Nullable Edit<BigDecimal> highestPrice) {

    /** The facts as they become; null if {@code errors} got some. */
    @Nullable ProductFacts on(ProductFacts facts, List<FieldError> errors) {
      var patched =
          new ProductInput(
                  facts.externalId(),
                  after(title, facts.title()),
                  after(description, ""),
                  after(price, amount(facts.price())),
                  after(compareAtPrice, amount(facts.compareAtPrice())),
                  after(currency, currency(facts)),
                  after(images, facts.images()),
                  after(url, facts.url()),
                  after(brand, facts.brand()),
                  after(category, facts.category()),
                  after(stock, facts.stock()),
                  after(productOptions, options(facts)),
                  after(highestPrice, amount(facts.highestPrice())))
              .facts("product.", errors);
      return patched == null || description != null ? patched : withDescription(patched, facts);
    }

    /** It was cleaned when it came: a second time would take what is text by now for markup. */
    private static ProductFacts withDescription(ProductFacts patched, ProductFacts before) {
      return new ProductFacts(
          patched.externalId(),
          patched.title(),
          before.description(),
          patched.price(),
          patched.compareAtPrice(),
          patched.images(),
          patched.url(),
          patched.brand(),
          patched.category(),
          patched.stock(),
          patched.options(),
          patched.highestPrice());
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
      return money == null ? null : money.amount();
    }

    private static @Nullable String currency(ProductFacts facts) {
      var price = facts.price() == null ? facts.compareAtPrice() : facts.price();
      return price == null ? null : price.currency();
    }

    private static List<@Nullable OptionInput> options(ProductFacts facts) {
      return facts.options().stream()
          .<@Nullable OptionInput>map(
              option -> new OptionInput(option.name(), List.copyOf(option.values())))
          .toList();
    }
  }

  boolean saysNothing() {
    return equals(new PatchItemRequest(null, null, null, null, null, null, null));
  }

  /** How the item is to be written from now on. */
  void plan(Item item, ItemInput input) {
    item.plan(
        platforms == null ? item.platforms() : input.platforms(platforms.value()),
        tone == null ? item.tone() : Objects.requireNonNullElse(tone.value(), Tone.FRIENDLY),
        language == null ? item.language() : input.language(language.value()));
  }

  Map<Platform, Caption> captions(Item item, ItemInput input) {
    var after = new EnumMap<Platform, Caption>(Platform.class);
    if (captions == null) {
      after.putAll(item.captions());
      return after;
    }
    var patch = captions.value();
    if (patch == null) {
      return after;
    }
    after.putAll(item.captions());
    patch.forEach(
        (platform, edit) -> {
          var field = "captions." + platform;
          if (edit == null) {
            after.remove(platform);
          } else if (planned(item, platform, field, input)) {
            after.put(platform, caption(item.captions().get(platform), edit, field, input));
          }
        });
    return after;
  }

  private static Caption caption(
      @Nullable Caption before, CaptionPatch edit, String field, ItemInput input) {
    var text = after(edit.caption(), before == null ? null : before.caption());
    input.caption(field + ".caption", text);
    var hashtags =
        edit.hashtags() == null && before != null
            ? before.hashtags()
            : input.hashtags(field + ".hashtags", after(edit.hashtags(), null));
    if (before != null && before.caption().equals(text) && before.hashtags().equals(hashtags)) {
      return before;
    }
    return new Caption(
        Objects.requireNonNullElse(text, ""),
        hashtags,
        null,
        before == null ? List.of() : before.unsupported());
  }

  Map<Platform, Map<String, Object>> options(Item item, ItemInput input) {
    var after = new EnumMap<Platform, Map<String, Object>>(Platform.class);
    if (options == null) {
      after.putAll(item.options());
      return after;
    }
    var patch = options.value();
    if (patch == null) {
      return after;
    }
    after.putAll(item.options());
    patch.forEach(
        (platform, edit) -> {
          if (edit == null) {
            after.remove(platform);
          } else if (planned(item, platform, "options." + platform, input)) {
            after.put(
                platform, merged(Objects.requireNonNullElse(after.get(platform), Map.of()), edit));
          }
        });
    return after;
  }

  List<UUID> media(Item item, ItemInput input) {
    return media == null ? item.media() : input.media(media.value());
  }

  private static Map<String, Object> merged(
      Map<String, Object> before, Map<String, @Nullable Object> edit) {
    var after = new HashMap<>(before);
    edit.forEach(
        (name, value) -> {
          if (value == null) {
            after.remove(name);
          } else {
            after.put(name, value);
          }
        });
    return Map.copyOf(after);
  }

  private static boolean planned(Item item, Platform platform, String field, ItemInput input) {
    if (item.platforms().contains(platform)) {
      return true;
    }
    input.refuse(field, "not_planned", "The item is not for this platform.");
    return false;
  }

  private static <T> @Nullable T after(@Nullable Edit<T> edit, @Nullable T before) {
    return edit == null ? before : edit.value();
  }
}
