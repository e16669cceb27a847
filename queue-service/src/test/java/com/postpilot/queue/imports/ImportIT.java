package com.postpilot.queue.imports;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.testing.TestIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

class ImportIT extends ImportsIT {
  private static final String FEED =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
      <item><g:id>mug</g:id><g:title>Blue mug</g:title><g:price>19.90 EUR</g:price>
      <g:link>https://shop.example/mug</g:link>
      <g:image_link>https://shop.example/mug.jpg</g:image_link></item></channel></rss>
      """;

  private static final String SHOPIFY =
      """
      Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,\
      Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,\
      Variant Compare At Price,Image Src,Image Position,Status
      mug,Blue mug,<p>Holds <b>much</b>.</p>,Mar,Mugs,,true,Size,S,M-S,shopify,2,deny,19.90,24.90,\
      https://shop.example/1.jpg,1,active
      mug,,,,,,,,L,M-L,shopify,3,deny,21.90,,https://shop.example/2.jpg,2,
      """;

  @Autowired Environment environment;

  @Test
  void aFileBecomesAReportAndNothingIsStored() {
    var file = table("a,Mug,19.90,5", "b,Cup,much,1", ",Jug,3,1", "a,Mug again,1,1");

    var accepted = upload(TABLE, file).is(202);

    assertThat(accepted.raw().headers().firstValue("Location"))
        .hasValue("/api/v1/imports/" + accepted.id());
    assertThat(accepted.at("/status")).isEqualTo("READING");
    assertThat(accepted.body().has("rows")).isFalse();
    var ready = becomes(accepted.id(), "READY");
    assertThat(counts(ready)).containsExactly(1, 0, 0, 3);
    assertThat(ready.at("/source")).isEqualTo("{\"filename\":\"products.csv\",\"url\":null}");
    assertThat(ready.at("/columns/external_product_id")).isEqualTo("SKU");
    assertThat(ready.at("/platforms")).isEqualTo("[\"INSTAGRAM\"]");
    assertThat(ready.at("/encoding")).isEqualTo("UTF-8");
    assertThat(ready.at("/progress"))
        .isEqualTo(
            "{\"bytes_read\":%1$d,\"bytes_total\":%1$d,\"rows_read\":4,\"committed\":0}"
                .formatted(file.length()));
    assertThat(ready.at("/rows/items/0"))
        .isEqualTo(
            json(
                "{'row':2,'external_product_id':'a','title':'Mug','outcome':'ACCEPTED',"
                    + "'problems':[],'item_id':null}"));
    assertThat(ready.at("/rows/items/1/outcome")).isEqualTo("SKIPPED");
    assertThat(ready.at("/rows/items/1/problems/0/field")).isEqualTo("price");
    assertThat(ready.at("/rows/items/1/problems/0/message")).contains("much");
    assertThat(ready.at("/rows/items/2/problems/0/field")).isEqualTo("external_product_id");
    assertThat(ready.at("/rows/items/3/problems/0/code")).isEqualTo("duplicate");
    assertThat(ready.at("/rows/items/3/problems/0/message")).contains("Row 2");
    assertThat(List.of(products(), items(), stored("import_chunk"))).containsOnly(0L);
  }

  @Test
  void whatTheReportPromisesIsStoredWhenItIsCommitted() {
    var done = committed(ready(table("a,Mug,19.90,5", "b,Cup,much,1")));

    assertThat(counts(done)).containsExactly(1, 0, 0, 1);
    assertThat(done.at("/progress/committed")).isEqualTo("1");
    var item = UUID.fromString(done.at("/rows/items/0/item_id"));
    var read = shop.read(item);
    assertThat(read.at("/product/title")).isEqualTo("Mug");
    assertThat(read.at("/product/external_product_id")).isEqualTo("a");
    assertThat(read.at("/product/price")).isEqualTo("{\"amount\":19.9,\"currency\":\"EUR\"}");
    assertThat(read.at("/product/stock")).isEqualTo("5");
    assertThat(read.at("/status")).isEqualTo("NEW");
    assertThat(read.at("/platforms")).isEqualTo("[\"INSTAGRAM\"]");
    assertThat(done.at("/rows/items/1/item_id")).isEqualTo("null");
    assertThat(List.of(products(), items())).containsExactly(1L, 1L);
  }

  @Test
  void theSameFileAgainCreatesNothingTwice() {
    var first = committed(ready(mugs(3, "5")));
    shop.delete(UUID.fromString(first.at("/rows/items/1/item_id"))).is(204);
    execute("update item set status = 'PUBLISHED' where id = '" + itemOf(first, 2) + "'");

    var ready = ready(mugs(3, "5"));
    var again = committed(ready);

    assertThat(counts(again)).containsExactly(0, 0, 3, 0);
    assertThat(again.at("/rows/items/0/item_id")).isEqualTo(first.at("/rows/items/0/item_id"));
    assertThat(again.at("/rows/items/1/item_id")).as("deleted by somebody").isEqualTo("null");
    assertThat(again.at("/rows/items/2/item_id")).as("over and done with").isEqualTo("null");
    assertThat(List.of(products(), items())).containsExactly(3L, 3L);
    assertThat(stored("product_version")).isEqualTo(3);
  }

  @Test
  void aNewPriceIsAnUpdateThatHoldsWhatWasScheduled() {
    var item = itemOf(committed(ready(table("a,Mug,24.90,5", "b,Cup,3,1"))), 0);
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'A mug for 24.90 EUR.'}}}"))
        .is(200);
    shop.post("/queue/" + item + "/approve", "{}").is(200);
    shop.post(
            "/queue/" + item + "/schedule",
            json(
                "{'account_ids': ['%s'], 'schedule': {'scheduled_at': '2099-01-01T09:00:00Z'}}"
                    .formatted(NEIGHBOURS.account("INSTAGRAM"))))
        .is(200);
    var post = UUID.fromString(shop.read(item).at("/post_id"));

    var ready = ready(table("a,Mug,19.90,5", "b,Cup,3,1"));
    assertThat(counts(shop.get("/imports/" + ready))).containsExactly(0, 1, 1, 0);
    assertThat(NEIGHBOURS.told(post)).as("while nobody has committed it").isEmpty();
    committed(ready);

    await().untilAsserted(() -> assertThat(NEIGHBOURS.told(post)).containsExactly("hold"));
    assertThat(stored("product_version")).isEqualTo(3);
  }

  @Test
  void theReportTellsWhatHappenedAndNotOnlyWhatWasForeseen() {
    var one = ready(mugs(2, "5"));
    var same = ready(mugs(2, "5"));
    assertThat(counts(shop.get("/imports/" + same))).containsExactly(2, 0, 0, 0);

    committed(one);

    assertThat(counts(committed(same))).containsExactly(0, 0, 2, 0);
    assertThat(items()).isEqualTo(2);
  }

  static Stream<Arguments> files() {
    var csv = table("a,Blåbär,19.90,5");
    return Stream.of(
        Arguments.of("UTF-8", TABLE, csv.getBytes(UTF_8)),
        Arguments.of("with a byte order mark", TABLE, ("\ufeff" + csv).getBytes(UTF_8)),
        Arguments.of("UTF-16", TABLE, ("\ufeff" + csv).getBytes(UTF_16LE)),
        Arguments.of("windows-1252", TABLE, csv.getBytes(Charset.forName("windows-1252"))),
        Arguments.of("semicolons", TABLE, csv.replace(',', ';').getBytes(UTF_8)),
        Arguments.of("gzip", TABLE, gzip(csv.getBytes(UTF_8))),
        Arguments.of("zip", TABLE, zip("products.csv", csv.getBytes(UTF_8))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aFileIsUnderstoodHoweverItIsWritten(String name, String wanted, byte[] file) {
    var id = upload(shop, wanted, "products.csv", file, Map.of()).is(202).id();

    assertThat(becomes(id, "READY").at("/rows/items/0/title")).isEqualTo("Blåbär");
    assertThat(committed(id).at("/counts/accepted")).isEqualTo("1");
  }

  @Test
  void aFeedOfGooglesIsFetched() {
    var id = fetched("GOOGLE_MERCHANT", WEB.add(FEED.getBytes(UTF_8)));

    var done = committed(ready(id));

    assertThat(done.at("/source/url")).startsWith("http://localhost:");
    assertThat(done.at("/progress/bytes_total")).isEqualTo("" + FEED.getBytes(UTF_8).length);
    var product = shop.read(itemOf(done, 0)).body().get("product");
    assertThat(product.at("/price/amount").asDouble()).isEqualTo(19.9);
    assertThat(product.at("/image_url").asString()).isEqualTo("https://shop.example/mug.jpg");
    assertThat(product.at("/url").asString()).isEqualTo("https://shop.example/mug");
  }

  @Test
  void anExportOfShopifyIsFoldedAndItsHtmlCleaned() {
    var id =
        upload("{'format': 'SHOPIFY_CSV', 'currency': 'EUR', 'tone': 'luxury'}", SHOPIFY)
            .is(202)
            .id();

    var item = shop.read(itemOf(committed(ready(id)), 0));

    assertThat(item.at("/tone")).isEqualTo("LUXURY");
    assertThat(item.at("/product/description")).isEqualTo("Holds much.");
    assertThat(item.at("/product/price/amount")).isEqualTo("19.9");
    assertThat(item.at("/product/compare_at_price/amount")).isEqualTo("24.9");
    assertThat(item.at("/product/stock")).isEqualTo("5");
    assertThat(item.at("/product/options/0"))
        .isEqualTo("{\"name\":\"Size\",\"values\":[\"S\",\"L\"]}");
    assertThat(item.at("/product/brand")).isEqualTo("Mar");
    assertThat(item.body().at("/product/images").size()).isEqualTo(2);
  }

  static Stream<Arguments> hopeless() {
    var xxe =
        FEED.replace("<rss", "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss")
            .replace("Blue mug", "&x;");
    return Stream.of(
        Arguments.of("an entity of its own", "GOOGLE_MERCHANT", xxe.getBytes(UTF_8)),
        Arguments.of("a bomb", "SHOPIFY_CSV", gzip(new byte[300 << 20])),
        Arguments.of("a picture", "SHOPIFY_CSV", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1}),
        Arguments.of("cut off", "GOOGLE_MERCHANT", FEED.substring(0, 150).getBytes(UTF_8)),
        Arguments.of("other columns", "SHOPIFY_CSV", "a,b\n1,2\n".getBytes(UTF_8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hopeless")
  void whatCannotBeReadFailsAndSaysWhy(String name, String format, byte[] file) {
    var wanted = "{'format': '%s', 'currency': 'EUR'}".formatted(format);

    var id = upload(shop, wanted, "x", file, Map.of()).is(202).id();

    var failed = becomes(id, "FAILED");
    assertThat(failed.at("/problem/code")).matches("[a-z_]+").isNotEqualTo("internal_error");
    assertThat(failed.at("/problem/message")).endsWith(".").doesNotContain("Exception", "root:");
    assertThat(stored("import_chunk")).isZero();
    assertThat(shop.post("/imports/" + id + "/commit", "{}").is(409).code())
        .isEqualTo("state_conflict");
    assertThat(products()).isZero();
  }

  @Test
  void whatWasReadBeforeAFileBrokeStaysInItsReport() {
    var broken =
        FEED.replace(
            "</channel>",
            "<item><g:id>cup</g:id><g:title>Cup</g:title></item><item><g:id>jug</g:id><g:title>Jug");

    var failed = becomes(fetched("GOOGLE_MERCHANT", WEB.add(broken.getBytes(UTF_8))), "FAILED");

    assertThat(failed.at("/problem/code")).isEqualTo("malformed");
    assertThat(failed.at("/rows/items/0/title")).isEqualTo("Blue mug");
    assertThat(
            count(
                "select count(*) from import_row where facts is not null"
                    + " and workspace_id = '"
                    + shop.id
                    + "'"))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({"404, not_fetched", "500, not_fetched"})
  void anAddressThatHasNoFileFails(int status, String code) {
    var url = WEB.add(exchange -> Web.send(exchange, status, new byte[0]));

    var failed = becomes(fetched("GOOGLE_MERCHANT", url), "FAILED");

    assertThat(failed.at("/problem/code")).isEqualTo(code);
    assertThat(failed.at("/problem/message")).contains("" + status);
  }

  @Test
  void aReportIsReadPageByPageAndByOutcome() {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      lines.add("mug-%d,Mug %d,%s,5".formatted(i, i, i % 2 == 0 ? "5" : "free"));
    }
    var id = ready(table(lines.toArray(String[]::new)));

    assertThat(titles(id, "limit=3"))
        .containsExactly("Mug 0", "Mug 1", "Mug 2", "Mug 3", "Mug 4", "Mug 5", "Mug 6");
    assertThat(titles(id, "limit=1&outcome=ACCEPTED"))
        .containsExactly("Mug 0", "Mug 2", "Mug 4", "Mug 6");
    assertThat(titles(id, "outcome=SKIPPED")).containsExactly("Mug 1", "Mug 3", "Mug 5");
    assertThat(titles(id, "outcome=UPDATED")).isEmpty();
  }

  @Test
  void importsAreListedNewestFirst() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(ready(mugs(1, "5")).toString());
    }

    var first = shop.get("/imports?limit=3").is(200);
    var rest = shop.get("/imports?limit=3&cursor=" + first.at("/next_cursor")).is(200);

    var listed = new ArrayList<String>();
    for (var page : List.of(first, rest)) {
      page.body().get("items").forEach(one -> listed.add(one.get("id").asString()));
    }
    assertThat(listed).isEqualTo(ids);
    assertThat(first.body().at("/items/0").has("rows")).isFalse();
    assertThat(rest.at("/next_cursor")).isEqualTo("null");
  }

  @Test
  void whatIsDiscardedIsGoneButWhatWasCommittedStays() {
    var ready = ready(mugs(2, "5"));
    var done = committed(ready(mugs(1, "5"))).id();

    for (var id : List.of(ready, done)) {
      shop.request("DELETE", "/imports/" + id, null, Map.of()).is(204);
      shop.get("/imports/" + id).is(404);
      shop.post("/imports/" + id + "/commit", "{}").is(404);
      shop.request("DELETE", "/imports/" + id, null, Map.of()).is(404);
    }
    assertThat(List.of(stored("import"), stored("import_row"), stored("import_chunk")))
        .containsOnly(0L);
    assertThat(items()).isOne();
  }

  @Test
  void whatIsDiscardedWhileItIsFetchedComesToNothing() {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    var url =
        WEB.add(
            exchange -> {
              asked.countDown();
              answer.await();
              Web.send(exchange, 200, FEED.getBytes(UTF_8));
            });
    var id = fetched("GOOGLE_MERCHANT", url);
    await().until(() -> asked.getCount() == 0);

    assertThat(shop.post("/imports/" + id + "/commit", "{}").is(409).at("/import_status"))
        .isEqualTo("READING");
    shop.request("DELETE", "/imports/" + id, null, Map.of()).is(204);
    answer.countDown();

    var next = ready(mugs(1, "5")); // of a workspace one is read after the other
    assertThat(shop.get("/imports/" + next).at("/status")).isEqualTo("READY");
    assertThat(List.of(stored("import"), stored("import_row"))).containsOnly(1L);
  }

  @Test
  void sentAgainUnderItsKeyItIsOneImport() {
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    var file = mugs(1, "5").getBytes(UTF_8);

    var first = upload(shop, TABLE, "products.csv", file, key).is(202);
    var again = upload(shop, TABLE, "products.csv", file, key).is(202);
    var other = upload(shop, TABLE, "products.csv", mugs(2, "5").getBytes(UTF_8), key).is(422);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.raw().headers().firstValue("Location"))
        .isEqualTo(first.raw().headers().firstValue("Location"));
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
    assertThat(stored("import")).isOne();

    becomes(first.id(), "READY");
    var commit = "/imports/" + first.id() + "/commit";
    var committed = shop.request("POST", commit, "{}", key).is(202);
    becomes(first.id(), "DONE");
    assertThat(shop.request("POST", commit, "{}", key).is(202).body()).isEqualTo(committed.body());
  }

  @Test
  void aWorkspaceHasSoManyOpenImportsAndNoMore() {
    execute(
        """
        insert into import (id, workspace_id, status, plan, filename, created_by, created_at,
          updated_at)
        select gen_random_uuid(), '%s', 'READY', '{}', 'x', gen_random_uuid(), now(), now()
        from generate_series(1, 19)"""
            .formatted(shop.id));
    var last = ready(mugs(1, "5"));

    assertThat(upload(TABLE, mugs(1, "5")).is(409).code()).isEqualTo("state_conflict");
    committed(last);
    upload(TABLE, mugs(1, "5")).is(202);
  }

  @Test
  void aFileThatIsTooLargeIsNotTaken() {
    var refused = upload(shop, TABLE, "products.csv", new byte[33 << 20], Map.of());

    assertThat(refused.is(413).code()).isEqualTo("payload_too_large");
    assertThat(stored("import")).isZero();
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws IOException {
    var half = head("b", TABLE, "products.csv") + "x".repeat(2 << 20);
    try (var socket =
        new Socket(
            InetAddress.getLoopbackAddress(),
            environment.getRequiredProperty("local.server.port", Integer.class))) {
      var out = socket.getOutputStream();
      out.write(
          """
          POST /api/v1/imports HTTP/1.1
          Host: localhost
          Authorization: Bearer %s
          Content-Type: multipart/form-data; boundary=b
          Content-Length: %d

          """
              .formatted(TestIdentity.instance().ownerToken(shop.id), 3 << 20)
              .replace("\n", "\r\n")
              .getBytes(UTF_8));
      out.write(half.getBytes(UTF_8));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .doesNotStartWith("HTTP/1.1 2");
    }

    assertThat(List.of(stored("import"), stored("import_chunk"))).containsOnly(0L);
  }

  private UUID fetched(String format, String url) {
    return shop.post("/imports", json("{'format': '%s', 'url': '%s'}".formatted(format, url)))
        .is(202)
        .id();
  }

  private UUID ready(UUID id) {
    becomes(id, "READY");
    return id;
  }

  private static UUID itemOf(Reply report, int row) {
    return UUID.fromString(report.at("/rows/items/%d/item_id".formatted(row)));
  }

  private List<String> titles(UUID id, String question) {
    var titles = new ArrayList<String>();
    var cursor = "";
    do {
      var rows = shop.get("/imports/" + id + "?" + question + cursor).is(200).body().get("rows");
      rows.get("items").forEach(row -> titles.add(row.get("title").asString()));
      var next = rows.get("next_cursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    return titles;
  }

  private static byte[] gzip(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(String name, byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }
}
