package com.postpilot.queue.feed;

import com.postpilot.queue.feed.UnreadableFeed.Code;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads product files of any length in little memory. */
public final class ProductFeed {
  private ProductFeed() {}

  /**
   * Hands out the products of a file in its order, each as soon as it is read. The file may be
   * packed by gzip, or as the one file of a zip.
   *
   * @param each what it throws ends the reading, and comes out as it is
   * @throws UnreadableFeed when the file is not what it should be, or costs too much
   * @throws IOException when the source cannot be read
   */
  public static FeedSummary read(
      FeedSource source, FeedSettings settings, FeedLimits limits, Consumer<FeedProduct> each)
      throws IOException {
    try {
      var encoding = Encoding.of(source, limits);
      var counted = new Counted(limits, each);
      switch (settings.format()) {
        case SHOPIFY_CSV -> {
          requireTable(encoding);
          ShopifyExport.read(source, settings, limits, encoding, counted);
        }
        case CSV -> {
          requireTable(encoding);
          MappedTable.read(source, settings, limits, encoding, counted);
        }
        case GOOGLE_MERCHANT -> {
          if (encoding.xml()) {
            MerchantXml.read(source, settings, limits, encoding, counted);
          } else {
            MerchantTable.read(source, settings, limits, encoding, counted);
          }
        }
      }
      if (counted.products == 0) {
        throw new UnreadableFeed(Code.EMPTY, "There are no products in this file.");
      }
      return new FeedSummary(encoding.charset(), counted.products);
    } catch (SourceFailed e) {
      throw e.reason();
    }
  }

  private static void requireTable(Encoding encoding) {
    if (encoding.xml()) {
      throw new UnreadableFeed(
          Code.NOT_A_FEED, "This is XML and no table: a Merchant feed is of another format.");
    }
  }

  private static final class Counted implements Consumer<FeedProduct> {
    private final FeedLimits limits;
    private final Consumer<FeedProduct> each;
    private int products;

    Counted(FeedLimits limits, Consumer<FeedProduct> each) {
      this.limits = limits;
      this.each = each;
    }

    @Override
    public void accept(FeedProduct product) {
      Unpacked.requireTime(limits);
      if (products == limits.products()) {
        throw new UnreadableFeed(
            Code.TOO_MANY_PRODUCTS,
            "At most %,d products are taken at once: give the products in several files."
                .formatted(limits.products()));
      }
      products++;
      each.accept(product);
    }
  }
}
