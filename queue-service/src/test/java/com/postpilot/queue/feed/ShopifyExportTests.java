package com.postpilot.queue.feed;

import static com.postpilot.queue.feed.ReadFile.SHOPIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.postpilot.queue.product.ProductInput.OptionInput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopifyExportTests {
  private static final String HEADER =
      "Handle,Title,Body (HTML),Vendor,Product Category,Type,Published,Option1 Name,Option1 Value,"
          + "Option2 Name,Option2 Value,Variant SKU,Variant Inventory Tracker,"
          + "Variant Inventory Qty,Variant Inventory Policy,Variant Price,"
          + "Variant Compare At Price,Image Src,Image Position,Status\n";

  @Test
  void theLinesOfAHandleAreOneProduct() {
    var read =
        ReadFile.of(
            HEADER
                + """
                mug,Mug,<p>Blue &amp; round</p>,Kiln,,Cups,true,Size,Small,Colour,Blue,m1,shopify,3,deny,19.90,29.90,https://a.example/2.jpg,2,active
                mug,,,,,,,,Large,,Blue,m2,shopify,4,deny,24.90,,https://a.example/1.jpg,1,
                mug,,,,,,,,Large,,Red,m3,shopify,-2,deny,24.90,,https://a.example/2.jpg,4,
                mug,,,,,,,,,,,,,,,,,https://a.example/3.jpg,3,
                pot,Pot,,,,,true,Title,Default Title,,,,shopify,0,deny,5,5,,,active
                """,
            SHOPIFY);

    assertThat(read.products()).hasSize(2);
    var mug = read.products().getFirst();
    assertThat(mug.row()).isEqualTo(2);
    assertThat(mug.variants()).isEqualTo(3);
    assertThat(mug.problems()).isEmpty();
    var product = mug.product();
    assertThat(product.externalProductId()).isEqualTo("mug");
    assertThat(product.title()).isEqualTo("Mug");
    assertThat(product.description()).isEqualTo("<p>Blue &amp; round</p>");
    assertThat(product.brand()).isEqualTo("Kiln");
    assertThat(product.category()).isEqualTo("Cups");
    assertThat(product.price()).isEqualByComparingTo("19.90");
    assertThat(product.highestPrice()).isEqualByComparingTo("24.90");
    assertThat(product.compareAtPrice()).isEqualByComparingTo("29.90");
    assertThat(product.currency()).isEqualTo("USD");
    assertThat(product.stock()).isEqualTo(7);
    assertThat(product.images())
        .containsExactly(
            "https://a.example/1.jpg", "https://a.example/2.jpg", "https://a.example/3.jpg");
    assertThat(product.productOptions())
        .containsExactly(
            new OptionInput("Size", List.of("Small", "Large")),
            new OptionInput("Colour", List.of("Blue", "Red")));
    assertThat(product.facts("", new ArrayList<>())).isNotNull();

    var pot = read.products().getLast().product();
    assertThat(pot.productOptions()).isEmpty();
    assertThat(pot.stock()).isZero();
    assertThat(pot.compareAtPrice()).isNull();
    assertThat(read.products().getLast().row()).isEqualTo(6);
  }

  @ParameterizedTest(name = "tracker \"{0}\", quantity \"{1}\", policy {2}: {3}")
  @CsvSource({
    "shopify, 3, deny, 8",
    "shopify, 0, deny, 5",
    "shopify, '', deny, ",
    "'', 3, deny, ",
    "shopify, 0, continue, ",
  })
  void stockIsToldWhereEveryVariantIsCounted(
      String tracker, String quantity, String policy, Integer expected) {
    var read =
        ReadFile.of(
            HEADER
                + "mug,Mug,,,,,,Size,S,,,,shopify,5,deny,9,,,,\n"
                + "mug,,,,,,,,M,,,,%s,%s,%s,9,,,,\n".formatted(tracker, quantity, policy),
            SHOPIFY);

    assertThat(read.only().stock()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"false, active", "FALSE, ", "true, draft", "true, Archived"})
  void whatTheShopDoesNotSellIsAProblem(String published, String status) {
    var read =
        ReadFile.of(
            "Handle,Title,Variant Price,Published,Status\nmug,Mug,9,%s,%s\n"
                .formatted(published, status == null ? "" : status),
            SHOPIFY);

    assertThat(read.problem().code()).isEqualTo("not_on_sale");
    assertThat(read.products().getFirst().product().title()).isEqualTo("Mug");
  }

  @Test
  void theNamesOfColumnsSince2025AreKnown() {
    var product =
        ReadFile.of(
                """
                Title,URL handle,Description,Vendor,Product category,Type,Published on online store,Status,SKU,Option1 name,Option1 value,Price,Compare-at price,Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,Image position
                Mug,mug,Round,Kiln,Home > Cups,Cup,TRUE,Active,m1,Size,S,19.90,29.90,shopify,3,DENY,https://a.example/1.jpg,1
                ,mug,,,,,,,m2,,L,18.90,,shopify,4,DENY,,
                """,
                SHOPIFY)
            .only();

    assertThat(product.price()).isEqualByComparingTo("18.90");
    assertThat(product.compareAtPrice()).isNull();
    assertThat(product.stock()).isEqualTo(7);
    assertThat(product.category()).isEqualTo("Home > Cups");
    assertThat(product.images()).containsExactly("https://a.example/1.jpg");
    assertThat(product.productOptions())
        .containsExactly(new OptionInput("Size", List.of("S", "L")));
  }

  @Test
  void aHandleThatComesBackFurtherDownIsHandedOutAgain() {
    var read =
        ReadFile.of(
            """
            Handle,Title,Variant Price
            mug,Mug,9
            pot,Pot,5
            mug,,7
            """,
            SHOPIFY);

    assertThat(read.products())
        .extracting(product -> product.product().externalProductId())
        .containsExactly("mug", "pot", "mug");
    assertThat(read.products().getFirst().product().price()).isEqualByComparingTo("9");
  }

  @Test
  void aLineWithoutAHandleIsAProblemOfItsOwn() {
    var read = ReadFile.of("Handle,Title,Variant Price\nmug,Mug,9\n,Pot,5\n,Pan,6\n", SHOPIFY);

    assertThat(read.products()).extracting(FeedProduct::row).containsExactly(2, 3, 4);
    assertThat(read.products().getFirst().problems()).isEmpty();
    assertThat(read.products().getLast().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("external_product_id");
              assertThat(problem.message()).isEqualTo("Row 4 has no handle.");
            });
  }

  @Test
  void aPriceThatIsNoneIsNamedWithItsPlace() {
    var read =
        ReadFile.of(
            "Handle,Title,Variant Price\nmug,Mug,9\nmug,,%s\n".formatted("x".repeat(300)), SHOPIFY);

    var problem = read.problem();
    assertThat(problem.field()).isEqualTo("price");
    assertThat(problem.code()).isEqualTo("invalid");
    assertThat(problem.message())
        .isEqualTo(
            "Row 3, column \"Variant Price\": \"%s…\" is no price.".formatted("x".repeat(100)));
  }

  @Test
  void aProductKeepsTheFirstOfVeryManyPictures() {
    var lines = new StringBuilder("Handle,Title,Variant Price,Image Src,Image Position\n");
    for (int i = 200; i >= 1; i--) {
      lines.append("mug,Mug,9,https://a.example/%d.jpg,%d\n".formatted(i, i));
    }

    var images = ReadFile.of(lines.toString(), SHOPIFY).only().images();

    assertThat(images).hasSize(50).startsWith("https://a.example/1.jpg");
    assertThat(images).endsWith("https://a.example/50.jpg");
  }

  @Test
  void anotherTableIsNoExport() {
    var refusal = ReadFile.of("Handle;Name\nmug;Mug\n", SHOPIFY).refusal();

    assertThat(refusal.code()).isEqualTo(UnreadableFeed.Code.MISSING_COLUMNS);
    assertThat(refusal)
        .hasMessage(
            "This is no Shopify product export: the header lacks \"Title\", \"Variant Price\". It"
                + " has: Handle, Name.");
  }

  @ParameterizedTest
  @CsvSource({
    "apparel.csv, 20, classic-varsity-top, 3",
    "home-and-garden.csv, 20, clay-plant-pot, 2"
  })
  void realExportsAreReadToTheLastLine(String name, int products, String handle, int variants)
      throws IOException {
    var file = shared(name);
    assumeTrue(file != null, "the exports are not at hand");

    var read = ReadFile.of(Files.readAllBytes(file), SHOPIFY);

    assertThat(read.refusal()).isNull();
    assertThat(read.products())
        .hasSize(products)
        .allSatisfy(
            product -> {
              assertThat(product.problems()).isEmpty();
              assertThat(product.product().price()).isGreaterThan(BigDecimal.ZERO);
              assertThat(product.product().images()).isNotEmpty();
              // the one that is tracked
              assertThat(product.product().stock())
                  .isEqualTo(
                      "biodegradable-cardboard-pots".equals(product.product().externalProductId())
                          ? 8
                          : null);
              assertThat(product.variants())
                  .isEqualTo(handle.equals(product.product().externalProductId()) ? variants : 1);
              assertThat(product.product().facts("", new ArrayList<>())).isNotNull();
            });
  }

  private static Path shared(String name) {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      var file = at.resolve("shared/data/shopify").resolve(name);
      if (Files.isReadable(file)) {
        return file;
      }
    }
    return null;
  }
}
