package com.postpilot.queue.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.testing.Database;
import com.postpilot.queue.imports.Job.Overtaken;
import com.postpilot.queue.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Crashes and races: whatever comes to pass, everything happens once. */
class ImportRacesIT extends ImportsIT {
  private static final long MINE = 1_000;

  @Autowired Reading reading;
  @Autowired Committing committing;

  @Test
  void twentyCommitsAtOnceAreOne() throws Exception {
    var id = ready(mugs(30, "5"));

    var answers = inParallel(20, () -> shop.post("/imports/" + id + "/commit", "{}").status());

    assertThat(answers).containsOnly(202);
    becomes(id, "DONE");
    assertThat(shop.post("/imports/" + id + "/commit", "{}").is(202).at("/status"))
        .isEqualTo("DONE");
    assertThat(List.of(products(), items())).containsExactly(30L, 30L);
    assertThat(counts(shop.get("/imports/" + id))).containsExactly(30, 0, 0, 0);
  }

  @Test
  void aCommitThatDiedGoesOnBehindWhatItStored() {
    var id = ready(mugs(450, "5"));
    var mine = hold(id, ImportStatus.COMMITTING);
    assertThat(committing.step(mine, 1, 200)).isTrue();
    var halfway = shop.get("/imports/" + id);
    assertThat(halfway.at("/progress/committed")).isEqualTo("200");
    assertThat(halfway.at("/status")).isEqualTo("COMMITTING");
    assertThat(shop.request("DELETE", "/imports/" + id, null, Map.of()).is(409).code())
        .isEqualTo("state_conflict");

    die(id);

    var done = becomes(id, "DONE");
    assertThat(done.at("/progress/committed")).isEqualTo("450");
    assertThat(counts(done)).containsExactly(450, 0, 0, 0);
    assertThat(List.of(products(), items())).containsExactly(450L, 450L);
  }

  @Test
  void whoLostItStoresNothingMore() {
    var id = ready(mugs(450, "5"));
    var mine = hold(id, ImportStatus.COMMITTING);
    committing.step(mine, 1, 200);
    execute("update import set fence = fence + 1 where id = '" + id + "'");

    assertThatThrownBy(() -> committing.step(mine, 1, 200)).isInstanceOf(Overtaken.class);
    assertThat(items()).isEqualTo(200);

    die(id);
    becomes(id, "DONE");
    assertThatThrownBy(() -> committing.commit(mine)).isInstanceOf(Overtaken.class);
    assertThat(List.of(products(), items())).containsExactly(450L, 450L);
  }

  @Test
  void aReadingThatDiedBeginsAnew() {
    var asked = new AtomicInteger();
    var file = mugs(700, "5").getBytes(UTF_8);
    var never = new CountDownLatch(1);
    var url =
        WEB.add(
            exchange -> {
              if (asked.incrementAndGet() == 1) {
                never.await();
              }
              Web.send(exchange, 200, file);
            });
    var id = fetched(url);
    await().until(() -> asked.get() == 1);
    execute( // as if it had died with some rows read
        """
        insert into import_row (import_id, position, workspace_id, source_row, outcome, problems,
          external_product_id)
        select '%s', n, '%s', n, 'ACCEPTED', '[]', 'mug-' || n from generate_series(1, 500) n"""
            .formatted(id, shop.id));
    execute("update import set rows_read = 500, accepted = 500 where id = '" + id + "'");

    die(id);

    var ready = becomes(id, "READY");
    assertThat(asked).hasValue(2);
    assertThat(counts(ready)).containsExactly(700, 0, 0, 0);
    assertThat(ready.at("/progress/rows_read")).isEqualTo("700");
    assertThat(stored("import_row")).isEqualTo(700);
    never.countDown(); // and what was taken for dead goes on
    assertThat(counts(committed(id))).containsExactly(700, 0, 0, 0);
    assertThat(stored("import_row")).isEqualTo(700);
  }

  @Test
  void whoLostAReadingAddsNoRows() throws Exception {
    var url = WEB.add(mugs(10, "5").getBytes(UTF_8));
    var id = fetched(url);
    becomes(id, "READY");
    var mine = hold(id, ImportStatus.READING);
    execute("update import set fence = fence + 1 where id = '" + id + "'");

    assertThatThrownBy(() -> reading.read(mine)).isInstanceOf(Overtaken.class);

    assertThat(stored("import_row")).isEqualTo(10);
    die(id);
    assertThat(counts(becomes(id, "READY"))).containsExactly(10, 0, 0, 0);
  }

  @Test
  void aFileThatIsNeverReadToItsEndFails() {
    var id = fetched(WEB.add(mugs(1, "5").getBytes(UTF_8)));
    becomes(id, "READY");
    hold(id, ImportStatus.READING);
    execute("update import set attempts = 5 where id = '" + id + "'");

    die(id);

    assertThat(becomes(id, "FAILED").at("/problem/code")).isEqualTo("internal_error");
  }

