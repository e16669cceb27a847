package com.postpilot.demo.product;

import static com.postpilot.demo.product.Products.product;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionTests {
  @Test
  void aCaptionSaysWhatTheShopSaysAndNothingElse() {
    var caption = Caption.of(product("Blue Mug", "18", "Stone ware", "Mugs"));

    assertThat(caption.rendered())
        .isEqualTo("Blue Mug\n\nMade by hand.\n\nPrice: 18.00\n\n#stoneware #mugs");
  }

  @Test
  void tagsBecomeHashtagsOnceEachAndFiveAtMost() {
    var caption =
        Caption.of(product("Mug", "1", "a", "A", "b-b", "2024", "&", "c", "d", "e", "f", "g"));

    assertThat(caption.hashtags()).containsExactly("a", "bb", "c", "d", "e");
  }

  @Test
  void whatIsMissingLeavesNoHole() {
    var bare = new Product("mug", "Mug", "", "", List.of(), null, null, "");

    assertThat(Caption.of(bare).rendered()).isEqualTo("Mug");
  }

  @Test
  void aLongDescriptionEndsBetweenWordsSoThatInstagramTakesTheWhole() {
    var wordy =
        new Product("m", "Mug", "word ".repeat(1000).strip(), "", List.of(), null, null, "");

    var caption = Caption.of(wordy).rendered();

    assertThat(caption).hasSizeLessThan(2_200).endsWith("word…").doesNotContain("wor…");
  }
}
