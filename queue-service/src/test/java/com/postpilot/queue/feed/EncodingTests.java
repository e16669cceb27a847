package com.postpilot.queue.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.feed.UnreadableFeed.Code;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTests {
  private static final FeedSettings TITLES =
      ReadFile.table(null, Map.of(ProductField.TITLE, "Name"));
  private static final String WESTERN = "Größe „M“ – 5 € · l’été · señor";

  @ParameterizedTest
  @CsvSource({
    "UTF-8, '', UTF-8",
    "UTF-8, EFBBBF, UTF-8",
    "UTF-16LE, FFFE, UTF-16LE",
    "UTF-16BE, FEFF, UTF-16BE",
    "windows-1252, '', windows-1252",
  })
  void aTableSaysItsEncodingByMarkOrByItsBytes(String charset, String mark, String expected) {
    var read = ReadFile.of(bytes(mark, "Name\n" + WESTERN + "\n", charset), TITLES);

    assertThat(read.only().title()).isEqualTo(WESTERN);
    assertThat(read.summary()).isEqualTo(new FeedSummary(Charset.forName(expected), 1));
  }

  @Test
  void whatIsNoUtf8OnItsLastLineWasNoneFromTheFirst() {
    var text = new StringBuilder("Name\n");
    for (int i = 0; i < 50_000; i++) {
      text.append("plain text\n");
    }
    text.append("Größe\n");

    var read = ReadFile.of(bytes("", text.toString(), "windows-1252"), TITLES);

    assertThat(read.products()).hasSize(50_001);
    assertThat(read.products().getLast().product().title()).isEqualTo("Größe");
  }

  /** The bytes of a letter lie on both sides of where a piece of the file ends. */
  @Test
  void utf8IsToldWhereverAPieceOfTheFileEnds() {
    for (int before = 16_370; before < 16_390; before++) {
      var title = "x".repeat(before) + "€🔥";

      assertThat(ReadFile.of("Name\n" + title, TITLES).only().title()).isEqualTo(title);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1251, Красная рубашка и синие брюки",
    "windows-1250, Żółte kółko za pół ceny",
    "windows-1250, Červené tričko ve slevě s šátkem a žlutou čepicí",
    "windows-1253, Κόκκινο πουκάμισο",
    "Shift_JIS, 赤いシャツ、青いズボン",
    "GBK, 红色衬衫蓝色裤子",
    "Big5, 紅色襯衫藍色褲子",
    "EUC-KR, 빨간 셔츠",
    "x-MacRoman, Größe für Männer à la carte",
  })
  void whatIsNeitherUtf8NorWesternIsRefusedAndNotGuessedAt(String charset, String text) {
    var refusal = ReadFile.of(bytes("", "Name\n" + text + "\n", charset), TITLES).refusal();

    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(Code.UNKNOWN_ENCODING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Überraschung: süße Äpfel für 5 €",
        "Créée à l'été, ça va où? Œuvre d’art, mœurs",
        "¡Señor! ¿Qué? 100 % algodón, nº 5, 2ª edición",
        "Smörgåsbord på blå fat, ærlig fløte",
        "Coração, maçã, pão, ação, limões",
        "Þetta er íslenskt, það er gott",
        "TIMEX® watch 25 m² – 30° ½ price × 3 µm",
        "sauna",
        "Œuf",
      })
  void westernLanguagesArePlainInWindows1252(String text) {
    assertThat(
            ReadFile.of(bytes("", "Name\n\"" + text + "\"\n", "windows-1252"), TITLES)
                .only()
                .title())
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "EFBBBF, windows-1252, unknown_encoding",
    "FFFE, UTF-8, unknown_encoding",
  })
  void aMarkThatIsNotTrueIsRefused(String mark, String charset, String code) {
    var refusal = ReadFile.of(bytes(mark, "Name\nGröße \n", charset), TITLES).refusal();

    assertThat(refusal).isNotNull();
    assertThat(refusal.code().wireName()).isIn(code, "missing_columns");
  }

  @Test
  void bytesThatAreNoTextAreNoTable() {
    assertThat(ReadFile.of("Name\nMug\0\n", TITLES).refusal().code()).isEqualTo(Code.NOT_A_FEED);
    assertThat(ReadFile.of(bytes("FFFE", "Name\nMug\0\n", "UTF-16LE"), TITLES).refusal().code())
        .isEqualTo(Code.NOT_A_FEED);
    assertThat(ReadFile.of(bytes("", "Name\nMug\n", "UTF-16LE"), TITLES).refusal().code())
        .isEqualTo(Code.NOT_A_FEED);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, UTF-8, '', UTF-8",
    "UTF-8, '', '', UTF-8",
    "UTF-8, utf-8, EFBBBF, UTF-8",
    "UTF-8, US-ASCII, '', UTF-8",
    "UTF-8, UTF-16, '', UTF-8",
    "UTF-8, ISO-8859-1, '', UTF-8",
    "ISO-8859-1, ISO-8859-1, '', windows-1252",
    "windows-1252, windows-1252, '', windows-1252",
    "ISO-8859-15, ISO-8859-15, '', ISO-8859-15",
    "UTF-16LE, UTF-16, FFFE, UTF-16LE",
    "UTF-16BE, UTF-16, FEFF, UTF-16BE",
    "UTF-16LE, UTF-16, '', UTF-16LE",
    "UTF-16BE, UTF-16, '', UTF-16BE",
  })
  void xmlIsReadAsItDeclaresUnlessItIsPlainlyUtf8(
      String charset, String declared, String mark, String expected) {
    var read = ReadFile.of(bytes(mark, xml(declared, "Größe é"), charset), ReadFile.GOOGLE);

    assertThat(read.only().title()).isEqualTo("Größe é");
    assertThat(read.summary().encoding()).isEqualTo(Charset.forName(expected));
  }

  @Test
  void xmlInOtherScriptsIsReadAsItDeclares() {
    assertThat(
            ReadFile.of(bytes("", xml("windows-1251", "Рубашка"), "windows-1251"), ReadFile.GOOGLE)
                .only()
                .title())
        .isEqualTo("Рубашка");
    assertThat(
            ReadFile.of(bytes("", xml("Shift_JIS", "赤いシャツ"), "Shift_JIS"), ReadFile.GOOGLE)
                .only()
                .title())
        .isEqualTo("赤いシャツ");
  }

  @Test
  void xmlThatIsNotInItsEncodingIsRefused() {
    assertThat(code(bytes("", xml("UTF-8", "Größe"), "windows-1252")))
        .isEqualTo(Code.UNKNOWN_ENCODING);
    assertThat(code(bytes("", xml("", "Größe"), "windows-1252"))).isEqualTo(Code.UNKNOWN_ENCODING);
    assertThat(code(bytes("", xml("Shift_JIS", "Größe"), "windows-1252")))
        .isEqualTo(Code.UNKNOWN_ENCODING);
    assertThat(code(bytes("", xml("windows-1252", "\u0081 ÿ"), "ISO-8859-1")))
        .isEqualTo(Code.UNKNOWN_ENCODING);
    assertThat(code(bytes("", xml("klingon", "Mug"), "UTF-8"))).isEqualTo(Code.UNKNOWN_ENCODING);
  }

  private static Code code(byte[] bytes) {
    return ReadFile.of(bytes, ReadFile.GOOGLE).refusal().code();
  }

  private static String xml(String declared, String title) {
    var encoding = declared.isEmpty() ? "" : " encoding=\"%s\"".formatted(declared);
    return ("<?xml version=\"1.0\"%s?><rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel>"
            + "<item><g:id>1</g:id><title>%s</title></item></channel></rss>")
        .formatted(encoding, title);
  }

  private static byte[] bytes(String mark, String text, String charset) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(HexFormat.of().parseHex(mark));
    bytes.writeBytes(text.getBytes(Charset.forName(charset)));
    return bytes.toByteArray();
  }
}