  @Test
  void aProductThatCannotBeStoredKeepsNoOtherFromIt() {
    var id = ready(mugs(250, "5").replace("mug-220,", "poison,"));
    execute(
        """
        create or replace function refuse() returns trigger language plpgsql as $$
        begin
          raise exception 'not today';
        end $$""");
    execute(
        """
        create trigger refuse before insert on product for each row
        when (new.external_product_id = 'poison') execute function refuse()""");
    try {
      shop.post("/imports/" + id + "/commit", "{}").is(202);

      becomes(id, "DONE"); // well before a lease runs out
      assertThat(counts(shop.get("/imports/" + id))).containsExactly(249, 0, 0, 1);
      var skipped = shop.get("/imports/" + id + "?outcome=SKIPPED");
      assertThat(skipped.at("/rows/items/0/external_product_id")).isEqualTo("poison");
      assertThat(skipped.at("/rows/items/0/problems/0/code")).isEqualTo("internal_error");
      assertThat(List.of(products(), items())).containsExactly(249L, 249L);
    } finally {
      execute("drop trigger refuse on product");
    }
  }

  @Test
  void twoImportsOfTheSameFileAtOnceCreateEachProductOnce() throws Exception {
    var one = ready(mugs(700, "5"));
    var two = ready(mugs(700, "6"));
    var jobs =
        List.of(hold(one, ImportStatus.COMMITTING), hold(two, ImportStatus.COMMITTING)).iterator();

    inParallel(
        2,
        () -> {
          Job mine;
          synchronized (jobs) {
            mine = jobs.next();
          }
          committing.commit(mine);
          return true;
        });

    var reports = Stream.of(one, two).map(id -> counts(shop.get("/imports/" + id))).toList();
    assertThat(reports.get(0).get(0) + reports.get(1).get(0)).as("new ones").isEqualTo(700);
    assertThat(reports.get(0).get(1) + reports.get(1).get(1)).as("changed ones").isEqualTo(700);
    assertThat(List.of(products(), items())).containsExactly(700L, 700L);
    assertThat(stored("product_version")).isEqualTo(1_400);
  }

  @Test
  void anImportAndEditsOfTheSameProductsGetInNobodysWay() throws Exception {
    var items = new ArrayList<UUID>();
    var first = committed(ready(mugs(100, "5"))).id();
    shop.get("/imports/" + first + "?limit=100")
        .body()
        .at("/rows/items")
        .forEach(row -> items.add(UUID.fromString(row.get("item_id").asString())));
    var id = ready(mugs(100, "6"));
    var mine = hold(id, ImportStatus.COMMITTING);
    var next = new AtomicInteger();

    var answers =
        inParallel(
            9,
            () -> {
              int n = next.getAndIncrement();
              if (n == 0) {
                committing.commit(mine);
                return 200;
              }
              int worst = 200;
              for (int i = n - 1; i < items.size(); i += 8) {
                var edit = json("{'product': {'price': 7}}");
                worst = Math.max(worst, shop.patch(items.get(i), edit).status());
              }
              return worst;
            });

    assertThat(answers).containsOnly(200);
    assertThat(counts(shop.get("/imports/" + id))).containsExactly(0, 100, 0, 0);
    assertThat(List.of(products(), items())).containsExactly(100L, 100L);
    assertThat(stored("product_version")).isEqualTo(300);
    for (var item : items) {
      var read = shop.read(item);
      assertThat(read.at("/product/version")).isEqualTo("3");
      assertThat(read.body().at("/product/price/amount").asDouble()).isIn(6.0, 7.0);
    }
  }

  @Test
  void ofAWorkspaceOneIsAtWorkAtATime() throws Exception {
    var asked = new AtomicInteger();
    var answer = new CountDownLatch(1);
    var url =
        WEB.add(
            exchange -> {
              asked.incrementAndGet();
              answer.await();
              Web.send(exchange, 200, mugs(1, "5").getBytes(UTF_8));
            });
    var ids = List.of(fetched(url), fetched(url), fetched(url));
    await().until(() -> asked.get() == 1);

    var stranger = new Workspace();
    var other = upload(stranger, TABLE, "x", mugs(1, "5").getBytes(UTF_8), Map.of());
    await().until(() -> stranger.get("/imports/" + other.id()).at("/status").equals("READY"));

    assertThat(asked).hasValue(1);
    answer.countDown();
    ids.forEach(id -> becomes(id, "READY"));
  }

  private UUID fetched(String url) {
    return shop.post(
            "/imports", json(TABLE.replace("{'format'", "{'url': '" + url + "', 'format'")))
        .is(202)
        .id();
  }

  /** Has an import at work in this test, as another process would have it. */
  private Job hold(UUID id, ImportStatus status) {
    execute(
        """
        update import set status = '%s', committed_by = created_by, waiting_since = now(),
          lease_until = now() + interval '1 hour', fence = %d
        where id = '%s'"""
            .formatted(status, MINE, id));
    return new Job(
        id,
        shop.id,
        status,
        JsonText.read(text("plan", id), Plan.class),
        status == ImportStatus.READING ? text("url", id) : null,
        UUID.randomUUID(),
        1,
        MINE);
  }

  private static String text(String column, UUID id) {
    return Database.text("select " + column + " from queue.import where id = ?", id);
  }

  /** Its process says nothing any more. */
  private static void die(UUID id) {
    execute(
        "update import set lease_until = now() - interval '1 second' where id = '"
            + id
            + "'"
            + " and waiting_since is not null");
  }

  private static <T> List<T> inParallel(int times, Callable<T> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = threads.invokeAll(IntStream.range(0, times).mapToObj(i -> work).toList());
      return running.stream().map(Future::resultNow).toList();
    }
  }
}
