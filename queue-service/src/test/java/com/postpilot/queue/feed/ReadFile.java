package com.postpilot.queue.feed;

import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.product.ProductInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** What was handed out of a file, and how reading it ended. */
record ReadFile(
    List<FeedProduct> products, @Nullable FeedSummary summary, @Nullable UnreadableFeed refusal) {
  static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  static final FeedLimits LIMITS =
      new FeedLimits(
          DataSize.ofMegabytes(64),
          100_000,
          100_000,
          NOW.plusSeconds(60),
          InstantSource.fixed(NOW));

  static final FeedSettings SHOPIFY = new FeedSettings(FeedFormat.SHOPIFY_CSV, "USD", Map.of());
  static final FeedSettings GOOGLE = new FeedSettings(FeedFormat.GOOGLE_MERCHANT, null, Map.of());

  static FeedSettings table(@Nullable String currency, Map<ProductField, String> columns) {
    return new FeedSettings(FeedFormat.CSV, currency, columns);
  }

  static ReadFile of(String text, FeedSettings settings) {
    return of(text.getBytes(StandardCharsets.UTF_8), settings);
  }

  static ReadFile of(byte[] bytes, FeedSettings settings) {
    return of(() -> new ByteArrayInputStream(bytes), settings, LIMITS);
  }

  static ReadFile of(FeedSource source, FeedSettings settings, FeedLimits limits) {
    var products = new ArrayList<FeedProduct>();
    try {
      var summary = ProductFeed.read(source, settings, limits, products::add);
      return new ReadFile(products, summary, null);
    } catch (UnreadableFeed e) {
      return new ReadFile(products, null, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one product that there is, understood without a problem. */
  ProductInput only() {
    return only(List.of());
  }

  private ProductInput only(List<FieldError> problems) {
    if (refusal != null) {
      throw refusal;
    }
    if (products.size() != 1 || !products.getFirst().problems().equals(problems)) {
      throw new AssertionError("not one product without problems: " + products);
    }
    return products.getFirst().product();
  }

  /** The one problem of the first product. */
  FieldError problem() {
    if (refusal != null) {
      throw refusal;
    }
    var problems = products.getFirst().problems();
    if (problems.size() != 1) {
      throw new AssertionError("not one problem: " + problems);
    }
    return problems.getFirst();
  }
}
