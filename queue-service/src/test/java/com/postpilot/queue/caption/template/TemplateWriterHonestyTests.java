package com.postpilot.queue.caption.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PlatformLimits;
import com.postpilot.queue.caption.CaptionWriter.Caption;
import com.postpilot.queue.caption.CaptionWriter.Request;
import com.postpilot.queue.caption.CaptionWriter.Written;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.claim.FactGuard;
import com.postpilot.queue.claim.UnsupportedClaim;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what the templates write, rendered as it is posted, against the guard that everybody's
 * captions have to pass and against what the platforms take.
 */
class TemplateWriterHonestyTests {
  private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}])@[\\p{L}\\p{N}_.]+");
  private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "en-GB", "de-CH");
  private static final int SEEDS = 8;

  private final TemplateWriter writer = new TemplateWriter();
  private final FactGuard guard = new FactGuard();

  static Stream<ProductFacts> products() {
    return Stream.of(
            Products.called("Copper Light")
                .described("Stylish copper bedside light")
                .at("59.99", "USD")
                .before("75", "USD")
                .inStock(2)
                .by("Company 123")
                .in("Home > Lighting")
                .linked("https://shop.example/products/copper-light?v=2"),
            Products.called("Pink Armchair")
                .described("Stylish pink armchair")
                .at("750", "USD")
                .inStock(0),
            Products.called("Vase ohne Preis").described("Schlichte Vase für kleine Sträuße."),
            Products.called("Nothing Known"),
            Products.called("Geschenkt").at("0", "EUR"),
            Products.called("Last Ones").at("20", "EUR").before("20", "EUR").inStock(1),
            Products.called("Dearer Now").at("30", "EUR").before("20", "EUR").inStock(5),
            Products.called("Two Currencies").at("30", "EUR").before("40", "USD"),
            Products.called("Half Price Lamp").at("50", "EUR").before("100", "EUR").inStock(6),
            Products.called("WOOL JUMPER WITH LED LIGHTS – 100% MERINO!!!")
                .described("PURE MERINO WOOL. 250 G. MADE TO LAST.")
                .at("129", "EUR")
                .choice("Size", "XS", "S", "M", "L", "XL"),
            Products.called(
                    "Acrylic Nail Polish Gel Set Starter Kit Manicure Tools Salon Lamp Drill Tips"
                        + " Glue and Files Pack of 24, 15 ml Each, Long Lasting, Professional")
                .described("24 colours of 15 ml each. The lamp has 48 W. Cures in 60 seconds.")
                .at("34.9", "GBP")
                .choice("Colour", "Red", "Rosé", "N° 5"),
            Products.called("T-Shirt 2024, 3er-Pack (2+1)")
                .described("<p>95 % Baumwolle,<br>5 % Elasthan.</p> Nach 10 Wäschen wie neu.")
                .at("1299.5", "EUR")
                .before("1499", "EUR")
                .choice("Größe", "36", "38", "40"),
            Products.called("Robe d'été en lin")
                .described("Une robe légère en lin. Longueur 110 cm. La plus belle de l'été ?")
                .at("89", "EUR")
                .by("Maison d'Été")
                .choice("Taille", "S", "M"),
            Products.called("Silla de madera")
                .described("Silla de roble para el comedor. Altura del asiento: 45 cm.")
                .at("149.95", "EUR")
                .before("199", "EUR")
                .inStock(3)
                .by("Muebles 1948"),
            Products.called("The Best Mug in the World")
                .described("The best mug you will ever own. Guaranteed. Only today half price!")
                .at("12", "USD"),
            Products.called("قميص أزرق").described("قميص من القطن بأكمام طويلة.").at("10", "USD"),
            Products.called("藍色棉質襯衫").described("這是一件襯衫。很漂亮。").at("390", "TWD"),
            Products.called("Синяя рубашка").at("1999", "RUB").inStock(4),
            Products.called("🔥 Sale 🔥 50% off Mug #1 @shop").at("5", "EUR"),
            Products.called("Salt &amp; Pepper Mill \"No. 7\"")
                .described("Steel. No. 7 of the series! Write to mill@shop.example or @mill.")
                .at("39", "CHF"),
            Products.called("Yen Bowl").at("3900", "JPY").before("4500", "JPY"),
            Products.called("Lira Bowl").at("250", "TRY").before("300", "TRY"),
            Products.called("Dinar Bowl").at("12.345", "KWD").before("15", "KWD").inStock(5))
        .map(Products::facts);
  }

  @ParameterizedTest
  @MethodSource("products")
  void nothingIsClaimedThatTheProductDoesNotSay(ProductFacts product) {
    for (String language : LANGUAGES) {
      for (Tone tone : Tone.values()) {
        for (long seed = 0; seed < SEEDS; seed++) {
          Request request =
              request(product, tone, Locale.forLanguageTag(language), List.of(), seed);
          isTrueAndFits(request);
          assertThat(written(request).values())
              .as("more than the name, which is what is left where nothing else is true")
              .allSatisfy(caption -> assertThat(caption.hashtags()).isNotEmpty());
        }
      }
    }
  }

  @Property(tries = 600)
  void nothingIsClaimedOfAnyProduct(@ForAll("requests") Request request) {
    isTrueAndFits(request);
  }

  @Property(tries = 300)
  void whatTheWorkspaceBannedIsNotSaid(
      @ForAll("requests") Request request, @ForAll("banned") List<String> banned) {
    var careful =
        request(request.product(), request.tone(), request.language(), banned, request.seed());
    var name = Name.of(request.product().title()).text();
    written(careful)
        .forEach(
            (platform, caption) -> {
              var text = rendered(caption);
              assertThat(banned)
                  .filteredOn(claim -> !FactGuard.says(name, claim))
                  .as(text)
                  .noneMatch(claim -> FactGuard.says(text, claim));
            });
  }

  @Test
  void aCaptionIsLeftOfAPhraseBookOfWhichEverythingIsBanned() {
    var everyWord = new ArrayList<String>();
    for (Tone tone : Tone.values()) {
      for (Purpose purpose : Purpose.values()) {
        Phrasebook.of(Language.ENGLISH).phrases(purpose, tone).stream()
            .flatMap(phrase -> Stream.of(phrase.text().split("[^\\p{L}']+")))
            .filter(word -> word.length() > 1)
            .forEach(everyWord::add);
      }
    }
    var vase = Products.called("Vase Luna").at("20", "EUR").facts();

    for (Tone tone : Tone.values()) {
      assertThat(written(request(vase, tone, Locale.ENGLISH, everyWord, 1)).values())
          .allSatisfy(caption -> assertThat(caption.text()).startsWith("Vase Luna"));
    }
  }

  private void isTrueAndFits(Request request) {
    written(request)
        .forEach(
            (platform, caption) -> {
              var text = rendered(caption);
              var name = Name.of(request.product().title()).text();
              assertThat(guard.check(request.product(), text, request.language(), List.of()))
                  .as("%s %s", request, text)
                  .allSatisfy(claim -> isWithin(name, claim, text));
              fits(platform, caption, text);
            });
  }

  /**
   * What only a part of a title says stands there because the shop called the product so, and is
   * said no second time.
   */
  private static void isWithin(String name, UnsupportedClaim claim, String text) {
    assertThat(text).isEqualTo(name + ".\n\n");
    assertThat(name).contains(claim.text());
  }

  private static void fits(Platform platform, Caption caption, String text) {
    var limits = PlatformLimits.of(platform);
    assertThat(limits.kinds())
        .allSatisfy(
            kind ->
                assertThat(kind.text().unit().count(text)).isLessThanOrEqualTo(kind.text().max()));
    for (Integer most : new Integer[] {limits.hashtags().max(), limits.hashtags().advised()}) {
      assertThat(caption.hashtags()).hasSizeLessThanOrEqualTo(most == null ? 5 : most);
    }
    assertThat(caption.hashtags().stream().map(tag -> tag.toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
    assertThat(MENTION.matcher(text).find()).as(text).isFalse();
    if (platform != Platform.FACEBOOK) {
      assertThat(text).as("links that nobody can follow").doesNotContain("://");
    }
  }

  /** As post-service renders it. */
  private static String rendered(Caption caption) {
    return caption.text()
        + caption.hashtags().stream()
            .map(tag -> "#" + tag)
            .collect(Collectors.joining(" ", "\n\n", ""));
  }

  /** Empty for a product without a name. */
  private Map<Platform, Caption> written(Request request) {
    return switch (writer.write(request)) {
      case Written.Captions captions -> captions.byPlatform();
      case Written.Refused refused -> {
        assertThat(refused.code()).isEqualTo("no_title");
        yield Map.of();
      }
      case Written.Unavailable unavailable ->
          throw new AssertionError("templates are always there: " + unavailable);
    };
  }

  private static Request request(
      ProductFacts product, Tone tone, Locale language, List<String> banned, long seed) {
    return new Request(product, EnumSet.allOf(Platform.class), tone, language, null, banned, seed);
  }

  @Provide
  Arbitrary<List<String>> banned() {
    return Arbitraries.of(
            "shop",
            "yours",
            "look",
            "today",
            "price",
            "our shop",
            "Preis",
            "Sie",
            "schau mal",
            "boutique",
            "pour vous",
            "tienda",
            "hoy",
            "lamp",
            "home",
            "shopping",
            "blue lamp",
            "from",
            "instead of",
            "statt",
            "in",
            "comments",
            "wool")
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<Request> requests() {
    Arbitrary<String> titles =
        Arbitraries.of(
                "Blue",
                "Lamp",
                "LAMP",
                "Best",
                "3",
                "500 ml",
                "XL",
                "Wool",
                "Gold",
                "for",
                "und",
                "50%",
                "(2er-Set)",
                "№ 5",
                "Größe 38",
                "d'été",
                "de",
                "madera",
                "Sale",
                "$5",
                "新品",
                "No. 1",
                "guaranteed",
                "Bio-Baumwolle",
                "2,5 kg",
                "–",
                "/",
                "|",
                "!")
            .list()
            .ofMinSize(1)
            .ofMaxSize(14)
            .map(words -> String.join(" ", words));
    Arbitrary<String> descriptions =
        Arbitraries.of(
                "Holds 1.5 litres.",
                "<p>100% cotton</p>",
                "Nur noch 3 Stück!",
                "Fasst 1,5 Liter und ist aus Stahl.",
                "Le meilleur choix pour l'été.",
                "El mejor precio: 9,99 €.",
                "The best gift. Free shipping!",
                "Size 38 to 42",
                "Was $99, now $49.",
                "• 20 x 30 cm",
                "HAND MADE IN ITALY",
                "It is blue",
                "Une vase en verre")
            .list()
            .ofMaxSize(6)
            .map(sentences -> String.join("\n", sentences));
    Arbitrary<Money> prices =
        Combinators.combine(
                Arbitraries.longs().between(0, 900_000),
                Arbitraries.of("USD", "EUR", "GBP", "JPY", "KWD", "CHF", "SEK", "MXN"))
            .as(Money::new);
    Arbitrary<List<String>> values =
        Arbitraries.of("S", "M", "XL", "38", "500 ml", "Red", "Gold", "Eiche", "Default Title")
            .list()
            .uniqueElements()
            .ofMaxSize(7);
    Arbitrary<ProductFacts> products =
        Combinators.combine(
                titles,
                descriptions,
                prices.injectNull(0.2),
                prices.injectNull(0.3),
                Arbitraries.of("Company 123", "Maison d'Été", "No. 1 Goods", "x-y").injectNull(0.3),
                Arbitraries.of("Home > Lamps", "Wool & Silk", "100% Bio").injectNull(0.3),
                Arbitraries.integers().between(0, 9).injectNull(0.3),
                values)
            .as(
                (title, description, price, before, brand, category, stock, sizes) ->
                    new ProductFacts(
                        "id",
                        title,
                        description,
                        price,
                        before,
                        List.of(),
                        "https://shop.example/p/12",
                        brand,
                        category,
                        stock,
                        List.of(new ProductFacts.Option("Size", sizes)),
                        price == null || sizes.size() % 2 == 0
                            ? null
                            : new Money(price.minor() + 400, price.currency())));
    return Combinators.combine(
            products,
            Arbitraries.of(Tone.class),
            Arbitraries.of(LANGUAGES).map(Locale::forLanguageTag),
            Arbitraries.longs())
        .as((product, tone, language, seed) -> request(product, tone, language, List.of(), seed));
  }
}
