package com.postpilot.queue.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.Database;
import com.postpilot.common.testing.Measurement;
import com.postpilot.queue.QueueServiceIT;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * How long lists of the queue take with a million items in a thousand workspaces: {@code
 * ./postpilot bench queue-list}. Few workspaces have most of the items and make most of the
 * requests (Zipf): the k-th has a share in proportion to 1/k.
 */
class QueueListMeasurement extends QueueServiceIT {
  private static final int ITEMS = 1_000_000;
  private static final int WORKSPACES = 1_000;
  private static final int WARM_UP = 50;
  private static final int REQUESTS = 300;

  private final Random random = new Random(7);
  private final Map<String, Object> figures = new LinkedHashMap<>();

  @Test
  void measure() throws IOException {
    var workspaces = new ArrayList<Workspace>();
    for (int i = 0; i < WORKSPACES; i++) {
      workspaces.add(new Workspace());
    }
    fill(workspaces);
    figures.put("measured", "a page of 25 over HTTP, one request at a time, ms");
    figures.put("items", Database.count("queue.item"));
    figures.put(
        "items_of_the_largest_workspace",
        Database.count("queue.item where workspace_id = ?", workspaces.getFirst().id));

    time("first_page", workspaces, shop -> "/queue");
    time("by_status", workspaces, shop -> "/queue?status=IN_REVIEW");
    var deep = new HashMap<Workspace, String>();
    time(
        "after_1000_items",
        workspaces.subList(0, 100), // those that have as many
        shop -> "/queue?cursor=" + deep.computeIfAbsent(shop, this::afterAThousand));
    time("search_with_many_hits", workspaces, shop -> "/queue?q=blue");
    time("search_with_few_hits", workspaces, shop -> "/queue?q=number%20777");
    time("search_of_the_largest_without_a_hit", workspaces.subList(0, 1), _ -> "/queue?q=nowhere");
    Measurement.keep("queue-list", figures);
  }

  /** All items are copies of one that was made in the ordinary way, about products of their own. */
  private void fill(List<Workspace> workspaces) {
    var model = shop.written("Mug", "A mug, made by hand and glazed in blue. ".repeat(5));
    double harmonic = 0;
    for (int k = 1; k <= WORKSPACES; k++) {
      harmonic += 1.0 / k;
    }
    for (int k = 1; k <= WORKSPACES; k++) {
      int count = (int) Math.round(ITEMS / harmonic / k);
      copy(model, workspaces.get(k - 1).id, count);
    }
    Database.change("analyze queue.product");
    Database.change("analyze queue.product_version");
    Database.change("analyze queue.item");
  }

  private static void copy(UUID model, UUID workspace, int count) {
    execute(
        """
        with model as (select i.*, v.facts from item i
            join product_version v on v.product_id = i.product_id and v.version = i.product_version
            where i.id = '%s'),
        copies as (
          select n, uuidv7() as item, uuidv7() as product,
            now() - n * interval '1 minute' as at from generate_series(1, %d) n),
        products as (
          insert into product (id, workspace_id, version, facts, created_at, updated_at)
          select product, '%s', 1, facts, at, at from copies, model),
        versions as (
          insert into product_version (product_id, version, workspace_id, facts, changed_by, changed_at)
          select product, 1, '%s', facts, created_by, at from copies, model)
        insert into item
          (id, workspace_id, version, product_id, product_version, status, platforms, tone,
           language, captions, options, words, created_by, created_at, updated_at)
        select item, '%s', 1, product, 1,
          case when n %% 4 = 0 then 'NEW' else 'IN_REVIEW' end, platforms, tone, language,
          case when n %% 4 = 0 then '{}' else captions end, options,
          words || ' number ' || n, created_by, at, at
        from copies, model
        """
            .formatted(model, count, workspace, workspace, workspace));
  }

  private String afterAThousand(Workspace shop) {
    String cursor = null;
    for (int i = 0; i < 10; i++) {
      var page = shop.get("/queue?limit=100" + (cursor == null ? "" : "&cursor=" + cursor)).is(200);
      cursor = page.at("/next_cursor");
    }
    return cursor;
  }

  private void time(String what, List<Workspace> workspaces, Function<Workspace, String> path) {
    var micros = new ArrayList<Long>();
    for (int i = 0; i < WARM_UP + REQUESTS; i++) {
      var shop = zipf(workspaces);
      var address = path.apply(shop);
      long began = System.nanoTime();
      var reply = shop.get(address);
      long took = (System.nanoTime() - began) / 1_000;
      assertThat(reply.status()).isEqualTo(200);
      if (i >= WARM_UP) {
        micros.add(took);
      }
    }
    micros.sort(null);
    var millis = micros.stream().map(micro -> micro / 100 / 10.0).toList();
    figures.put(
        what,
        Map.of(
            "p50", Measurement.percentile(millis, 50),
            "p99", Measurement.percentile(millis, 99),
            "max", millis.getLast()));
  }

  private Workspace zipf(List<Workspace> workspaces) {
    // The inverse of the harmonic sum, near enough.
    int k = (int) Math.floor(Math.pow(workspaces.size() + 1, random.nextDouble()));
    return workspaces.get(Math.min(k, workspaces.size()) - 1);
  }
}
