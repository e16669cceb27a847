package com.postpilot.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.client.Http;
import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.client.Owner.Account;
import com.postpilot.e2e.client.PictureServer;
import com.postpilot.e2e.client.Queue;
import com.postpilot.e2e.client.Queue.Item;
import com.postpilot.e2e.client.Sandbox.Publication;
import com.postpilot.e2e.client.ShopifyExport;
import com.postpilot.e2e.suite.PostPilot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A shop with an account on each platform, whose pictures can be fetched. */
record Shop(
    PostPilot postpilot, Owner owner, Queue queue, PictureServer pictures, List<Account> accounts)
    implements AutoCloseable {
  /** When nobody will have to wait for it. */
  static final Duration NOT_YET = Duration.ofHours(1);

  /** For what one service hears of another. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  static Shop open(PostPilot postpilot, String... platforms) {
    var owner = postpilot.register();
    return new Shop(
        postpilot,
        owner,
        owner.queue(),
        PictureServer.open(),
        Stream.of(platforms).map(owner::connect).toList());
  }

  /** Where the picture of that name stands. */
  String picture(String name) {
    return pictures.picture(name);
  }

  Map<String, ?> product(String title, String price) {
    var id = handle(title);
    var product = new LinkedHashMap<String, Object>();
    product.put("external_product_id", id);
    product.put("title", title);
    product.put("description", "<p>Stoneware, thrown by hand. Holds 350 ml.</p>");
    product.put("price", new BigDecimal(price));
    product.put("currency", "EUR");
    product.put("stock", 12);
    product.put("images", List.of(pictures.picture(id)));
    product.put("platforms", accounts.stream().map(Account::platform).toList());
    return product;
  }

  /** Products with captions that nobody has approved. */
  List<Item> written(List<Map<String, ?>> products) {
    return queue.write(queue.add(products));
  }

  /** What a product costs, and how many there are. */
  record Offer(String price, int stock) {}

  /** Imports what the shop has: a product for each offer. */
  List<Item> take(Offer... offers) {
    var titles = List.of("Blue mug", "Tall vase", "Small plate", "Speckled bowl");
    var export = new ShopifyExport();
    for (int i = 0; i < offers.length; i++) {
      var handle = handle(titles.get(i));
      export.product(
          handle, titles.get(i), offers[i].price(), offers[i].stock(), pictures.picture(handle));
    }
    return queue.items(queue.take("shop.csv", export.bytes()));
  }

  private static String handle(String title) {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /** Approves the item and schedules it on all accounts. */
  Item scheduled(Item item, Duration ahead) {
    return queue.schedule(queue.approve(item), accounts, Instant.now().plus(ahead));
  }

  /** Tries to send a post by hand. */
  Http.Answer send(UUID post, String act) {
    var at = Map.of("scheduled_at", Instant.now().plus(NOT_YET).toString());
    return owner
        .api()
        .post(
            "/posts/%s/%s".formatted(post, act),
            act.equals("schedule") ? Map.of("schedule", at) : Map.of());
  }

  void awaitOffSchedule(UUID post) {
    await("the post to be off the schedule")
        .atMost(PATIENCE)
        .until(
            () -> owner.api().get("/posts/" + post),
            answer ->
                answer.status() == 404 || answer.json().path("status").asString().equals("DRAFT"));
  }

  void awaitHeld(UUID post, String reason) {
    await("the post to be held")
        .atMost(PATIENCE)
        .until(
            () -> owner.read(post).targets(),
            targets -> targets.stream().allMatch(target -> reason.equals(target.holdReason())));
  }

  List<Publication> seen(Account account) {
    return postpilot.sandbox().publicationsOf(account.handle());
  }

  /** What followers see on all its accounts. */
  List<Publication> seen() {
    return accounts.stream().flatMap(account -> seen(account).stream()).toList();
  }

  /** Followers see these items, as they were approved, and nothing else; each once. */
  void assertSeen(List<Item> items) {
    for (var account : accounts) {
      assertThat(seen(account))
          .as(account.platform())
          .extracting(Publication::caption)
          .containsExactlyInAnyOrderElementsOf(
              items.stream()
                  .map(item -> item.captions().get(account.platform()).rendered())
                  .toList());
    }
  }

  @Override
  public void close() {
    pictures.close();
  }
}
