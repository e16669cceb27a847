package com.postpilot.queue.feed;

import static com.postpilot.queue.feed.ReadFile.GOOGLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.feed.UnreadableFeed.Code;
import com.postpilot.queue.product.ProductInput.OptionInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchantFeedTests {

  @Test
  void anItemOfRssIsAProduct() {
    var product =
        ReadFile.of(
                rss(
                    """
                    <title>RSS title</title>
                    <link>https://rss.example/mug</link>
                    <description>RSS text</description>
                    <pubDate>Sun, 29 Nov 2026 00:00:00 GMT</pubDate>
                    <dc:title>Another</dc:title>
                    <g:id>m1</g:id>
                    <g:title><![CDATA[<b>Mug</b> &amp; saucer]]></g:title>
                    <g:description>&lt;p&gt;Round&lt;/p&gt;<![CDATA[<p>& blue</p>]]></g:description>
                    <g:link>https://a.example/mug</g:link>
                    <g:image_link>https://a.example/1.jpg</g:image_link>
                    <g:additional_image_link>https://a.example/2.jpg</g:additional_image_link>
                    <g:additional_image_link>https://a.example/3.jpg</g:additional_image_link>
                    <g:price>19.90 EUR</g:price>
                    <g:availability>in_stock</g:availability>
                    <g:quantity>7</g:quantity>
                    <g:brand>Kiln</g:brand>
                    <g:condition>new</g:condition>
                    <g:google_product_category>2169</g:google_product_category>
                    <g:product_type>Home &gt; Cups</g:product_type>
                    <g:color>Blue</g:color>
                    <g:shipping><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping>
                    """),
                GOOGLE)
            .only();

    assertThat(product.externalProductId()).isEqualTo("m1");
    assertThat(product.title()).isEqualTo("Mug & saucer");
    assertThat(product.description()).isEqualTo("<p>Round</p><p>& blue</p>");
    assertThat(product.url()).isEqualTo("https://a.example/mug");
    assertThat(product.images())
        .containsExactly(
            "https://a.example/1.jpg", "https://a.example/2.jpg", "https://a.example/3.jpg");
    assertThat(product.price()).isEqualByComparingTo("19.90");
    assertThat(product.compareAtPrice()).isNull();
    assertThat(product.currency()).isEqualTo("EUR");
    assertThat(product.stock()).isEqualTo(7);
    assertThat(product.brand()).isEqualTo("Kiln");
    assertThat(product.category()).isEqualTo("Home > Cups");
    assertThat(product.productOptions()).containsExactly(new OptionInput("Color", List.of("Blue")));
  }

  @Test
  void anEntryOfAtomIsAProduct() {
    var product =
        ReadFile.of(
                """

                <?xml version="1.0"?>
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:google="http://base.google.com/ns/1.0">
                  <title>Shop</title><link rel="self" href="https://a.example/feed"/>
                  <entry>
                    <google:id>m1</google:id>
                    <id>tag:a.example,2026:m1</id>
                    <title>Mug&nbsp;&eacute;t&#233;</title>
                    <link rel="enclosure" href="https://a.example/other"/>
                    <link rel="alternate" href="https://a.example/mug"/>
                    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Round</p><p>Blue</p></div></content>
                    <google:price>1,299.00 USD</google:price>
                  </entry>
                </feed>
                """,
                GOOGLE)
            .only();

    assertThat(product.externalProductId()).isEqualTo("m1");
    assertThat(product.title()).isEqualTo("Mug été");
    assertThat(product.url()).isEqualTo("https://a.example/mug");
    assertThat(product.description()).matches("Round +Blue");
    assertThat(product.price()).isEqualByComparingTo("1299");
    assertThat(product.currency()).isEqualTo("USD");
    assertThat(product.stock()).isNull();
  }

  @Test
  void theNamespaceDecidesAndNotThePrefix() {
    var product =
        ReadFile.of(
                """
                <rss version="2.0" xmlns="http://base.google.com/ns/1.0" xmlns:g="urn:other">
                  <channel><item><id>m1</id><title>Mug</title><g:title>Other</g:title>
                  <price>9 EUR</price></item></channel></rss>
                """,
                GOOGLE)
            .only();

    assertThat(product.title()).isEqualTo("Mug");
    assertThat(product.price()).isEqualByComparingTo("9");
  }

  @Test
  void itemsOfAGroupThatFollowEachOtherAreOneProduct() {
    var read =
        ReadFile.of(
            rss(
                item(
                        "m1",
                        "<g:item_group_id>mug</g:item_group_id><g:title>Mug - Blue / S</g:title>")
                    + variant("Blue", "S", "24.90", "2")
                    + "</item><item>"
                    + item(
                        "m2",
                        "<g:item_group_id>mug</g:item_group_id><g:title>Mug - Red (L)</g:title>")
                    + variant("Red", "L", "19.90", "3")
                    + "</item><item>"
                    + item("p1", "<g:title>Pot Blue</g:title>")
                    + variant("Blue", "L", "5", "1")),
            GOOGLE);

    assertThat(read.products()).hasSize(2);
    var mug = read.products().getFirst();
    assertThat(mug.row()).isEqualTo(1);
    assertThat(mug.variants()).isEqualTo(2);
    assertThat(mug.problems()).isEmpty();
    assertThat(mug.product().externalProductId()).isEqualTo("mug");
    assertThat(mug.product().title()).isEqualTo("Mug");
    assertThat(mug.product().price()).isEqualByComparingTo("19.90");
    assertThat(mug.product().stock()).isEqualTo(5);
    assertThat(mug.product().images())
        .containsExactly("https://a.example/Blue.jpg", "https://a.example/Red.jpg");
    assertThat(mug.product().productOptions())
        .containsExactly(
            new OptionInput("Size", List.of("S", "L")),
            new OptionInput("Color", List.of("Blue", "Red")));
    var pot = read.products().getLast();
    assertThat(pot.row()).isEqualTo(3);
    assertThat(pot.product().externalProductId()).isEqualTo("p1");
    assertThat(pot.product().title()).isEqualTo("Pot Blue");
  }

  @Test
  void variantsWithTitlesOfTheirOwnHaveTheFirstOne() {
    var group = "<g:item_group_id>g</g:item_group_id>";
    var read =
        ReadFile.of(
            rss(
                item("1", group + "<g:title>Red dress</g:title>")
                    + "</item><item>"
                    + item("2", group + "<g:title>Blue skirt</g:title>")),
            GOOGLE);

    assertThat(read.only().title()).isEqualTo("Red dress");
  }

  @ParameterizedTest(name = "{0}, sale {1} in {2}: {3} instead of {4}")
  @CsvSource({
    "29.90 EUR, 19.90 EUR, '', 19.90, 29.90",
    "29.90 EUR, 19.90 EUR, 2026-11-29T12:00+0000/2026-11-29T12:01Z, 19.90, 29.90",
    "29.90 EUR, 19.90 EUR, 2026-11-29T13:00+01:00 / 2026-12-01T00:00:00+01:00, 19.90, 29.90",
    "29.90 EUR, 19.90 EUR, 2026-11-29T00:00-0800/2026-11-30T00:00-0800, 19.90, 29.90",
    "29.90 EUR, 19.90 EUR, 2026-11-29/2026-11-29, 19.90, 29.90",
    "29.90 EUR, 19.90 EUR, 2026-11-29T12:00:01Z/2026-12-01T00:00Z, 29.90, ",
    "29.90 EUR, 19.90 EUR, 2026-11-01T00:00Z/2026-11-29T12:00Z, 29.90, ",
    "29.90 EUR, 29.90 EUR, '', 29.90, ",
    "29.90 EUR, 39.90 EUR, '', 29.90, ",
  })
  void aSalePriceIsThePriceWhileTheSaleIsOn(
      String price, String sale, String dates, String expected, String before) {
    var product =
        ReadFile.of(
                rss(
                    item("1", "<g:title>Mug</g:title>")
                        + "<g:price>%s</g:price><g:sale_price>%s</g:sale_price>"
                            .formatted(price, sale)
                        + "<g:sale_price_effective_date>%s</g:sale_price_effective_date>"
                            .formatted(dates)),
                GOOGLE)
            .only();

    assertThat(product.price()).isEqualByComparingTo(expected);
    if (before == null) {
      assertThat(product.compareAtPrice()).isNull();
    } else {
      assertThat(product.compareAtPrice()).isEqualByComparingTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "29.90 EUR, 19.90 USD, '', currency_conflict",
    "29.90 EUR, 19.90 EUR, soon, invalid",
    "29.90 EUR, 19.90 EUR, 2026-12-01T00:00Z/2026-11-01T00:00Z, invalid",
    "1.299 EUR, '', '', ambiguous",
    "free, '', '', invalid",
  })
  void aPriceThatIsNotUnderstoodIsAProblem(String price, String sale, String dates, String code) {
    var problem =
        ReadFile.of(
                rss(
                    item("1", "<g:title>Mug</g:title>")
                        + "<g:price>%s</g:price><g:sale_price>%s</g:sale_price>"
                            .formatted(price, sale)
                        + "<g:sale_price_effective_date>%s</g:sale_price_effective_date>"
                            .formatted(dates)),
                GOOGLE)
            .problem();

    assertThat(problem.field()).isEqualTo("price");
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.message()).startsWith("Item 1, g:");
  }

  @ParameterizedTest
  @CsvSource({
    "in stock, '', ",
    "in_stock, 4, 4",
    "out of stock, 4, 0",
    "out_of_stock, '', 0",
    "preorder, '', ",
    "'', 4, 4",
  })
  void availabilityAndQuantityAreTheStock(String availability, String quantity, Integer expected) {
    assertThat(
            ReadFile.of(
                    rss(
                        item("1", "<g:title>Mug</g:title>")
                            + "<g:availability>%s</g:availability>".formatted(availability)
                            + "<g:sell_on_google_quantity>%s</g:sell_on_google_quantity>"
                                .formatted(quantity)),
                    GOOGLE)
                .only()
                .stock())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", ","})
  void theSameAsATable(String delimiter) {
    var read =
        ReadFile.of(
            """
            id|Title|g:description|link|image link|additional_image_link|additional image link|price|sale price|availability|item_group_id|color|ads_label
            m1|Mug Blue|Round|https://a.example/m|https://a.example/1.jpg|"https://a.example/2.jpg,https://a.example/3.jpg"|https://a.example/4.jpg|29.90 EUR|19.90 EUR|in stock|mug|Blue|x
            m2|Mug Red|Round|https://a.example/m|https://a.example/5.jpg|||29.90 EUR||out of stock|mug|Red|x
            p1|Pot||||||5 EUR||out of stock|||
            """
                .replace("|", delimiter),
            GOOGLE);

    assertThat(read.products()).extracting(FeedProduct::row).containsExactly(2, 4);
    var mug = read.products().getFirst();
    assertThat(mug.problems()).isEmpty();
    assertThat(mug.product().externalProductId()).isEqualTo("mug");
    assertThat(mug.product().title()).isEqualTo("Mug");
    assertThat(mug.product().description()).isEqualTo("Round");
    assertThat(mug.product().images()).hasSize(5).endsWith("https://a.example/5.jpg");
    assertThat(mug.product().price()).isEqualByComparingTo("19.90");
    assertThat(mug.product().compareAtPrice()).isEqualByComparingTo("29.90");
    assertThat(mug.product().stock()).isNull();
    assertThat(read.products().getLast().product().stock()).isZero();
  }

  @Test
  void anItemWithoutAnIdIsAProblem() {
    var problem =
        ReadFile.of(rss("<g:title>Mug</g:title><g:price>9 EUR</g:price>"), GOOGLE).problem();

    assertThat(problem.field()).isEqualTo("external_product_id");
    assertThat(problem.code()).isEqualTo("not_blank");
  }

  @Test
  void aCategoryIsCutToItsEndAndANumberIsNone() {
    var path = "Everything > " + "Branch > ".repeat(30) + "Cups";
    assertThat(category("<g:product_type>%s</g:product_type>".formatted(path.replace(">", "&gt;"))))
        .hasSizeLessThanOrEqualTo(200)
        .startsWith("Branch > ")
        .endsWith(" > Cups");
    assertThat(category("<g:google_product_category>2169</g:google_product_category>")).isNull();
    assertThat(category("<g:google_product_category>Cups</g:google_product_category>"))
        .isEqualTo("Cups");
  }

  private static String category(String element) {
    return ReadFile.of(rss(item("1", "<g:title>Mug</g:title>") + element), GOOGLE)
        .only()
        .category();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Not found</body></html>",
        "<products><product><id>1</id></product></products>",
        "<!doctype html>\n<html><br></html>",
        "\n<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><html></html>",
        "<!DOCTYPE rss SYSTEM \"http://127.0.0.1:1/feed.dtd\"><rss/>",
      })
  void otherXmlIsNoFeed(String text) {
    assertThat(ReadFile.of(text, GOOGLE).refusal().code()).isEqualTo(Code.NOT_A_FEED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rss><channel><item><title>Mug</item></channel></rss>",
        "<rss><channel><item><title>Mug &bogus; x</title></item></channel></rss>",
        "<rss><channel><item><g:id>1</g:id></item></channel></rss>",
        "<rss><channel><item><title>a & b</title></item></channel></rss>",
        "<rss><channel>",
        "<rss></rss><rss></rss>",
        "<rss",
      })
  void brokenXmlIsNamedWithItsLine(String text) {
    var refusal = ReadFile.of("<?xml version=\"1.0\"?>\n" + text, GOOGLE).refusal();

    assertThat(refusal.code()).isEqualTo(Code.MALFORMED);
    assertThat(refusal).hasMessageStartingWith("Line 2");
  }

  @Test
  void whatStoodBeforeTheBreakIsHandedOut() {
    var read =
        ReadFile.of(
            rss(item("1", "<title>Mug</title>") + "</item><item>" + item("2", "<title>Pot</title>"))
                .replace("</channel>", "</chanel>"),
            GOOGLE);

    assertThat(read.refusal().code()).isEqualTo(Code.MALFORMED);
    assertThat(read.products()).extracting(p -> p.product().title()).containsExactly("Mug");
  }

  @Test
  void aFeedWithoutItemsIsEmpty() {
    assertThat(
            ReadFile.of("<rss><channel><title>Shop</title></channel></rss>", GOOGLE)
                .refusal()
                .code())
        .isEqualTo(Code.EMPTY);
  }

  @Test
  void anXmlFeedIsNoTable() {
    assertThat(ReadFile.of(rss(item("1", "")), ReadFile.SHOPIFY).refusal().code())
        .isEqualTo(Code.NOT_A_FEED);
  }

  static String rss(String items) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>Shop</title><link>https://a.example</link><item>%s</item></channel></rss>
        """
        .formatted(items);
  }

  private static String item(String id, String elements) {
    return "<g:id>%s</g:id>%s".formatted(id, elements);
  }

  private static String variant(String color, String size, String price, String quantity) {
    return """
        <g:color>%s</g:color><g:size>%s</g:size><g:price>%s EUR</g:price>
        <g:quantity>%s</g:quantity><g:image_link>https://a.example/%s.jpg</g:image_link>
        """
        .formatted(color, size, price, quantity, color);
  }
}
