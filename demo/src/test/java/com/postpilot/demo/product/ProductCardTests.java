package com.postpilot.demo.product;

import static com.postpilot.demo.product.Products.product;
import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.demo.product.Product.Price;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ProductCardTests {
  private static BufferedImage draw(Product product) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(ProductCard.jpeg(product)));
  }

  @Test
  void aCardIsAJpegThatEveryPlatformTakes() throws IOException {
    var jpeg = ProductCard.jpeg(product("Blue Mug", "18"));

    assertThat(jpeg).startsWith(0xFF, 0xD8, 0xFF).hasSizeBetween(20_000, 1_000_000);
    var image = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertThat(image.getWidth()).isEqualTo(1080);
    assertThat(image.getHeight()).isEqualTo(1350);
  }

  @Test
  void titleAndPriceAreOnIt() throws IOException {
    var card = draw(product("Blue Mug", "18.00"));
    var otherTitle = draw(product("Blue Cup", "18.00"));
    var otherPrice = draw(product("Blue Mug", "19.00"));

    assertThat(rowsThatDiffer(card, otherTitle)).anyMatch(y -> y > 720 && y < 1070);
    assertThat(rowsThatDiffer(card, otherTitle)).noneMatch(y -> y >= 1070);
    assertThat(rowsThatDiffer(card, otherPrice)).allMatch(y -> y > 1070 && y < 1215).isNotEmpty();
  }

  @Test
  void pricesAreWrittenWithTheDigitsAndTheSignOfTheirCurrency() {
    assertThat(new Price(new BigDecimal("9.90"), "EUR").tag()).isEqualTo("€9.90");
    assertThat(new Price(new BigDecimal("1200"), "JPY").tag()).isEqualTo("¥1,200");
    assertThat(new Price(new BigDecimal("4.500"), "KWD").tag()).contains("KWD", "4.500");
  }

  @Test
  void whereVariantsCostDifferentlyTheLowestPriceIsSaidToBeThat() {
    var one = new Price(new BigDecimal("18.00"), "EUR");
    var other = new Price(new BigDecimal("22.00"), "EUR");

    assertThat(new Product(UUID.randomUUID(), "Mug", null, one, other, List.of()).priceTag())
        .isEqualTo("from €18.00");
    assertThat(new Product(UUID.randomUUID(), "Mug", null, one, null, List.of()).priceTag())
        .isEqualTo("€18.00");
  }

  private static Set<Integer> rowsThatDiffer(BufferedImage one, BufferedImage other) {
    var rows = new HashSet<Integer>();
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        if (one.getRGB(x, y) != other.getRGB(x, y)) {
          rows.add(y);
        }
      }
    }
    return rows;
  }

  @Test
  void theSameProductAlwaysLooksTheSame() {
    var mug = product("Blue Mug", "18");

    assertThat(ProductCard.jpeg(mug)).isEqualTo(ProductCard.jpeg(mug));
  }

  @Test
  void wordsThatAreTooLongAndTitlesOfNoLetterAreDrawnToo() throws IOException {
    for (var title : List.of("x".repeat(500), "🏺", "A very long title ".repeat(20), "日本の器")) {
      var bare = new Product(UUID.randomUUID(), title, null, null, null, List.of());
      assertThat(draw(bare).getWidth()).isEqualTo(1080);
    }
  }
}
