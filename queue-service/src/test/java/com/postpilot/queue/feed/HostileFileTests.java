package com.postpilot.queue.feed;

import static com.postpilot.queue.feed.ReadFile.GOOGLE;
import static com.postpilot.queue.feed.ReadFile.LIMITS;
import static com.postpilot.queue.feed.ReadFile.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.feed.UnreadableFeed.Code;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class HostileFileTests {
  private static final FeedSettings NAMES =
      ReadFile.table(null, Map.of(ProductField.TITLE, "Name"));
  private static final byte[] TABLE = "Name\nMug\n".getBytes(StandardCharsets.UTF_8);

  @Test
  void anArchiveOfOneFileIsReadAsTheFile() throws IOException {
    assertThat(ReadFile.of(gzip(TABLE), NAMES).only().title()).isEqualTo("Mug");
    assertThat(ReadFile.of(zip(Map.of("products.csv", TABLE)), NAMES).only().title())
        .isEqualTo("Mug");
  }

  @Test
  void foldersAndWhatMacOsAddsAreNoFiles() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      entry(zip, "export/", new byte[0]);
      entry(zip, "__MACOSX/export/._products.csv", new byte[500]);
      entry(zip, "export/products.csv", TABLE);
      entry(zip, "__MACOSX/._x", new byte[500]);
    }

    assertThat(ReadFile.of(bytes.toByteArray(), NAMES).only().title()).isEqualTo("Mug");
  }

  @Test
  void anArchiveOfNoFileOrSeveralIsRefusedBeforeAProductIsHandedOut() throws IOException {
    var two = ReadFile.of(zip(Map.of("a.csv", TABLE, "b.csv", TABLE)), NAMES);
    assertThat(two.refusal().code()).isEqualTo(Code.NOT_ONE_FILE);
    assertThat(two.products()).isEmpty();
    assertThat(code(zip(Map.of("folder/", new byte[0])))).isEqualTo(Code.NOT_ONE_FILE);
    assertThat(code(zip(Map.of()))).isEqualTo(Code.NOT_ONE_FILE);
  }

  @Test
  void aWorkbookIsToldToBeSavedAsCsv() throws IOException {
    var refusal = ReadFile.of(zip(Map.of("[Content_Types].xml", TABLE)), NAMES).refusal();

    assertThat(refusal.code()).isEqualTo(Code.NOT_A_FEED);
    assertThat(refusal).hasMessage("This is a workbook: save its sheet as \"CSV UTF-8\".");
  }

  @Test
  void anArchiveInAnArchiveIsRefused() throws IOException {
    assertThat(code(gzip(gzip(TABLE)))).isEqualTo(Code.NESTED_ARCHIVE);
    assertThat(code(zip(Map.of("a.csv.gz", gzip(TABLE))))).isEqualTo(Code.NESTED_ARCHIVE);
    assertThat(code(gzip(zip(Map.of("a.csv", TABLE))))).isEqualTo(Code.NESTED_ARCHIVE);
    assertThat(code(zip(Map.of("a.zip", zip(Map.of("a.csv", TABLE))))))
        .isEqualTo(Code.NESTED_ARCHIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rar!\u001A\u0007", "7z\u00BC\u00AF'\u001C", "BZh91AY&SY"})
  void otherArchivesAreRefused(String magic) {
    assertThat(code(magic.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(Code.NOT_A_FEED);
  }

  @Test
  void anArchiveThatIsDamagedIsRefused() throws IOException {
    var packed = gzip(table(50_000));
    assertThat(code(Arrays.copyOf(packed, packed.length / 2))).isEqualTo(Code.MALFORMED);
    packed[packed.length / 2] ^= 0x55;
    assertThat(code(packed)).isEqualTo(Code.MALFORMED);
    var zipped = zip(Map.of("a.csv", table(50_000)));
    assertThat(code(Arrays.copyOf(zipped, zipped.length / 2))).isEqualTo(Code.MALFORMED);
    assertThat(code(new byte[] {0x1F, (byte) 0x8B})).isEqualTo(Code.MALFORMED);
  }

  @Test
  void aBombIsRefusedLongBeforeItIsUnpacked() throws IOException {
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      gzip.write("Name\n\"".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 64; i++) {
        gzip.write(new byte[1_000_000]);
      }
    }
    var limits =
        new FeedLimits(DataSize.ofGigabytes(4), 1_000, 100_000, LIMITS.deadline(), LIMITS.clock());
    var read = new Opened(bomb.toByteArray());

    assertThat(ReadFile.of(read, NAMES, limits).refusal().code()).isEqualTo(Code.BOMB);
    assertThat(read.bytes).hasValueLessThan(100_000);
    assertThat(read.closed).hasValue(1);
  }

  @Test
  void aBombBesideTheFileIsRefusedToo() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      entry(zip, "products.csv", TABLE);
      entry(zip, "__MACOSX/bomb", new byte[50_000_000]);
    }

    assertThat(code(bytes.toByteArray())).isEqualTo(Code.BOMB);
  }

  @Test
  void aFileThatIsTooLargeIsRefusedBeforeAProductIsHandedOut() throws IOException {
    var limits =
        new FeedLimits(
            DataSize.ofKilobytes(100), 100_000, 1_000, LIMITS.deadline(), LIMITS.clock());
    var large = table(50_000);

    for (var bytes : List.of(large, gzip(large), zip(Map.of("a.csv", large)))) {
      var read = ReadFile.of(() -> new ByteArrayInputStream(bytes), NAMES, limits);
      assertThat(read.refusal().code()).isEqualTo(Code.TOO_LARGE);
      assertThat(read.products()).isEmpty();
    }
  }

  @Test
  void moreProductsThanAreTakenEndTheReading() {
    var limits =
        new FeedLimits(DataSize.ofMegabytes(1), 3, 1_000, LIMITS.deadline(), LIMITS.clock());

    var four = ReadFile.of(() -> new ByteArrayInputStream(table(4)), NAMES, limits);
    assertThat(four.products()).hasSize(3);
    assertThat(four.refusal().code()).isEqualTo(Code.TOO_MANY_PRODUCTS);
    assertThat(ReadFile.of(() -> new ByteArrayInputStream(table(3)), NAMES, limits).refusal())
        .isNull();
  }

  @Test
  void aQuoteThatIsNeverClosedDoesNotEatTheMemory() {
    var limits =
        new FeedLimits(DataSize.ofMegabytes(64), 1_000, 1_000, LIMITS.deadline(), LIMITS.clock());
    var read =
        ReadFile.of(
            () -> generated("Name\nPot\n\"", "line of a table\n", 30_000_000, ""), NAMES, limits);

    assertThat(read.products()).hasSize(1);
    assertThat(read.refusal().code()).isEqualTo(Code.FIELD_TOO_LARGE);
    assertThat(read.refusal()).hasMessageStartingWith("Row 3 is too long");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "x", " ", "\"\"", "\n"})
  void aHeaderWithoutAnEndIsRefused(String piece) {
    var read = ReadFile.of(() -> generated("Name,\"", piece, 20_000_000, ""), NAMES, LIMITS);

    assertThat(read.refusal().code()).isIn(Code.FIELD_TOO_LARGE, Code.NOT_A_FEED);
  }

  @Test
  void entitiesThatNameFilesOrHostsAreNeverFollowed(@TempDir Path folder) throws Exception {
    var secret = Files.writeString(folder.resolve("secret.txt"), "the secret");
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(200);
      var host = "http://127.0.0.1:%d/x".formatted(server.getLocalPort());
      for (var attack :
          List.of(
              "<!DOCTYPE rss [<!ENTITY x SYSTEM \"%s\">]>".formatted(secret.toUri()),
              "<!DOCTYPE rss [<!ENTITY x SYSTEM \"%s\">]>".formatted(host),
              "<!DOCTYPE rss [<!ENTITY %% x SYSTEM \"%s\"> %%x;]>".formatted(host),
              "<!DOCTYPE rss SYSTEM \"%s\">".formatted(host),
              "<!DOCTYPE rss PUBLIC \"-//X//Y\" \"%s\">".formatted(secret.toUri()),
              "<?xml-stylesheet href=\"%s\"?>".formatted(host))) {
        var read =
            ReadFile.of(
                attack
                    + "<rss xmlns:xi=\"http://www.w3.org/2001/XInclude\"><channel><item><id>1</id>"
                    + "<title>Mug &x;</title><xi:include href=\"%s\"/></item></channel></rss>"
                        .formatted(host),
                GOOGLE);

        assertThat(read.refusal()).isNotNull();
        assertThat(read.refusal().code()).isIn(Code.NOT_A_FEED, Code.MALFORMED);
        assertThat(read.products()).isEmpty();
      }
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void entitiesThatGrowAreNeverUnfolded() {
    var laughs = new StringBuilder("<!DOCTYPE rss [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 12; i++) {
      laughs.append("<!ENTITY l%d \"%s\">".formatted(i, "&l%d;".formatted(i - 1).repeat(10)));
    }
    laughs.append("]><rss><channel><item><id>1</id><title>&l11;</title></item></channel></rss>");

    var read = ReadFile.of(laughs.toString(), GOOGLE);

    assertThat(read.refusal().code()).isEqualTo(Code.NOT_A_FEED);
    assertThat(read.products()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>|x|",
        "<title><![CDATA[|x|",
        "<title a='|x|",
        "<!-- |x|",
        "<?pi |x|",
        "<|x|",
        "<title>|<b/>|",
      })
  void nothingThatIsEndlessIsKeptInMemory(String shape) {
    var parts = shape.split("\\|", -1);
    var limits =
        new FeedLimits(DataSize.ofMegabytes(16), 1_000, 10_000, LIMITS.deadline(), LIMITS.clock());

    var read =
        ReadFile.of(
            () -> generated("<rss><channel><item><id>1</id>" + parts[0], parts[1], 12_000_000, ""),
            GOOGLE,
            limits);

    assertThat(read.refusal().code()).isIn(Code.FIELD_TOO_LARGE, Code.MALFORMED);
  }

  @Test
  void aDocumentTypeWithoutAnEndIsRefused() {
    var read =
        ReadFile.of(
            () -> generated("<!DOCTYPE rss [", "<!ENTITY x 'y'>", 12_000_000, ""), GOOGLE, LIMITS);

    assertThat(read.refusal().code()).isIn(Code.FIELD_TOO_LARGE, Code.NOT_A_FEED);
  }

  @Test
  void elementsNestedWithoutEndAreRefused() {
    assertThat(
            ReadFile.of(() -> generated("<rss>", "<a>", 12_000_000, ""), GOOGLE, LIMITS)
                .refusal()
                .code())
        .isEqualTo(Code.MALFORMED);
  }

  /** The parser keeps them, so they are memory that grows with the file. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a%d/>",
        "<a a%d=''/>",
        "<a xmlns='urn:%d'/>",
        "<a%d:a xmlns:a%<d='x'/>",
        "<?a%d?>"
      })
  void namesThatAreAllDifferentAreRefused(String shape) {
    var text = new StringBuilder("<rss><channel><item>");
    for (int i = 0; i < 30_000; i++) {
      text.append(shape.formatted(i));
    }

    var refusal = ReadFile.of(text.toString(), GOOGLE).refusal();

    assertThat(refusal.code()).isEqualTo(Code.NOT_A_FEED);
    assertThat(refusal).hasMessageContaining("different names");
  }

  @Test
  void anItemOfManyLongTextsIsRefused() {
    var link =
        "<g:additional_image_link>%s</g:additional_image_link>".formatted("x".repeat(90_000));

    var read = ReadFile.of(MerchantFeedTests.rss(link.repeat(10)), GOOGLE);

    assertThat(read.refusal().code()).isEqualTo(Code.FIELD_TOO_LARGE);
    assertThat(read.refusal()).hasMessageStartingWith("Item 1 is too long");
  }

  @Test
  void whatIsLongerThanAnAddressOrASizeIsNotKept() {
    var read =
        ReadFile.of(
            "Handle,Title,Variant Price,Option1 Name,Option1 Value,Image Src\n"
                + "mug,Mug,9,Size,%s,https://a.example/%s\n"
                    .formatted("x".repeat(201), "x".repeat(2_048)),
            ReadFile.SHOPIFY);

    var mug = read.products().getFirst();
    assertThat(mug.problems()).extracting(FieldError::code).containsExactly("size", "size");
    assertThat(mug.problems())
        .extracting(FieldError::field)
        .containsExactly("images", "product_options");
    assertThat(mug.product().images()).isEmpty();
    assertThat(mug.product().productOptions()).isEmpty();
  }

  @Test
  void aTextOfAFeedThatIsTooLongIsAProblemOfItsProductAlone() {
    var limits =
        new FeedLimits(DataSize.ofMegabytes(1), 10, 1_000, LIMITS.deadline(), LIMITS.clock());
    var text =
        "<rss><channel><item><id>1</id><title>%s</title></item><item><id>2</id><title>Mug</title></item></channel></rss>"
            .formatted("x".repeat(1_500));

    var read =
        ReadFile.of(
            () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), GOOGLE, limits);

    assertThat(read.problem().code()).isEqualTo("size");
    assertThat(read.products().getLast().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void readingEndsAtTheDeadlineHoweverSlowlyTheBytesCome(int slowOpening) {
    var now = new AtomicReference<>(NOW);
    var limits =
        new FeedLimits(DataSize.ofMegabytes(64), 100_000, 1_000, NOW.plusSeconds(10), now::get);
    var opened = new AtomicInteger();
    var bytes = ("Name\n" + "\n".repeat(500_000) + "Mug\n").getBytes(StandardCharsets.UTF_8);

    var read =
        ReadFile.of(
            () ->
                opened.incrementAndGet() == slowOpening
                    ? slow(bytes, now)
                    : new ByteArrayInputStream(bytes),
            NAMES,
            limits);

    assertThat(read.refusal().code()).isEqualTo(Code.TOO_SLOW);
    assertThat(read.products()).isEmpty();
    assertThat(opened).hasValue(slowOpening);
    assertThat(Duration.between(NOW, now.get()))
        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
  }

  @Test
  void readingEndsAtTheDeadlineHoweverSlowlyTheProductsAreTaken() {
    var now = new AtomicReference<>(NOW);
    var limits =
        new FeedLimits(DataSize.ofMegabytes(1), 1_000, 1_000, NOW.plusSeconds(10), now::get);
    var taken = new ArrayList<FeedProduct>();

    assertThatThrownBy(
            () ->
                ProductFeed.read(
                    () -> new ByteArrayInputStream(table(100)),
                    NAMES,
                    limits,
                    product -> {
                      taken.add(product);
                      now.updateAndGet(time -> time.plusSeconds(1));
                    }))
        .isInstanceOfSatisfying(
            UnreadableFeed.class, e -> assertThat(e.code()).isEqualTo(Code.TOO_SLOW));
    assertThat(taken).hasSize(11);
  }

  @Test
  void aSourceThatBreaksIsNotTheFaultOfTheFile() throws IOException {
    for (var bytes :
        List.of(
            table(50_000),
            gzip(table(50_000)),
            "<rss>".repeat(50_000).getBytes(StandardCharsets.UTF_8))) {
      var broken = new IOException("connection reset");
      assertThatThrownBy(
              () ->
                  ProductFeed.read(
                      () -> broken(bytes, broken),
                      bytes[0] == '<' ? GOOGLE : NAMES,
                      LIMITS,
                      _ -> {}))
          .isSameAs(broken);
    }
    var closed = new IOException("gone");
    assertThatThrownBy(
            () ->
                ProductFeed.read(
                    () -> {
                      throw closed;
                    },
                    NAMES,
                    LIMITS,
                    _ -> {}))
        .isSameAs(closed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Name\nMug\n",
        "<rss><channel><item><id>1</id><title>M</title></item></channel></rss>"
      })
  void whatTheTakerThrowsComesOutAsItIsAndTheSourceIsClosed(String text) {
    var thrown = new UncheckedIOException(new IOException("no space left"));
    var opened = new Opened(text.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(
            () ->
                ProductFeed.read(
                    opened,
                    text.startsWith("<") ? GOOGLE : NAMES,
                    LIMITS,
                    _ -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThat(opened.opened).hasValue(2);
    assertThat(opened.closed).hasValue(2);
  }

  private static Code code(byte[] bytes) {
    var read = ReadFile.of(bytes, NAMES);
    assertThat(read.products()).isEmpty();
    return read.refusal().code();
  }

  private static byte[] table(int rows) {
    var text = new StringBuilder("Name\n");
    for (int i = 0; i < rows; i++) {
      text.append("Mug ").append(i * 7919).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        entry(zip, file.getKey(), file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  /** That many bytes which are nowhere in memory. */
  static InputStream generated(String begin, String piece, long length, String end) {
    return new GeneratedStream(begin, _ -> piece, length / piece.length(), end);
  }

  private static InputStream slow(byte[] bytes, AtomicReference<Instant> now) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        now.updateAndGet(time -> time.plusSeconds(1));
        return super.read(into, offset, Math.min(length, 5_000));
      }
    };
  }

  private static InputStream broken(byte[] bytes, IOException broken) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      private int left = bytes.length / 2;

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (left <= 0) {
          throw broken;
        }
        int n = super.read(into, offset, Math.min(length, left));
        left -= n;
        return n;
      }
    };
  }

  /** Counts what is done with it. */
  private static final class Opened implements FeedSource {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger bytes = new AtomicInteger();
    private final byte[] content;

    Opened(byte[] content) {
      this.content = content;
    }

    @Override
    public InputStream open() {
      opened.incrementAndGet();
      return new FilterInputStream(new ByteArrayInputStream(content)) {
        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
          int n = super.read(into, offset, length);
          bytes.addAndGet(Math.max(0, n));
          return n;
        }

        @Override
        public void close() throws IOException {
          closed.incrementAndGet();
          super.close();
        }
      };
    }
  }
}
