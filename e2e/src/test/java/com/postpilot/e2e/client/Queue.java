package com.postpilot.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.client.Owner.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody's queue: products on their way to posts. */
public final class Queue {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of the choices that TikTok has a person make for each post. */
  private static final Map<String, ?> TIKTOK =
      Map.of("privacy_level", "PUBLIC_TO_EVERYONE", "consent", true);

  private final Http http;

  Queue(Http http) {
    this.http = http;
  }

  /**
   * An item as the API shows it.
   *
   * @param captions by the name of the platform
   */
  public record Item(
      UUID id,
      String status,
      Product product,
      List<String> platforms,
      Map<String, Caption> captions,
      @Nullable Failure failure,
      @Nullable UUID postId) {}

  public record Product(UUID id, int version, @Nullable String externalProductId, String title) {}

  public record Caption(String caption, List<String> hashtags, List<Claim> unsupported) {
    /** As a follower reads it. */
    public String rendered() {
      var tags = hashtags.stream().map(tag -> "#" + tag).collect(Collectors.joining(" "));
      return tags.isEmpty() ? caption : caption + "\n\n" + tags;
    }
  }

  public record Claim(String text) {}

  public record Failure(String code, String message) {}

  private record Results(int succeeded, int failed, List<Result> items) {}

  private record Result(@Nullable Item item) {}

  /**
   * Has somebody approve items of this workspace, or nobody.
   *
   * @param policy {@code NONE, REQUIRED} or {@code FOUR_EYES}
   * @param rule what becomes of an approved item whose product changes
   */
  public void settings(String policy, String rule) {
    http.send(
            "PUT",
            "/queue/settings",
            Map.of(
                "approval_policy",
                policy,
                "banned_claims",
                List.of(),
                "product_rule",
                rule,
                "generations_at_once",
                4))
        .expect(200);
  }

  /** Puts products into it. */
  public List<Item> add(List<Map<String, ?>> products) {
    return done(http.post("/queue", Map.of("items", products)), products.size());
  }

  /** Puts a product into it, or what the shop says of it now. */
  public Item add(Map<String, ?> product) {
    return add(List.of(product)).getFirst();
  }

  /** A product file on its way into the queue. */
  public record Import(
      UUID id, String status, @Nullable Failure problem, Counts counts, @Nullable Rows rows) {

    /** The report on the products of the file. */
    public List<Row> report() {
      return rows == null ? List.of() : rows.items();
    }
  }

  public record Counts(int accepted, int updated, int unchanged, int skipped) {}

  record Rows(List<Row> items) {}

  public record Row(
      int row,
      @Nullable String title,
      String outcome,
      List<Problem> problems,
      @Nullable UUID itemId) {}

  public record Problem(@Nullable String field, String code, String message) {}

  /** Imports an export of a Shopify shop with prices in euros, and returns the report on it. */
  public Import take(String filename, byte[] export) {
    var about = Map.of("format", "SHOPIFY_CSV", "currency", "EUR");
    var started = http.upload("/imports", "import", about, filename, export).as(Import.class, 202);
    var path = "/imports/" + started.id();
    awaitImport(path, "READY");
    http.post(path + "/commit", Map.of()).expect(202);
    return awaitImport(path, "DONE");
  }

  private Import awaitImport(String path, String status) {
    return await("the import to be " + status)
        .atMost(PATIENCE)
        .until(
            () -> {
              var now = http.get(path + "?limit=100").as(Import.class, 200);
              assertThat(now.problem()).isNull();
              return now;
            },
            now -> now.status().equals(status));
  }

  /** The items of an import, in the order of the file. */
  public List<Item> items(Import one) {
    return one.report().stream()
        .map(Row::itemId)
        .filter(Objects::nonNull)
        .map(id -> http.get("/queue/" + id).as(Item.class, 200))
        .toList();
  }

  /** Has captions written for all of them at once, and waits until they are. */
  public List<Item> write(List<Item> items) {
    bulk("generate", items);
    return items.stream().map(item -> awaitStatus(item, "IN_REVIEW")).toList();
  }

  /** Does the same to all of them. */
  public List<Item> bulk(String action, List<Item> items) {
    var asked = items.stream().map(item -> Map.of("id", item.id())).toList();
    return done(http.post("/queue/bulk", Map.of("action", action, "items", asked)), items.size());
  }

  private static List<Item> done(Http.Answer answer, int count) {
    var results = answer.as(Results.class, 200);
    assertThat(results.succeeded()).as(answer.toString()).isEqualTo(count);
    return results.items().stream().map(Result::item).toList();
  }

  /** Approves an item as it is, with what TikTok wants to be told if it is for TikTok. */
  public Item approve(Item item) {
    return act(item, "approve", consent(item)).as(Item.class, 200);
  }

  private static Map<String, ?> consent(Item item) {
    return item.platforms().contains("TIKTOK") ? Map.of("tiktok", TIKTOK) : Map.of();
  }

  public Item schedule(Item item, List<Account> accounts, Instant at) {
    return act(item, "schedule", schedule(accounts, at)).as(Item.class, 200);
  }

  /** What schedules an item on these accounts. */
  public static Map<String, ?> schedule(List<Account> accounts, Instant at) {
    var body = new LinkedHashMap<String, Object>();
    body.put("account_ids", accounts.stream().map(Account::id).toList());
    body.put("schedule", Map.of("scheduled_at", at.toString()));
    return body;
  }

  /** A request about one item. */
  public Http.Answer act(Item item, String act, Object body) {
    return http.post("/queue/%s/%s".formatted(item.id(), act), body);
  }

  /** Changes an item as a JSON merge patch says. */
  public Item edit(Item item, Map<String, ?> patch) {
    return http.patch("/queue/" + item.id(), patch).as(Item.class, 200);
  }

  private record Items(List<Item> items) {}

  /** Its newest items, as many as a page has. */
  public List<Item> all() {
    return http.get("/queue?limit=100").as(Items.class, 200).items();
  }

  /** The item as it is now. */
  public Item read(Item item) {
    return http.get("/queue/" + item.id()).as(Item.class, 200);
  }

  /** Waits until the item has the status. */
  public Item awaitStatus(Item item, String status) {
    return await("\"%s\" to be %s".formatted(item.product().title(), status))
        .atMost(PATIENCE)
        .until(() -> read(item), now -> now.status().equals(status));
  }
}
