package com.postpilot.queue.feed;

import static com.postpilot.queue.feed.ProductField.BRAND;
import static com.postpilot.queue.feed.ProductField.CATEGORY;
import static com.postpilot.queue.feed.ProductField.COMPARE_AT_PRICE;
import static com.postpilot.queue.feed.ProductField.CURRENCY;
import static com.postpilot.queue.feed.ProductField.DESCRIPTION;
import static com.postpilot.queue.feed.ProductField.EXTERNAL_PRODUCT_ID;
import static com.postpilot.queue.feed.ProductField.IMAGES;
import static com.postpilot.queue.feed.ProductField.PRICE;
import static com.postpilot.queue.feed.ProductField.STOCK;
import static com.postpilot.queue.feed.ProductField.TITLE;
import static com.postpilot.queue.feed.ProductField.URL;
import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.feed.UnreadableFeed.Code;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappedTableTests {
  private static final FeedSettings GERMAN =
      ReadFile.table(
          "EUR",
          Map.ofEntries(
              Map.entry(EXTERNAL_PRODUCT_ID, "Artikelnummer"),
              Map.entry(TITLE, "Bezeichnung"),
              Map.entry(DESCRIPTION, "Text"),
              Map.entry(PRICE, "Preis, brutto"),
              Map.entry(COMPARE_AT_PRICE, "UVP"),
              Map.entry(IMAGES, "Bilder"),
              Map.entry(URL, "Link"),
              Map.entry(BRAND, "Marke"),
              Map.entry(CATEGORY, "Warengruppe"),
              Map.entry(STOCK, "Bestand")));
  private static final FeedSettings SHORT =
      ReadFile.table("EUR", Map.of(TITLE, "Name", PRICE, "Price"));

  @Test
  void theColumnsSayWhatAProductIs() {
    var read =
        ReadFile.of(
            """
            Artikelnummer;BEZEICHNUNG ;Text;Preis, brutto;UVP;Bilder;Link;Marke;Warengruppe;Bestand;Egal
            4711;"Tasse ""Blau\""";"<b>Rund</b>
            und schön";19,90;29,90 €;"https://a.example/eins zwei.jpg, //b.example/2,3.jpg|http://c.example/ü.png";https://a.example/tasse;Töpferei;Küche;12;x
            """,
            GERMAN);

    var product = read.only();
    assertThat(product.externalProductId()).isEqualTo("4711");
    assertThat(product.title()).isEqualTo("Tasse \"Blau\"");
    assertThat(product.description()).isEqualTo("<b>Rund</b>\nund schön");
    assertThat(product.price()).isEqualByComparingTo("19.90");
    assertThat(product.compareAtPrice()).isEqualByComparingTo("29.90");
    assertThat(product.currency()).isEqualTo("EUR");
    assertThat(product.images())
        .containsExactly(
            "https://a.example/eins%20zwei.jpg",
            "https://b.example/2,3.jpg", "http://c.example/%C3%BC.png");
    assertThat(product.url()).isEqualTo("https://a.example/tasse");
    assertThat(product.brand()).isEqualTo("Töpferei");
    assertThat(product.category()).isEqualTo("Küche");
    assertThat(product.stock()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Name,Price,x,x\nMug,9,,\n",
        "Name;Price\r\nMug;9\r\n",
        "Name\tPrice\rMug\t9\r",
        "Name|Price\nMug|9",
        "\n \n Name , PRICE \n\n\nMug,9\n\n",
        "\"Name\";\"Price\"\n\"Mug\";\"9\"\n",
        "Name, \"Price\"\nMug, \"9\"\n",
        "sep=;\nName;Price\nMug;9\n",
        "\"sep=|\"\r\nName|Price\r\nMug|9\r\n",
        "name;PRICE;a,b,c,d,e\nMug;9;1\n",
        "Name,Price\nMug,9,,,\n",
        "\uFEFFName,Price\nMug,9\n",
      })
  void tablesLookAsTheToolsOfTheWorldWriteThem(String text) {
    var product = ReadFile.of(text, SHORT).only();

    assertThat(product.title()).isEqualTo("Mug");
    assertThat(product.price()).isEqualByComparingTo("9");
  }

  @Test
  void rowsAreCountedAsASpreadsheetCountsThem() {
    var read = ReadFile.of("Name,Price\n\"a\nb\",1\n\n,\nc,x\n", SHORT);

    assertThat(read.products()).extracting(FeedProduct::row).containsExactly(2, 5);
    assertThat(read.products().getFirst().product().title()).isEqualTo("a b");
    assertThat(read.products().getLast().problems().getFirst().message())
        .isEqualTo("Row 5, column \"Price\": \"x\" is no price.");
  }

  @Test
  void aRowThatIsTooLongIsNotGuessedAt() {
    var read = ReadFile.of("Name,Price\nMug,19,90\nPot\n", SHORT);

    assertThat(read.products().getFirst().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("ragged_row");
              assertThat(problem.message()).startsWith("Row 2 has more cells than the header");
            });
    assertThat(read.products().getFirst().product().price()).isNull();
    assertThat(read.products().getLast().product().title()).isEqualTo("Pot");
    assertThat(read.products().getLast().problems()).isEmpty();
  }

  @Test
  void aColumnThatIsMissingOrDoubledIsNamed() {
    var missing = ReadFile.of("Name,Cost\nMug,9\n", SHORT).refusal();
    assertThat(missing.code()).isEqualTo(Code.MISSING_COLUMNS);
    assertThat(missing)
        .hasMessage(
            "This is no table with the columns that are named: the header lacks \"Price\". It has:"
                + " Name, Cost.");

    var doubled = ReadFile.of("Name,Price,price \nMug,9,8\n", SHORT).refusal();
    assertThat(doubled.code()).isEqualTo(Code.DUPLICATE_COLUMN);
    assertThat(doubled).hasMessage("There are 2 columns \"Price\": leave the right one.");

    assertThat(ReadFile.of("Name,Price,,,x,x\nMug,9\n", SHORT).only().title()).isEqualTo("Mug");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\n", "\uFEFF", "Name,Price\n", "Name,Price\n,\n \n"})
  void aTableOfNothingIsRefused(String text) {
    var refusal = ReadFile.of(text, SHORT).refusal();

    assertThat(refusal.code()).isEqualTo(Code.EMPTY);
  }

  @Test
  void aQuoteThatGoesWrongIsNamedWithItsLine() {
    var behind = ReadFile.of("Name,Price\nPot,1\n\"a\nb\"c,2\n", SHORT);
    assertThat(behind.products()).hasSize(1);
    assertThat(behind.refusal().code()).isEqualTo(Code.MALFORMED);
    assertThat(behind.refusal()).hasMessageStartingWith("Row 3 (line 4) has a quotation mark");

    var open = ReadFile.of("Name,Price\nPot,1\n\"a,2\nb,3\n", SHORT);
    assertThat(open.products()).hasSize(1);
    assertThat(open.refusal().code()).isEqualTo(Code.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "12.0, 12",
    "-3, 0",
    "in stock, ",
    "'', ",
    "Out of Stock, 0",
  })
  void stockIsANumberOrAWord(String text, Integer expected) {
    var settings = ReadFile.table("EUR", Map.of(TITLE, "Name", STOCK, "Stock"));

    assertThat(ReadFile.of("Name;Stock\nMug;%s\n".formatted(text), settings).only().stock())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "1.5", "12345678901", "1,200"})
  void stockThatIsNeitherIsAProblem(String text) {
    var settings = ReadFile.table("EUR", Map.of(TITLE, "Name", STOCK, "Stock"));

    var problem = ReadFile.of("Name;Stock\nMug;%s\n".formatted(text), settings).problem();

    assertThat(problem.field()).isEqualTo("stock");
    assertThat(problem.message())
        .isEqualTo("Row 2, column \"Stock\": \"%s\" is no number of pieces.".formatted(text));
  }

  @Test
  void theCurrencyStandsInItsColumnOrInThePriceOrIsTheOneThatWasSaid() {
    var settings = ReadFile.table("EUR", Map.of(TITLE, "Name", PRICE, "Price", CURRENCY, "Money"));
    var read =
        ReadFile.of(
            "Name;Price;Money\na;1;USD\nb;1;\nc;1 CHF;\nd;1 €;usd\ne;$1;CAD\nf;1;Taler\n",
            settings);

    assertThat(read.products())
        .extracting(product -> product.product().currency())
        .startsWith("USD", "EUR", "CHF")
        .endsWith("CAD", "EUR");
    assertThat(read.products().get(3).problems())
        .extracting(problem -> problem.code())
        .containsExactly("currency_conflict");
    assertThat(read.products().get(4).problems()).isEmpty();
    assertThat(read.products().get(5).problems())
        .extracting(problem -> problem.field())
        .containsExactly("currency");
  }

  @Test
  void textThatLostCharactersBeforeItCameIsAProblem() {
    assertThat(ReadFile.of("Name,Price\nCaf\uFFFD,9\n", SHORT).problem().code())
        .isEqualTo("damaged_text");
  }

  @Test
  void aTitleIsOneLineWithoutMarkupOrControlCharacters() {
    assertThat(
            ReadFile.of("Name,Price\n\"<b>Mug</b>&nbsp;&amp;\u0007\n Pot\",9\n", SHORT)
                .only()
                .title())
        .isEqualTo("Mug & Pot");
  }

  @Test
  void aTextThatIsTooLongIsAProblemOfItsProductAlone() {
    var read = ReadFile.of("Name,Price\n%s,9\nMug,9\n".formatted("x".repeat(100_001)), SHORT);

    assertThat(read.problem().code()).isEqualTo("size");
    assertThat(read.products().getLast().problems()).isEmpty();
  }
}
