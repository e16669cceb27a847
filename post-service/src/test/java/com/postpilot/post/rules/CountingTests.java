package com.postpilot.post.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.TextUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** How texts are counted, for any text. */
class CountingTests {

  /** Letters of many alphabets, emoji, signs that join, spaces. */
  @Provide
  Arbitrary<String> texts() {
    var characters =
        Arbitraries.of(
            "a", "Z", "7", "_", "ä", "é", "ß", "中", "あ", "ع", "ि", "😀", "🏳️‍🌈", " ", "\n", ".",
            "-", "!");
    return characters.list().ofMaxSize(60).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of("a", "Z", "7", "_", "ä", "中", "あ", "ع", "é")
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .ofMinLength(1)
        .ofMaxLength(30);
  }

  @Property
  void textsAddUp(@ForAll("texts") String left, @ForAll("texts") String right) {
    for (var unit : TextUnit.values()) {
      assertThat(unit.count(left + right)).isEqualTo(unit.count(left) + unit.count(right));
    }
  }

  @Property
  void aCodePointIsOneOrTwoUnits(@ForAll("texts") String text) {
    int points = TextUnit.CODE_POINTS.count(text);
    int beyondTheFirstPlane = (int) text.codePoints().filter(point -> point > 0xFFFF).count();

    assertThat(TextUnit.UTF16_UNITS.count(text)).isEqualTo(points + beyondTheFirstPlane);
  }

  @Property
  void hashtagsAreCountedWhateverStandsBetweenThem(
      @ForAll @Size(max = 40) List<@From("words") String> tags,
      @ForAll("separators") String separator) {
    var text = String.join(separator, tags.stream().map(tag -> "#" + tag).toList());

    assertThat(TextRules.hashtagsIn(text)).isEqualTo(tags.size());
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of(" ", "\n\n", ", ", "", " 😀 ", ".", " @ ");
  }

  @Property
  void aTextWithoutTheSignHasNeitherHashtagsNorMentions(@ForAll("texts") String text) {
    assertThat(TextRules.hashtagsIn(text)).isZero();
    assertThat(TextRules.mentionsIn(text)).isZero();
  }

  @Property
  void aSignAloneIsNoHashtag(@ForAll @IntRange(max = 20) int signs) {
    assertThat(TextRules.hashtagsIn("#".repeat(signs))).isZero();
    assertThat(TextRules.hashtagsIn("#".repeat(signs) + " word")).isZero();
  }

  @Property
  void mentionsAreCountedAndMailAddressesAreNot(
      @ForAll @Size(max = 30) List<@From("names") String> names) {
    var mentions = String.join(" ", names.stream().map(name -> "@" + name).toList());
    var addresses = String.join(" ", names.stream().map(name -> name + "@shop.example").toList());

    assertThat(TextRules.mentionsIn(mentions)).isEqualTo(names.size());
    assertThat(TextRules.mentionsIn(addresses)).isZero();
  }
}
