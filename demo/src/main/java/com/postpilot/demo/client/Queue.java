package com.postpilot.demo.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The queue of a workspace: from products to approved and scheduled posts. */
public final class Queue {
  private static final int MOST_AT_ONCE = 100;

  private final Http api;

  Queue(Http api) {
    this.api = api;
  }

  private record Items(List<Item> items, @Nullable String nextCursor) {}

  private record Results(List<Result> items) {}

  private record Result(@Nullable Problem problem) {
    record Problem(@Nullable String detail) {}
  }

  /** From now on nothing of the workspace goes out that nobody has approved. */
  public void requireApproval() {
    var settings = api.get("/queue/settings", ObjectNode.class);
    api.put("/queue/settings", settings.put("approval_policy", "REQUIRED"), JsonNode.class);
  }

  /**
   * Uploads a product export of a Shopify shop.
   *
   * @param currency of its prices
   */
  public Import upload(String filename, byte[] content, String currency) {
    var about = Map.of("format", "SHOPIFY_CSV", "currency", currency);
    var form = new Form().json("import", about).file("file", filename, content);
    return api.post("/imports", form, Import.class);
  }

  /** The import as it is now. */
  public Import read(Import one) {
    return api.get("/imports/" + one.id(), Import.class);
  }

  /** The whole report, in the order of the file. */
  public List<Import.Row> report(Import one) {
    var path = "/imports/%s?limit=%d".formatted(one.id(), MOST_AT_ONCE);
    var rows = new ArrayList<Import.Row>();
    var page = page(path);
    rows.addAll(page.items());
    while (page.nextCursor() != null) {
      page = page(path + "&cursor=" + page.nextCursor());
      rows.addAll(page.items());
    }
    return rows;
  }

  private Import.Rows page(String path) {
    return Objects.requireNonNull(api.get(path, Import.class).rows());
  }

  /** Puts what was read into the queue. */
  public Import commit(Import one) {
    return api.post("/imports/%s/commit".formatted(one.id()), Map.of(), Import.class);
  }

  /** All items of the workspace, the newest first. */
  public List<Item> items() {
    var path = "/queue?limit=" + MOST_AT_ONCE;
    var items = new ArrayList<Item>();
    var page = api.get(path, Items.class);
    items.addAll(page.items());
    while (page.nextCursor() != null) {
      page = api.get(path + "&cursor=" + page.nextCursor(), Items.class);
      items.addAll(page.items());
    }
    return items;
  }

  /**
   * Has captions written for them.
   *
   * @throws Refusal if one of them gets none
   */
  public void write(List<UUID> items) {
    for (int from = 0; from < items.size(); from += MOST_AT_ONCE) {
      var some = items.subList(from, Math.min(from + MOST_AT_ONCE, items.size()));
      var asked = some.stream().map(id -> Map.of("id", id)).toList();
      var results =
          api.post("/queue/bulk", Map.of("action", "generate", "items", asked), Results.class);
      results.items().stream()
          .flatMap(result -> Stream.ofNullable(result.problem()))
          .findFirst()
          .ifPresent(
              problem -> {
                throw new Refusal("POST /queue/bulk", String.valueOf(problem.detail()));
              });
    }
  }

  /** Has the item show this picture instead of its product's. */
  public void show(Item item, UUID medium) {
    var patch = Map.of("media", List.of(Map.of("id", medium)));
    api.patch("/queue/" + item.id(), patch, JsonNode.class);
  }

  /**
   * Approves the item as it is.
   *
   * @param privacyLevel who may see it on TikTok
   */
  public Item approve(Item item, String privacyLevel) {
    var choices = Map.of("tiktok", Map.of("privacy_level", privacyLevel, "consent", true));
    return api.post("/queue/%s/approve".formatted(item.id()), choices, Item.class);
  }

  /** Makes a post of the item, for these accounts at that time. */
  public Item schedule(Item item, List<Account> accounts, Instant at) {
    var schedule =
        Map.of(
            "account_ids",
            accounts.stream().map(Account::id).toList(),
            "schedule",
            Map.of("scheduled_at", at.toString()));
    return api.post("/queue/%s/schedule".formatted(item.id()), schedule, Item.class);
  }
}
