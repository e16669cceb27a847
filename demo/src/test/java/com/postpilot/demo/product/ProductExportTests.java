package com.postpilot.demo.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductExportTests {
  private static final String HEADER =
      "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,"
          + "Variant Price,Variant Compare At Price,Image Src,Image Position,Image Alt Text";

  private static ProductExport read(String... lines) {
    return readText(HEADER + "\n" + String.join("\n", lines) + "\n");
  }

  private static ProductExport readText(String text) {
    return ProductExport.read("shop.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Product only(ProductExport export) {
    assertThat(export.products()).hasSize(1);
    return export.products().getFirst();
  }

  @Test
  void aLineIsAProductWithAllThatItsShopSaysAboutIt() {
    var pot =
        only(
            read(
                "clay-pot,Clay Pot,<p>For <b>plants</b></p>,Kiln,Outdoor,\"Pot, Plants\",true,"
                    + "Title,Default Title,9.99,12,https://shop.example/pot.jpg,1,A pot"));

    assertThat(pot.handle()).isEqualTo("clay-pot");
    assertThat(pot.title()).isEqualTo("Clay Pot");
    assertThat(pot.description()).isEqualTo("For plants");
    assertThat(pot.vendor()).isEqualTo("Kiln");
    assertThat(pot.tags()).containsExactly("Pot", "Plants");
    assertThat(pot.price().sentence()).isEqualTo("9.99 instead of 12.00");
    assertThat(pot.picture()).isEqualTo("https://shop.example/pot.jpg");
    assertThat(pot.pictureText()).isEqualTo("A pot");
  }

  @Test
  void linesOfOneHandleAreOneProductWithTheCheapestPriceAndTheFirstPicture() {
    var top =
        only(
            read(
                "top,Varsity Top,Warm,Shop,,women,true,Size,Small,60,,,,",
                "top,,,,,,,,Medium,55.5,,https://shop.example/1.jpg,1,",
                "top,,,,,,,,Large,70,,https://shop.example/2.jpg,2,",
                "top,,,,,,,,,,,https://shop.example/3.jpg,3,"));

    assertThat(top.title()).isEqualTo("Varsity Top");
    assertThat(top.price().tag()).isEqualTo("from 55.50");
    assertThat(top.picture()).isEqualTo("https://shop.example/1.jpg");
  }

  @Test
  void productsStayInTheOrderOfTheFileAlsoWhenTheirLinesAreApart() {
    var export = read("a,A,,,,,true,,,1,,,,", "b,B,,,,,true,,,2,,,,", "a,,,,,,,,,3,,,,");

    assertThat(export.products()).extracting(Product::title).containsExactly("A", "B");
  }

  @Test
  void quotesCommasAndLineBreaksWithinACellAreText() {
    var bowl =
        only(
            readText(
                HEADER
                    + "\r\nbowl,\"Bowl, \"\"large\"\"\",\"<p>One</p>\r\n<p>Two&nbsp;three</p>\","
                    + ",,,true,,,5,,,,\r\n"));

    assertThat(bowl.title()).isEqualTo("Bowl, \"large\"");
    assertThat(bowl.description()).isEqualTo("One Two three");
  }

  @Test
  void whatAShopDoesNotShowIsLeftOutAndCounted() {
    var export = read("a,A,,,,,true,,,1,,,,", "b,B,,,,,FALSE,,,2,,,,");

    assertThat(export.products()).extracting(Product::handle).containsExactly("a");
    assertThat(export.drafts()).isEqualTo(1);
  }

  @Test
  void aByteOrderMarkAndMoreColumnsThanWeKnowDoNoHarm() {
    var export =
        readText(
            "\uFEFFHandle,Title,Body (HTML),Tags,Variant Price,Image Src,Cost per item,Status\n"
                + "mug,Mug,,,1,,0.50,active\n"
                + "cup,Cup,,,1,,0.50,draft\n");

    assertThat(export.products()).extracting(Product::title).containsExactly("Mug");
    assertThat(export.drafts()).isEqualTo(1);
  }

  @Test
  void aLineThatEndsEarlyHasEmptyCells() {
    var mug = only(read("mug,Mug"));

    assertThat(mug.price()).isNull();
    assertThat(mug.picture()).isNull();
  }

  @Test
  void missingColumnsAreNamed() {
    assertThatThrownBy(() -> readText("Handle,Title,Tags\na,A,x\n"))
        .isInstanceOf(UnreadableExport.class)
        .hasMessage(
            "shop.csv is no Shopify product export: it has no column Body (HTML), Variant Price,"
                + " Image Src.");
  }

  @Test
  void aPriceThatIsNoNumberIsRefusedWithItsRow() {
    assertThatThrownBy(() -> read("a,A,,,,,true,,,1,,,,", "b,B,,,,,true,,,cheap,,,,"))
        .isInstanceOf(UnreadableExport.class)
        .hasMessage("shop.csv: row 3 has \"cheap\" as Variant Price, which is no number.");
  }

  @Test
  void aRowWithoutHandleAndAProductWithoutTitleAreRefusedWithTheirRow() {
    assertThatThrownBy(() -> read(",A,,,,,true,,,1,,,,"))
        .isInstanceOf(UnreadableExport.class)
        .hasMessage("shop.csv: row 2 has no Handle.");
    assertThatThrownBy(() -> read("a,,,,,,true,,,1,,,,"))
        .isInstanceOf(UnreadableExport.class)
        .hasMessage("shop.csv: row 2 has no Title.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", HEADER, HEADER + "\na,A,,,,,false,,,1,,,,", "a,\"b\"c\nd"})
  void aFileThatSaysNothingIsRefusedInOneSentence(String text) {
    assertThatThrownBy(() -> readText(text))
        .isInstanceOf(UnreadableExport.class)
        .hasMessageStartingWith("shop.csv ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFileInAnotherEncodingIsRefusedInOneSentence() {
    var latin = (HEADER + "\nsofa,Möbel,,,,,true,,,1,,,,").getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> ProductExport.read("shop.csv", latin))
        .isInstanceOf(UnreadableExport.class)
        .hasMessage("shop.csv is not in UTF-8: export the products again, as \"CSV UTF-8\".");
    assertThatThrownBy(() -> ProductExport.read("shop.csv", new byte[] {'P', 'K', 0, 0}))
        .isInstanceOf(UnreadableExport.class)
        .hasMessage("shop.csv is no text: export the products as CSV.");
  }

  @Test
  void aFileThatIsNotThereIsOneSentence(@TempDir Path directory) throws IOException {
    var missing = directory.resolve("missing.csv");
    assertThatThrownBy(() -> ProductExport.read(missing))
        .isInstanceOf(UnreadableExport.class)
        .hasMessage("There is no file " + missing + ".");
    assertThatThrownBy(() -> ProductExport.read(Files.createDirectory(missing)))
        .isInstanceOf(UnreadableExport.class)
        .hasMessageStartingWith(missing + " cannot be read");
  }
}
