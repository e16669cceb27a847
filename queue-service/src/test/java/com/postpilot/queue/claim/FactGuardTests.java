package com.postpilot.queue.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.postpilot.queue.claim.UnsupportedClaim.Kind;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import com.postpilot.queue.product.ProductFacts.Option;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactGuardTests {
  private static final List<Locale> LANGUAGES =
      List.of(Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.of("es", "ES"));

  private final FactGuard guard = new FactGuard();

  private static ProductFacts product(
      String title, Money price, @Nullable Money before, List<Option> options) {
    return new ProductFacts(
        null, title, "A shirt of cotton.", price, before, List.of(), null, null, null, 7, options);
  }

  private static ProductFacts shirt() {
    return product(
        "Blue Shirt",
        new Money(4000, "USD"),
        new Money(5000, "USD"),
        List.of(new Option("Size", List.of("S", "M"))));
  }

  private List<UnsupportedClaim> check(String text, String... banned) {
    return guard.check(shirt(), text, Locale.ENGLISH, List.of(banned));
  }

  @Test
  void findsBannedWordsInAnyCaseWithAnyAccentsAndInHashtags() {
    var text =
        "MIRÁCLE shirt, anti aging, #AntiAging #antiaging #miracle. Miracles and miraculous do not"
            + " count.";
    assertThat(check(text, "miracle", "anti-aging"))
        .allSatisfy(claim -> assertThat(claim.kind()).isEqualTo(Kind.BANNED))
        .extracting(UnsupportedClaim::text)
        .containsExactly("MIRÁCLE", "anti aging", "AntiAging", "antiaging", "miracle");
  }

  @Test
  void whatIsBannedIsMarkedAsThatAloneWhateverTheFactsSay() {
    assertThat(check("Cotton, not silk, for $40", "cotton", "silk"))
        .extracting(UnsupportedClaim::kind)
        .containsExactly(Kind.BANNED, Kind.BANNED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "-", "'"})
  void aBannedClaimWithoutWordsIsNowhere(String banned) {
    assertThat(check("Cotton - for you, it's $40", banned)).isEmpty();
  }

  @Test
  void offsetsCountUnitsOfUtf16() {
    var text = "💙💙 é𝗦𝗜𝗟𝗞? $45! 𝗦𝗜𝗟𝗞";
    assertThat(check(text))
        .extracting(claim -> text.substring(claim.start(), claim.end()))
        .containsExactly("$45", "𝗦𝗜𝗟𝗞");
  }

  @Test
  void lettersThatNobodySeesHideNothing() {
    assertThat(check("The be\u200Bst si\u00ADlk"))
        .extracting(UnsupportedClaim::kind)
        .containsExactly(Kind.SUPERLATIVE, Kind.MATERIAL);
  }

  @Test
  void theReasonTellsWhatTheFactsSay() {
    assertThat(check("Now $45, 30% off, only 3 left"))
        .extracting(UnsupportedClaim::reason)
        .containsExactly(
            "The price is 40.00 USD.", "The price is lower by 20 %.", "The shop has 7 left.");
  }

  @Test
  void readsALanguageWhoseWordsItDoesNotKnowByAllThatItKnows() {
    var claims = guard.check(shirt(), "Solo 45 $, in seta o silk", Locale.ITALIAN, List.of());
    assertThat(claims).extracting(UnsupportedClaim::text).containsExactly("45 $", "silk");
  }

  @Test
  void aProductThatTellsNothingSupportsNothing() {
    var bare =
        new ProductFacts(
            null, "Thing", "", null, null, List.of(), null, null, null, null, List.of());
    assertThat(
            guard.check(bare, "$5, 20 % off, 3 left, size M, in stock", Locale.ENGLISH, List.of()))
        .extracting(UnsupportedClaim::kind)
        .containsExactly(Kind.PRICE, Kind.PERCENTAGE, Kind.SCARCITY, Kind.SIZE, Kind.SCARCITY);
  }

  @Test
  void whatAShopSaysOfItsOwnProductIsSupported() {
    LabelledCaptions.products()
        .values()
        .forEach(
            product ->
                assertThat(
                        guard.check(
                            product,
                            product.title() + ". " + product.description(),
                            Locale.ENGLISH,
                            List.of()))
                    .isEmpty());
  }

  @Test
  void refusesATextThatNoPlatformTakes() {
    assertThatThrownBy(() -> check("a".repeat(100_001)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1", "1 111 ", "$1", "-", "a-", "#a", "@a.", "1-", "S,", "best ", "+1", "l'", "𝗮"
      })
  void timeGrowsWithTheLengthOnly(String part) {
    var text = part.repeat(100_000 / part.length());
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> check(text, "best a"));
  }

  // whatever the text

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "$",
            "€",
            "40",
            "1.299,00",
            "3",
            "%",
            " ",
            "-",
            "#",
            "best",
            "silk",
            "cotton",
            "size",
            "XL",
            "M",
            "left",
            "off",
            "was",
            "most",
            "free shipping",
            "cm",
            "x",
            "/",
            ":",
            ".",
            ",",
            "'",
            "\n",
            "@",
            "💙",
            "é",
            "e\u0301",
            "ß",
            "𝟱𝟬",
            "\u200B",
            "1️⃣",
            "https://a.b/1",
            "\uD835",
            "in stock")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Test
  void pricesOfAnyCurrencyAreRead() {
    for (var code : List.of("KWD", "RUB", "KRW", "TWD", "BRL", "AED")) {
      var price = Money.of(new BigDecimal(250), code);
      var product = product("Bowl", price, Money.of(new BigDecimal(300), code), List.of());
      for (var locale : LANGUAGES) {
        var caption = shown(product.compareAtPrice(), locale) + " → " + shown(price, locale);
        assertThat(guard.check(product, caption, locale, List.of())).as(caption).isEmpty();
      }
      var wrong = shown(Money.of(new BigDecimal(240), code), Locale.US);
      assertThat(guard.check(product, "Only " + wrong, Locale.US, List.of())).hasSize(1);
    }
  }

  @Test
  void theWholeTitleIsTrueInEveryLanguage() {
    var shirt = product("Camisa 50% lona", new Money(4000, "USD"), null, List.of());

    assertThat(guard.check(shirt, "Meet the camisa 50% Lona.", Locale.ENGLISH, List.of()))
        .isEmpty();
    assertThat(guard.check(shirt, "Camisa, 50% of it.", Locale.ENGLISH, List.of()))
        .extracting(UnsupportedClaim::text)
        .containsExactly("50%");
    assertThat(guard.check(shirt, "Camisa 50% lona", Locale.ENGLISH, List.of("lona")))
        .extracting(UnsupportedClaim::kind)
        .containsExactly(Kind.BANNED);
  }

  @Test
  void whatEndsAQuotationIsNoInch() {
    var mill = product("Mill \"No. 7\"", new Money(4000, "USD"), null, List.of());

    assertThat(guard.check(mill, "Meet \"No. 7\" today.", Locale.ENGLISH, List.of())).isEmpty();
    assertThat(guard.check(mill, "The mill is 7\" high.", Locale.ENGLISH, List.of()))
        .extracting(UnsupportedClaim::text)
        .containsExactly("7\"");
  }

  @Property(tries = 2000)
  void spansAreInsideTheTextInOrderAndApart(@ForAll("texts") String text) {
    for (var language : LANGUAGES) {
      int last = 0;
      for (var claim : guard.check(shirt(), text, language, List.of("best silk", "off"))) {
        assertThat(claim.start()).isGreaterThanOrEqualTo(last);
        assertThat(claim.end()).isGreaterThan(claim.start()).isLessThanOrEqualTo(text.length());
        assertThat(claim.text()).isEqualTo(text.substring(claim.start(), claim.end()));
        last = claim.end();
      }
    }
  }

  @Property(tries = 500)
  void aCaptionThatOnlyTellsTheFactsIsSupported(
      @ForAll @IntRange(min = 1, max = 9_999_999) int cents,
      @ForAll @IntRange(min = 1, max = 9_999_999) int saving,
      @ForAll @IntRange(max = 3) int language,
      @ForAll @IntRange(max = 2) int currency) {
    var code = List.of("EUR", "USD", "CHF").get(currency);
    var price = new Money(cents, code);
    var before = new Money((long) cents + saving, code);
    var options = List.of(new Option("Size", List.of("S", "M", "44")));
    var product = product("Blue Shirt", price, before, options);
    var locale = LANGUAGES.get(language);
    var percent =
        BigDecimal.valueOf(saving)
            .multiply(new BigDecimal(100))
            .divide(BigDecimal.valueOf(before.minor()), 0, RoundingMode.DOWN);
    var caption =
        sentence(language)
            .formatted(
                shown(before, locale),
                shown(price, locale),
                percent + " %",
                shown(new Money(saving, code), locale));
    assertThat(guard.check(product, caption, locale, List.of())).as(caption).isEmpty();
  }

  private static String sentence(int language) {
    return switch (language) {
      case 0 -> "Blue Shirt, cotton. Was %s, now %s: %s off, save %s. Sizes S, M and 44.";
      case 1 ->
          "Blue Shirt aus Baumwolle. Statt %s nur %s: %s Rabatt, spare %s. Größen S, M und 44.";
      case 2 ->
          "Blue Shirt en coton. Avant %s, maintenant %s : %s de réduction, économisez %s. Tailles"
              + " S, M et 44.";
      default ->
          "Blue Shirt de algodón. Antes %s, ahora %s: %s de descuento, ahorra %s. Tallas S, M y"
              + " 44.";
    };
  }

  private static String shown(Money money, Locale locale) {
    var format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(Currency.getInstance(money.currency()));
    return format.format(money.amount());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | From $18, the mug.             | true
          en | The mug, starting at $18.      | true
          en | The mug for $18 to $22.        | true
          en | The mug costs $18.             | false
          en | All yours for $22.             | false
          en | From $22, the mug.             | false
          en | The mug, under $25.            | true
          en | The mug, under $20.            | false
          de | Der Becher ab 18 $.            | true
          de | Der Becher für 18 $.           | false
          fr | La tasse à partir de 18 $.     | true
          fr | La tasse pour 18 $.            | false
          es | La taza desde 18 $.            | true
          es | La taza por 18 $.              | false
          """)
  void thePriceOfOneVariantIsNotThatOfTheProduct(String language, String caption, boolean holds) {
    var mug =
        new ProductFacts(
            null,
            "Mug",
            "",
            new Money(1800, "USD"),
            null,
            List.of(),
            null,
            null,
            null,
            null,
            List.of(new Option("Size", List.of("Regular", "Large"))),
            new Money(2200, "USD"));

    assertThat(guard.check(mug, caption, Locale.of(language), List.of()).isEmpty())
        .isEqualTo(holds);
  }

  @Property(tries = 500)
  void anotherPriceIsNeverSupported(
      @ForAll @IntRange(min = 100, max = 999_999) int cents,
      @ForAll @IntRange(min = 100, max = 999_999) int claimed,
      @ForAll @IntRange(max = 3) int language) {
    var product = product("Blue Shirt", new Money(cents, "EUR"), null, List.of());
    var locale = LANGUAGES.get(language);
    var caption = "Blue Shirt: " + shown(new Money(claimed, "EUR"), locale);
    assertThat(guard.check(product, caption, locale, List.of()).isEmpty())
        .as(caption)
        .isEqualTo(cents == claimed);
  }
}
