package com.postpilot.queue.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

class TablePropertiesTests {
  private static final FeedSettings COLUMNS =
      ReadFile.table(
          null,
          Map.of(
              ProductField.EXTERNAL_PRODUCT_ID, "Id",
              ProductField.TITLE, "Title, short",
              ProductField.DESCRIPTION, "Text; long",
              ProductField.BRAND, "Made|by"));

  /**
   * @param western can be written in windows-1252
   */
  record Text(String value, boolean western) {}

  record Line(Text title, Text description, Text brand) {}

  record Dialect(char delimiter, String end, QuoteMode quotes) {}

  @Property(tries = 400)
  void aTableComesBackAsItWasWritten(
      @ForAll("lines") List<Line> lines,
      @ForAll("dialects") Dialect dialect,
      @ForAll("encodings") String encoding)
      throws IOException {
    var charset = encoding.startsWith("windows") && !areWestern(lines) ? "UTF-8" : encoding;

    var read = ReadFile.of(bytes(charset, written(lines, dialect)), COLUMNS);

    assertThat(read.refusal()).isNull();
    assertThat(read.products()).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      var product = read.products().get(i);
      assertThat(product.row()).isEqualTo(i + 2);
      assertThat(product.problems()).isEmpty();
      assertThat(product.product().externalProductId()).isEqualTo(Integer.toString(i));
      assertThat(product.product().title()).isEqualTo(oneLine(lines.get(i).title()));
      assertThat(product.product().description()).isEqualTo(given(lines.get(i).description()));
      assertThat(product.product().brand()).isEqualTo(oneLine(lines.get(i).brand()));
    }
  }

  /** Whatever a file holds, it is read or refused. */
  @Property(tries = 600)
  void noFileMakesTheReaderFailOtherwise(
      @ForAll("rubble") List<String> pieces, @ForAll FeedFormat format) {
    var bytes = new ByteArrayOutputStream();
    pieces.forEach(piece -> bytes.writeBytes(piece.getBytes(StandardCharsets.ISO_8859_1)));
    var settings =
        new FeedSettings(
            format,
            "EUR",
            format == FeedFormat.CSV
                ? Map.of(
                    ProductField.TITLE, "title",
                    ProductField.PRICE, "price",
                    ProductField.IMAGES, "image_link")
                : Map.of());

    var read = ReadFile.of(bytes.toByteArray(), settings);

    if (read.refusal() == null) {
      assertThat(read.products()).isNotEmpty();
    } else {
      assertThat(read.refusal()).message().isNotBlank().hasSizeLessThan(500).endsWith(".");
    }
  }

  @Provide
  Arbitrary<List<String>> rubble() {
    return Arbitraries.of(
            "\u00EF\u00BB\u00BF",
            "\u00FF\u00FE",
            "\u001F\u008B",
            "PK\u0003\u0004",
            "<?xml ",
            "version='1.0'?>",
            "<rss",
            " xmlns:g='http://base.google.com/ns/1.0'",
            ">",
            "<channel>",
            "<item>",
            "<g:id>",
            "</g:id>",
            "</item>",
            "</rss>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<!DOCTYPE rss",
            "[<!ENTITY x '",
            "'>]>",
            "&x;",
            "&amp;",
            "&#0;",
            "&#xD800;",
            "id\ttitle\n",
            "Handle,Title,Variant Price\n",
            "title;price;image_link\n",
            "\"",
            "\"\"",
            ",",
            ";",
            "\t",
            "|",
            "\n",
            "\r",
            "\0",
            "\u00E4\u00C3",
            "\u00C3\u00A9",
            "\u0081",
            "sep=;\n",
            "a",
            "19.90 EUR",
            "1,2",
            "https://a.example/x y",
            " ",
            "\u00A0",
            "feed",
            "/>",
            "'",
            "=")
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<Line>> lines() {
    return Combinators.combine(texts(), texts(), texts())
        .as(Line::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<Dialect> dialects() {
    return Combinators.combine(
            Arbitraries.of(',', ';', '\t', '|'),
            Arbitraries.of("\n", "\r\n", "\r"),
            Arbitraries.of(QuoteMode.MINIMAL, QuoteMode.ALL))
        .as(Dialect::new);
  }

  @Provide
  Arbitrary<String> encodings() {
    return Arbitraries.of("UTF-8", "UTF-8 with a mark", "UTF-16LE", "UTF-16BE", "windows-1252");
  }

  private static Arbitrary<Text> texts() {
    var western =
        Arbitraries.of(
                "a", "B", "word", " ", "  ", ",", ";", "|", "\t", "\"", "\"\"", "'", "\n", "\r\n",
                "é ", " Größe", "100 €", "5\"", "\\", "sep=,", "#", "-")
            .list()
            .ofMaxSize(8)
            .map(parts -> new Text(String.join("", parts), true));
    var any =
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .withCharRange('\u00A1', '\u02FF')
            .withCharRange('\u0400', '\u04FF')
            .withCharRange('\u4E00', '\u4FFF')
            .excludeChars('<', '&')
            .ofMaxLength(30)
            .map(text -> new Text(text + "🔥", false));
    return Arbitraries.frequencyOf(Tuple.of(3, western), Tuple.of(1, any));
  }

  private static String written(List<Line> lines, Dialect dialect) throws IOException {
    var text = new StringBuilder();
    var format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(dialect.delimiter())
            .setRecordSeparator(dialect.end())
            .setQuoteMode(dialect.quotes())
            .setHeader("Id", "Title, short", "Text; long", "Made|by")
            .get();
    try (var printer = new CSVPrinter(text, format)) {
      for (int i = 0; i < lines.size(); i++) {
        var line = lines.get(i);
        printer.printRecord(
            Integer.toString(i),
            line.title().value(),
            line.description().value(),
            line.brand().value());
      }
    }
    return text.toString();
  }

  private static byte[] bytes(String encoding, String text) {
    return switch (encoding) {
      case "UTF-8 with a mark" -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
      case "UTF-16LE", "UTF-16BE" -> ("\uFEFF" + text).getBytes(Charset.forName(encoding));
      default -> text.getBytes(Charset.forName(encoding));
    };
  }

  private static boolean areWestern(List<Line> lines) {
    var texts = new ArrayList<Text>();
    lines.forEach(line -> texts.addAll(List.of(line.title(), line.description(), line.brand())));
    return texts.stream().allMatch(Text::western);
  }

  private static String given(Text text) {
    return text.value().isBlank() ? null : text.value().strip();
  }

  private static String oneLine(Text text) {
    return text.value().isBlank() ? null : text.value().strip().replaceAll("\\s+", " ");
  }
}
