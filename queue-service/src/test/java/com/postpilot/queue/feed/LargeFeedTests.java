package com.postpilot.queue.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fifty thousand products out of files that are nowhere in memory. */
class LargeFeedTests {
  private static final int PRODUCTS = 50_000;
  private static final int LOOK_EVERY = 10_000;

  /** The files have 35 to 75 million bytes, all of which would be seen in this. */
  private static final long MAX_GROWTH = 12_000_000;

  private static final String TEXT =
      "<p>Thrown by hand, glazed twice, &quot;good&quot; for every day.</p>".repeat(8);

  private enum Kind {
    SHOPIFY(
        "Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant Price,Image Src\n", ""),
    MERCHANT_XML(
        "<?xml version='1.0'?><rss xmlns:g='http://base.google.com/ns/1.0'><channel>",
        "</channel></rss>"),
    MERCHANT_TABLE("id\ttitle\tdescription\tlink\timage link\tprice\tavailability\n", ""),
    MAPPED_TABLE("Nr;Name;Text;Preis\n", "");

    private final String begin;
    private final String end;

    Kind(String begin, String end) {
      this.begin = begin;
      this.end = end;
    }

    FeedSettings settings() {
      return switch (this) {
        case SHOPIFY -> ReadFile.SHOPIFY;
        case MERCHANT_XML, MERCHANT_TABLE -> ReadFile.GOOGLE;
        case MAPPED_TABLE ->
            ReadFile.table(
                "EUR",
                Map.of(
                    ProductField.EXTERNAL_PRODUCT_ID, "Nr",
                    ProductField.TITLE, "Name",
                    ProductField.DESCRIPTION, "Text",
                    ProductField.PRICE, "Preis"));
      };
    }

    String product(long n) {
      return switch (this) {
        case SHOPIFY ->
            "mug-%d,\"Mug, no. %d\",\"%s\n\",Kiln,Size,S,19.90,https://a.example/%d.jpg\nmug-%d,,,,,L,24.90,\n"
                .formatted(n, n, TEXT, n, n);
        case MERCHANT_XML ->
            ("<item><g:id>%d</g:id><title>Mug no. %d</title><description><![CDATA[%s]]></description>"
                    + "<link>https://a.example/%d</link><g:image_link>https://a.example/%d.jpg"
                    + "</g:image_link><g:price>19.90 EUR</g:price></item>\n")
                .formatted(n, n, TEXT, n, n);
        case MERCHANT_TABLE ->
            "%d\tMug no. %d\t%s\thttps://a.example/%d\thttps://a.example/%d.jpg\t19.90 EUR\tin stock\n"
                .formatted(n, n, TEXT, n, n);
        case MAPPED_TABLE -> "%d;Mug no. %d;\"%s\n\";19,90\n".formatted(n, n, TEXT);
      };
    }

    InputStream open(long products) {
      return new GeneratedStream(begin, this::product, products, end);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theHeapDoesNotGrowWithTheFile(Kind kind) throws IOException {
    var heap = new Heap();

    var summary =
        ProductFeed.read(() -> kind.open(PRODUCTS), kind.settings(), ReadFile.LIMITS, heap::look);

    assertThat(summary.products()).isEqualTo(PRODUCTS);
    assertThat(heap.problems).isZero();
    assertThat(heap.growth()).isLessThan(MAX_GROWTH);
  }

  @Test
  void norForOneProductWithFiftyThousandLines() throws IOException {
    var heap = new Heap();
    var lines =
        new GeneratedStreams(
            "Handle,Title,Option1 Name,Option1 Value,Variant Price,Image Src\n",
            n -> "mug,Mug,Size,S%d,x,https://a.example/%d.jpg\n".formatted(n, n));

    var summary = ProductFeed.read(lines, ReadFile.SHOPIFY, ReadFile.LIMITS, heap::look);

    assertThat(summary.products()).isEqualTo(1);
    assertThat(heap.growth()).isLessThan(MAX_GROWTH);
    assertThat(heap.last.variants()).isEqualTo(PRODUCTS);
    assertThat(heap.last.problems()).hasSize(20);
    assertThat(heap.last.product().images()).hasSize(50);
  }

  private record GeneratedStreams(String begin, LongFunction<String> line) implements FeedSource {
    @Override
    public InputStream open() {
      return new GeneratedStream(begin, line, PRODUCTS, "");
    }
  }

  /** What is alive on it now and then, after a collection. */
  private static final class Heap {
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private long first;
    private long most;
    private int count;
    int problems;
    FeedProduct last;

    void look(FeedProduct product) {
      last = product;
      problems += product.problems().size();
      if (count++ % LOOK_EVERY == 0) {
        memory.gc();
        long used = memory.getHeapMemoryUsage().getUsed();
        first = first == 0 ? used : first;
        most = Math.max(most, used);
      }
    }

    long growth() {
      return most - first;
    }
  }
}
