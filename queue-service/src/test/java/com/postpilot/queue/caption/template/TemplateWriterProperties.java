package com.postpilot.queue.caption.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PlatformLimits;
import com.postpilot.queue.caption.CaptionWriter.Caption;
import com.postpilot.queue.caption.CaptionWriter.Request;
import com.postpilot.queue.caption.CaptionWriter.Written;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class TemplateWriterProperties {
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d.,’\\u00A0]*\\d|\\d");
  private static final List<String> WORDS =
      List.of(
          "Apple",
          "apple",
          "Blue",
          "WOOL",
          "LED",
          "Umbrella",
          "of",
          "and",
          "für",
          "l'été",
          "🔥",
          "&amp;",
          "\"",
          "—",
          "12",
          "5-in-1",
          "null-safe",
          "No.",
          "The",
          "{name}",
          "$1",
          "\\",
          "قميص",
          "襯衫。",
          "ñandú",
          "!!!",
          "..",
          "<b>",
          "#tag",
          "@me",
          "https://x.example",
          "  ",
          "\n",
          "👩‍💻",
          "1️⃣",
          "(new)",
          "XXL",
          "word".repeat(30));

  private final TemplateWriter writer = new TemplateWriter();

  @Property(tries = 400)
  void captionsAreWithinLimitsAndWellMade(@ForAll("requests") Request request) {
    Written written = writer.write(request);
    if (written instanceof Written.Refused) {
      assertThat(Name.of(request.product().title()).text())
          .doesNotContainPattern("[\\p{L}\\p{Nd}]");
      return;
    }
    var captions = (Written.Captions) written;
    assertThat(captions.byPlatform()).containsOnlyKeys(request.platforms());
    assertThat(new TemplateWriter().write(request)).isEqualTo(captions);

    captions
        .byPlatform()
        .forEach(
            (platform, caption) -> {
              isWithinLimits(platform, caption);
              isWellMade(caption);
              claimsNoOtherNumber(caption, request);
            });
  }

  private static void isWithinLimits(Platform platform, Caption caption) {
    var limits = PlatformLimits.of(platform);
    String rendered =
        caption.text()
            + caption.hashtags().stream()
                .map(tag -> "#" + tag)
                .collect(Collectors.joining(" ", "\n\n", ""));
    assertThat(limits.kinds())
        .allSatisfy(
            kind ->
                assertThat(kind.text().unit().count(rendered))
                    .isLessThanOrEqualTo(kind.text().max()));
    Integer advised = limits.hashtags().advised();
    assertThat(caption.hashtags())
        .hasSizeLessThanOrEqualTo(advised == null ? 5 : advised)
        .allSatisfy(
            tag -> assertThat(tag).matches("[\\p{L}\\p{M}\\p{N}]+").containsPattern("\\p{L}"));
    assertThat(caption.hashtags().stream().map(tag -> tag.toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
  }

  private static void isWellMade(Caption caption) {
    assertThat(caption.text())
        .isNotBlank()
        .isEqualTo(caption.text().strip())
        .doesNotContain(
            "  ", " \n", "\n ", "\n\n\n", "..", "!.", "?.", " ,", "{the", "&amp;", "<b>")
        .doesNotContainPattern("\\b[Aa] (?:[Aa]pple|Umbrella|LED)\\b|\\b[Aa]n (?:Blue|Wool)\\b")
        .doesNotContainPattern("\\bnull(?!-safe|safe)|[#@]\\p{L}|!!");
  }

  private static void claimsNoOtherNumber(Caption caption, Request request) {
    Set<String> known = new HashSet<>();
    ProductFacts facts = request.product();
    for (String text :
        List.of(
            facts.title(),
            facts.description(),
            String.valueOf(facts.url()),
            String.valueOf(facts.brand()),
            String.valueOf(facts.stock()),
            facts.options().toString())) {
      NUMBER.matcher(text).results().forEach(number -> known.add(digits(number.group())));
    }
    addPrice(facts.price(), known);
    addPrice(facts.compareAtPrice(), known);
    NUMBER
        .matcher(caption.text())
        .results()
        .forEach(number -> assertThat(known).contains(digits(number.group())));
  }

  private static void addPrice(@Nullable Money price, Set<String> known) {
    if (price != null) {
      known.add(digits(price.amount().toPlainString()));
      known.add(price.amount().toBigInteger().toString());
    }
  }

  private static String digits(String number) {
    return number.replaceAll("\\D", "");
  }

  @Provide
  Arbitrary<Request> requests() {
    Arbitrary<String> words =
        Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(12).map(list -> String.join(" ", list));
    Arbitrary<String> anything =
        Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMinLength(1).ofMaxLength(200);
    Arbitrary<String> titles = Arbitraries.oneOf(words, words, anything);
    Arbitrary<String> descriptions =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            words,
            words.list().ofMinSize(1).ofMaxSize(30).map(list -> String.join(". ", list)),
            anything);
    Arbitrary<@Nullable Money> prices =
        Combinators.combine(
                Arbitraries.longs().between(0, 5_000_000),
                Arbitraries.of("USD", "EUR", "JPY", "KWD", "CHF"))
            .as(Money::new)
            .injectNull(0.2);
    Arbitrary<ProductFacts> products =
        Combinators.combine(
                titles,
                descriptions,
                prices,
                prices,
                words.injectNull(0.3),
                words.injectNull(0.3),
                Arbitraries.integers().between(0, 20).injectNull(0.3),
                words.list().ofMaxSize(7))
            .as(
                (title, description, price, before, brand, category, stock, values) ->
                    new ProductFacts(
                        "id",
                        title,
                        description,
                        price,
                        before,
                        List.of(),
                        "https://shop.example/p/1",
                        brand,
                        category,
                        stock,
                        List.of(new ProductFacts.Option("Size", values))));
    return Combinators.combine(
            products,
            Arbitraries.of(Tone.class),
            Arbitraries.of("en", "de", "fr", "es", "en-GB", "de-CH", "ja")
                .map(Locale::forLanguageTag),
            Arbitraries.longs())
        .as(
            (product, tone, language, seed) ->
                new Request(
                    product,
                    EnumSet.allOf(Platform.class),
                    tone,
                    language,
                    "loud",
                    List.of(),
                    seed));
  }
}
