package com.postpilot.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.postpilot.e2e.client.Queue.Caption;
import com.postpilot.e2e.client.Queue.Counts;
import com.postpilot.e2e.client.Queue.Item;
import com.postpilot.e2e.client.Queue.Row;
import com.postpilot.e2e.client.ShopifyExport;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.e2e.suite.PostPilot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a shop's product file to what its followers see. */
@EndToEnd
class ImportJourneyIT {
  private static final Path EXPORTS =
      Path.of(System.getProperty("postpilot.root", "..")).resolve("../shared/data/shopify");

  @Test
  void anExportBecomesPostsOnceHoweverOftenItIsImported(PostPilot postpilot) {
    try (var shop = Shop.open(postpilot, "INSTAGRAM", "FACEBOOK", "TIKTOK")) {
      var queue = shop.queue();
      queue.settings("REQUIRED", "HOLD");
      var export =
          new ShopifyExport()
              .product("blue-mug", "Blue mug, \"\"large\"\"", "18.00", 12, shop.picture("blue-mug"))
              .draft("teapot", "Teapot")
              .product("bowl", "Bowl", "cheap", 12, shop.picture("bowl"))
              .product("oak-board", "Oak board", "45.00", 3, shop.picture("oak-board"))
              .bytes();

      var first = queue.take("shop.csv", export);
      var again = queue.take("shop.csv", export);

      assertThat(first.counts()).isEqualTo(new Counts(2, 0, 0, 2));
      assertThat(first.report())
          .extracting(Row::outcome)
          .containsExactly("ACCEPTED", "SKIPPED", "SKIPPED", "ACCEPTED");
      assertThat(first.report().get(1).problems().getFirst().code()).isEqualTo("not_on_sale");
      assertThat(first.report().get(2).problems().getFirst().message()).contains("cheap");
      assertThat(again.counts()).isEqualTo(new Counts(0, 0, 2, 2));
      var items = queue.items(first);
      assertThat(items)
          .extracting(item -> item.product().title())
          .containsExactly("Blue mug, \"large\"", "Oak board");
      assertThat(queue.all()).hasSize(2);

      publish(shop, queue.write(items));
    }
  }

  @Test
  void theExportsOfRealShopsBecomePosts(PostPilot postpilot) throws IOException {
    assumeThat(EXPORTS).isDirectory();
    try (var shop = Shop.open(postpilot, "INSTAGRAM", "FACEBOOK", "TIKTOK")) {
      var queue = shop.queue();
      queue.settings("REQUIRED", "HOLD");
      var some = new ArrayList<Item>();
      for (var file : List.of("apparel.csv", "home-and-garden.csv")) {
        var taken = queue.take(file, Files.readAllBytes(EXPORTS.resolve(file)));
        assertThat(taken.report()).hasSizeGreaterThan(10);
        assertThat(taken.counts().accepted()).isEqualTo(taken.report().size());

        var written = queue.write(queue.items(taken));

        assertThat(written)
            .allSatisfy(
                item ->
                    assertThat(item.captions().values())
                        .hasSize(3)
                        .flatExtracting(Caption::unsupported)
                        .isEmpty());
        some.addAll(written.subList(0, 3)); // TikTok takes six of one account in a minute
      }
      publish(shop, some.stream().map(item -> show(shop, item)).toList());
    }
  }

  /** With a picture that can be had without the internet. */
  private static Item show(Shop shop, Item item) {
    var picture = shop.owner().uploadPicture();
    return shop.queue().edit(item, Map.of("media", List.of(Map.of("id", picture.id()))));
  }

  private static void publish(Shop shop, List<Item> items) {
    var approved = items.stream().map(shop.queue()::approve).toList();
    approved.forEach(
        item -> shop.queue().schedule(item, shop.accounts(), Instant.now().plusSeconds(3)));
    approved.forEach(item -> shop.queue().awaitStatus(item, "PUBLISHED"));
    shop.assertSeen(approved);
  }
}
