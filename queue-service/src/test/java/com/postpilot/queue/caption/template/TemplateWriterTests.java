package com.postpilot.queue.caption.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.Platform;
import com.postpilot.queue.caption.CaptionWriter.Caption;
import com.postpilot.queue.caption.CaptionWriter.Request;
import com.postpilot.queue.caption.CaptionWriter.Written;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateWriterTests {
  private static final List<String> WORDS =
      List.of("Blue", "Wooden", "Little", "Striped", "Knitted", "Olive", "Round", "Tall");
  private static final List<String> THINGS = List.of("Vase", "Lamp", "Gloves", "Umbrella", "Chair");

  private final TemplateWriter writer = new TemplateWriter();

  @Test
  void writesForEachPlatformAsItIsReadThere() {
    ProductFacts lamp =
        Products.called("Copper Light")
            .described("It has a switch at its cord. The cord is black. The shade turns.")
            .at("59.99", "USD")
            .before("75", "USD")
            .linked("https://shop.example/copper-light")
            .by("Rustic LTD")
            .in("Home > Lighting > Bedside Lamps")
            .facts();

    Map<Platform, Caption> captions = write(lamp, Tone.FRIENDLY, Locale.ENGLISH, 7);

    assertThat(captions.get(Platform.INSTAGRAM).text())
        .contains("Copper Light", "It has a switch at its cord. The cord is black.")
        .contains("$59.99", "$75")
        .doesNotContain("https", "The shade turns");
    assertThat(captions.get(Platform.INSTAGRAM).hashtags())
        .containsExactly("CopperLight", "light", "BedsideLamps", "RusticLTD");
    assertThat(captions.get(Platform.FACEBOOK).text())
        .contains("The cord is black. The shade turns.")
        .endsWith("https://shop.example/copper-light");
    assertThat(captions.get(Platform.FACEBOOK).hashtags()).hasSize(2);
    assertThat(captions.get(Platform.TIKTOK).text())
        .contains("Copper Light")
        .doesNotContain("https", "The cord is black")
        .hasSizeLessThan(200);
  }

  @Test
  void writesTheSameForTheSameSeedAndOtherwiseForAnother() {
    ProductFacts vase = Products.called("Blue Vase").at("20", "EUR").facts();

    assertThat(write(vase, Tone.PLAYFUL, Locale.ENGLISH, 3))
        .isEqualTo(new TemplateWriterTests().write(vase, Tone.PLAYFUL, Locale.ENGLISH, 3));
    assertThat(
            LongStream.range(0, 40)
                .mapToObj(seed -> write(vase, Tone.PLAYFUL, Locale.ENGLISH, seed))
                .distinct())
        .hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @EnumSource(Tone.class)
  void productsOfOneShopDoNotSoundAlike(Tone tone) {
    for (Language language : Language.values()) {
      for (Platform platform : Platform.values()) {
        Set<String> texts = new HashSet<>();
        Map<String, Integer> openings = new HashMap<>();
        for (String word : WORDS) {
          for (String thing : THINGS) {
            ProductFacts product =
                Products.called(word + " " + thing)
                    .described("One can put it on a table. It weighs little.")
                    .at("20", "USD")
                    .facts();
            String text = write(product, tone, Locale.of(language.code()), 1).get(platform).text();
            texts.add(text);
            openings.merge(
                text.lines().findFirst().orElseThrow().replaceAll("(?i)" + product.title(), "…"),
                1,
                Integer::sum);
          }
        }
        assertThat(texts).hasSize(WORDS.size() * THINGS.size());
        assertThat(openings).as("%s %s", language, platform).hasSizeGreaterThanOrEqualTo(8);
        assertThat(Collections.max(openings.values())).isLessThanOrEqualTo(12);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Tone.class)
  void theCaptionsOfOneItemBeginDifferently(Tone tone) {
    ProductFacts vase = Products.called("Blue Vase").at("20", "EUR").facts();

    for (long seed = 0; seed < 20; seed++) {
      assertThat(write(vase, tone, Locale.ENGLISH, seed).values())
          .extracting(caption -> caption.text().lines().findFirst().orElseThrow())
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Apple, an Apple",
    "Umbrella, an Umbrella",
    "Uniform Shirt, a Uniform Shirt",
    "USB Lamp, a USB Lamp",
    "LED Strip, an LED Strip",
    "Hour Glass, an Hour Glass",
    "One Piece Swimsuit, a One Piece Swimsuit",
    "8 Inch Pan, an 8 Inch Pan",
    "80s Poster, an 80s Poster",
    "Clay Pots for Plants, Clay Pots for Plants",
    "Canvas, a Canvas",
    "Summer Dress, a Summer Dress",
    "Olive Oil, Olive Oil",
    "The Big Lamp, The Big Lamp",
    "Men's Shirt, Men's Shirt",
  })
  void namesTakeTheirArticle(String name, String expected) {
    assertThat(English.indefinite(name)).isEqualTo(expected);
  }

  @Test
  void aShortDescriptionThatSaysTheTitleAgainIsSaidOnce() {
    ProductFacts sofa =
        Products.called("Cream Sofa")
            .described("Comfortable cream sofa with wooden base")
            .at("500", "USD")
            .facts();

    List<String> texts = textsOf(sofa, Tone.FRIENDLY, Locale.ENGLISH);

    assertThat(texts)
        .allSatisfy(
            text -> assertThat(text.toLowerCase(Locale.ROOT)).containsOnlyOnce("cream sofa"))
        .anySatisfy(text -> assertThat(text).contains("a comfortable cream sofa with wooden base"));
  }

  @Test
  void pluralsAgree() {
    ProductFacts shoes = Products.called("LED High Tops").at("80", "USD").facts();

    for (Tone tone : Tone.values()) {
      assertThat(textsOf(shoes, tone, Locale.ENGLISH))
          .allSatisfy(
              text ->
                  assertThat(text)
                      .doesNotContain(
                          "High Tops is", "a LED", "an LED High", "That's the LED", " find it "));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "🔥 Wool Jumper 🔥|Wool Jumper",
        "WOOL JUMPER WITH LED LIGHTS|Wool Jumper with LED Lights",
        "Salt &amp; Pepper Mill|Salt & Pepper Mill",
        "Mug &quot;Luna&quot;|Mug \"Luna\"",
        "<b>Wool</b>  Jumper|Wool Jumper",
        "Wool Jumper -|Wool Jumper",
        "Family 👨‍👩‍👧 Mug|Family Mug",
        "I ❤️ Tea Mug|I Tea Mug",
        "#love @home Mug|love home Mug",
        "Soft­Shell Jacket|SoftShell Jacket",
        "Wool Jumper for Winter, Merino Yarn, Knitted by Hand, 3 Colours, Sizes S to XL|Wool Jumper for Winter",
        "Acrylic Nail Polish Gel Set Starter Kit Manicure Tools Salon Lamp Drill Tips Glue and Files Pack|Acrylic Nail Polish Gel Set Starter Kit Manicure Tools Salon Lamp Drill Tips",
        "Flour Sack Towel Made of Heavy Cotton, Weight 2,5 kg in a Box|Flour Sack Towel Made of Heavy Cotton",
        "Sack of Very Good Bread Flour from the Mill 2,5 kg|Sack of Very Good Bread Flour from the Mill 2,5 kg",
        "قميص أزرق|قميص أزرق",
        "藍色棉質襯衫|藍色棉質襯衫",
      })
  void titlesBecomeNames(String title, String name) {
    assertThat(Name.of(title).text()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"قميص أزرق", "藍色棉質襯衫", "חולצה כחולה", "青いシャツ"})
  void otherScriptsTakeNoArticle(String title) {
    for (Tone tone : Tone.values()) {
      assertThat(textsOf(Products.called(title).at("10", "USD").facts(), tone, Locale.ENGLISH))
          .allSatisfy(text -> assertThat(text).contains(title).doesNotContain("he " + title));
    }
  }

  @Test
  void textFromRightToLeftStandsInParagraphsOfItsOwn() {
    ProductFacts shirt =
        Products.called("قميص أزرق")
            .described("قميص من القطن بأكمام طويلة.")
            .at("10", "USD")
            .facts();

    assertThat(textsOf(shirt, Tone.FRIENDLY, Locale.of("ar")))
        .allSatisfy(
            text ->
                assertThat(text.lines())
                    .allSatisfy(
                        line ->
                            assertThat(line)
                                .matches("قميص من القطن بأكمام طويلة\\.|[\\P{L}\\p{IsLatin}].*|")));
  }

  @Test
  void descriptionsAreTakenOverInWholeSentences() {
    assertThat(
            Sentences.of(
                """
                Holds approx. 5 litres. No. 7 of the series! Made by St. Clair.
                Features:
                • 100% cotton
                - Machine washable
                THIS IS VERY LOUD TEXT WITH USB
                More at https://shop.example or mail@shop.example!
                Waits… then ends.  Says "yes." Really?!
                這是一件襯衫。很漂亮。
                """))
        .containsExactly(
            "Holds approx. 5 litres.",
            "No. 7 of the series!",
            "Made by St. Clair.",
            "100% cotton.",
            "Machine washable.",
            "This is very loud text with USB.",
            "Waits… then ends.",
            "Says \"yes.\"",
            "Really?!",
            "這是一件襯衫。",
            "很漂亮。");
  }

  @Test
  void aDescriptionThatIsTooLongForItsPlaceIsLeftOutNotCut() {
    String endless = "word and ".repeat(300) + "end.";
    ProductFacts vase = Products.called("Blue Vase").described(endless + " It is blue.").facts();

    assertThat(textsOf(vase, Tone.PROFESSIONAL, Locale.ENGLISH))
        .allSatisfy(text -> assertThat(text).doesNotContain("word and"))
        .anySatisfy(text -> assertThat(text).contains("It is blue."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "59.99|USD|en|$59.99",
        "50|USD|en|$50",
        "1234.5|EUR|de|1.234,50 €",
        "1234.5|EUR|fr|1 234,50 €",
        "59.9|EUR|es|59,90 €",
        "3900|JPY|en|¥3,900",
        "12.345|KWD|en|KWD 12.345",
        "20|GBP|en-GB|£20",
        "19.9|CHF|de-CH|CHF 19.90",
      })
  void pricesAreWrittenAsPeopleWriteThem(
      String amount, String currency, String language, String expected) {
    assertThat(
            Prices.format(
                    Money.of(new BigDecimal(amount), currency), Locale.forLanguageTag(language))
                .replace('\u00A0', ' '))
        .isEqualTo(expected);
  }

  @Test
  void aPriceIsReducedOnlyIfItWasHigherInTheSameMoney() {
    var vase = Products.called("Blue Vase").at("20", "EUR");

    for (Tone tone : Tone.values()) {
      assertThat(textsOf(vase.before("30", "EUR").facts(), tone, Locale.ENGLISH))
          .anySatisfy(text -> assertThat(text).contains("€30"));
      assertThat(textsOf(vase.before("20", "EUR").facts(), tone, Locale.ENGLISH))
          .allSatisfy(text -> assertThat(text).containsOnlyOnce("€"));
      assertThat(textsOf(vase.before("30", "USD").facts(), tone, Locale.ENGLISH))
          .allSatisfy(text -> assertThat(text).doesNotContain("30"));
    }
  }

  @Test
  void whatIsSoldOutIsSaidSoAndNotSold() {
    ProductFacts vase = Products.called("Blue Vase").at("20", "EUR").inStock(0).facts();

    for (Tone tone : Tone.values()) {
      assertThat(textsOf(vase, tone, Locale.ENGLISH))
          .allSatisfy(
              text ->
                  assertThat(text)
                      .containsPattern("(?i)sold out|not in stock|we're out")
                      .doesNotContain("20", "cart", "rder"));
    }
  }

  @Test
  void whatIsSoldOutIsNamedOnce() {
    ProductFacts armchair =
        Products.called("Pink Armchair").described("Stylish pink armchair").inStock(0).facts();

    assertThat(textsOf(armchair, Tone.PROFESSIONAL, Locale.ENGLISH))
        .allSatisfy(
            text -> assertThat(text.toLowerCase(Locale.ROOT)).containsOnlyOnce("pink armchair"));
  }

  @Test
  void whatIsLeftIsSaidOnlyWhereItIsKnownAndLittle() {
    var vase = Products.called("Blue Vase").at("20", "EUR");

    assertThat(textsOf(vase.inStock(3).facts(), Tone.URGENT, Locale.ENGLISH))
        .anySatisfy(text -> assertThat(text).containsPattern("3 left|In stock: 3"));
    assertThat(textsOf(vase.inStock(900).facts(), Tone.URGENT, Locale.ENGLISH))
        .allSatisfy(text -> assertThat(text).doesNotContain("900", "left"));
    assertThat(textsOf(vase.inStock(3).facts(), Tone.FRIENDLY, Locale.ENGLISH))
        .allSatisfy(text -> assertThat(text).doesNotContain("3"));
  }

  @Test
  void choicesAreNamedIfThereIsOne() {
    var shirt = Products.called("Blue Shirt");

    assertThat(textsOf(shirt.choice("Size", "S", "M", "L").facts(), Tone.LUXURY, Locale.ENGLISH))
        .anySatisfy(text -> assertThat(text).contains("S, M, or L"));
    assertThat(textsOf(shirt.choice("Title", "Default Title").facts(), Tone.LUXURY, Locale.ENGLISH))
        .allSatisfy(text -> assertThat(text).doesNotContain("Default"));
  }

  @Test
  void aShopsTechnicalNameIsNoBrand() {
    assertThat(
            textsOf(
                Products.called("Blue Vase").by("partners-demo").facts(),
                Tone.FRIENDLY,
                Locale.ENGLISH))
        .allSatisfy(text -> assertThat(text).doesNotContain("partners"));
  }

  @ParameterizedTest
  @CsvSource({"de, Preis", "fr, prix", "es, Precio"})
  void speaksOtherLanguages(String language, String word) {
    ProductFacts vase = Products.called("Vase Luna").at("20", "EUR").facts();

    assertThat(textsOf(vase, Tone.PROFESSIONAL, Locale.of(language)))
        .allSatisfy(text -> assertThat(text).doesNotContainPattern("(?i)\\b(the|our|shop for)\\b"))
        .anySatisfy(text -> assertThat(text).contains(word));
  }

  @Test
  void anUnknownLanguageGetsEnglishPhrasesAndItsOwnDescription() {
    ProductFacts shirt = Products.called("青いシャツ").described("綿のシャツです。").at("3900", "JPY").facts();

    assertThat(textsOf(shirt, Tone.PROFESSIONAL, Locale.JAPANESE))
        .anySatisfy(text -> assertThat(text).contains("綿のシャツです。"))
        .anySatisfy(text -> assertThat(text).contains("¥3,900", "our shop"));
  }

  @Test
  void aDescriptionOfAnotherLanguageIsNotMixedIn() {
    ProductFacts vase =
        Products.called("Blue Vase").described("It is blue and it is made for flowers.").facts();

    assertThat(textsOf(vase, Tone.FRIENDLY, Locale.GERMAN))
        .allSatisfy(text -> assertThat(text).doesNotContain("flowers"));
  }

  @Test
  void aTitleWithoutAWordIsRefused() {
    assertThat(
            writer.write(
                new Request(
                    Products.called("🔥🔥").facts(),
                    EnumSet.allOf(Platform.class),
                    Tone.FRIENDLY,
                    Locale.ENGLISH,
                    null,
                    List.of(),
                    1)))
        .isInstanceOfSatisfying(
            Written.Refused.class, refused -> assertThat(refused.code()).isEqualTo("no_title"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyToneHasPhrasesForEveryPurposeOfEveryLanguage(Language language) {
    Phrasebook book = Phrasebook.of(language);
    Set<String> gaps =
        Set.of(
            "name",
            "the",
            "The",
            "a",
            "thing",
            "fragment",
            "price",
            "was",
            "from",
            "stock",
            "option",
            "values",
            "brand",
            "url");
    for (Tone tone : Tone.values()) {
      for (Purpose purpose : Purpose.values()) {
        List<Phrase> phrases = book.phrases(purpose, tone);
        boolean sought =
            (purpose != Purpose.STOCK || tone == Tone.URGENT)
                && (purpose != Purpose.BRAND || tone != Tone.MINIMAL);
        assertThat(phrases).as("%s %s", purpose, tone).hasSizeGreaterThanOrEqualTo(sought ? 1 : 0);
        assertThat(phrases).allSatisfy(phrase -> assertThat(gaps).containsAll(phrase.needs()));
      }
      for (Purpose first : List.of(Purpose.OPENING, Purpose.SOLD_OUT)) {
        assertThat(book.phrases(first, tone))
            .filteredOn(phrase -> phrase.needs().equals(Set.of("name")))
            .as("for a title that takes no article")
            .hasSizeGreaterThanOrEqualTo(2);
      }
      assertThat(book.phrases(Purpose.OPENING, tone))
          .as("openings that need nothing but a name, %s", tone)
          .filteredOn(phrase -> Set.of("name", "the", "The", "a").containsAll(phrase.needs()))
          .hasSizeGreaterThanOrEqualTo(8);
      assertThat(book.phrases(Purpose.NAMED, tone))
          .extracting(Phrase::needs)
          .contains(Set.of("name", "price"), Set.of("name", "price", "was"));
      for (Purpose priced : List.of(Purpose.PRICE, Purpose.NAMED)) {
        assertThat(book.phrases(priced, tone))
            .allSatisfy(phrase -> assertThat(phrase.needs()).containsAnyOf("price", "from"))
            .anySatisfy(phrase -> assertThat(phrase.needs()).contains("was"))
            .anySatisfy(phrase -> assertThat(phrase.needs()).doesNotContain("was"));
      }
      assertThat(book.phrases(Purpose.PRICE, tone))
          .anySatisfy(phrase -> assertThat(phrase.needs()).containsExactly("from"));
    }
  }

  @Test
  void hashtagsAreWordsOfTheProduct() {
    assertThat(hashtags(Products.called("Striped Skirt and Top").by("Maison d'Été")))
        .containsExactly("StripedSkirtAndTop", "StripedSkirt", "skirt", "MaisonDÉté");
    assertThat(hashtags(Products.called("T-Shirt 2024").in("Shirts & Tops")))
        .containsExactly("TShirt2024", "tshirt", "ShirtsTops");
    assertThat(hashtags(Products.called("Sofa")))
        .containsExactly("sofa", "shopping", "onlineshopping");
    assertThat(hashtags(Products.called("Clay Plant Pot")))
        .containsExactly("ClayPlantPot", "PlantPot", "plant");
    assertThat(hashtags(Products.called("100% Cotton Towel (Set of 4)")))
        .containsExactly("CottonTowel", "towel", "cotton");
    assertThat(hashtags(Products.called("Ocean Blue Shirt 2-Pack")))
        .containsExactly("OceanBlueShirt2Pack", "BlueShirt", "shirt");
    assertThat(hashtags(Products.called("Robe longue d'été pour la plage")))
        .startsWith("robe", "longue");
    assertThat(hashtags(Products.called("Vase aus Ton"))).startsWith("VaseAusTon", "vase");
    assertThat(hashtags(Products.called("Acrylic Nail Polish Gel Set Starter Kit with Lamp")))
        .as("of many words none but each alone")
        .containsExactly("acrylic", "nail", "polish");
    assertThat(hashtags(Products.called("藍色襯衫"))).contains("藍色襯衫");
    assertThat(hashtags(Products.called("قميص أزرق قطني"))).containsExactly("قطني", "أزرق", "قميص");
  }

  private List<String> hashtags(Products product) {
    return write(product.facts(), Tone.FRIENDLY, Locale.ENGLISH, 1)
        .get(Platform.INSTAGRAM)
        .hashtags();
  }

  private List<String> textsOf(ProductFacts product, Tone tone, Locale language) {
    return LongStream.range(0, 30)
        .mapToObj(seed -> write(product, tone, language, seed))
        .flatMap(captions -> Arrays.stream(Platform.values()).map(captions::get))
        .map(Caption::text)
        .toList();
  }

  private Map<Platform, Caption> write(
      ProductFacts product, Tone tone, Locale language, long seed) {
    var request =
        new Request(product, EnumSet.allOf(Platform.class), tone, language, null, List.of(), seed);
    return ((Written.Captions) writer.write(request)).byPlatform();
  }
}
