package com.postpilot.queue.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.QueueServiceIT;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueIT extends QueueServiceIT {
  static final String SHIRT =
      """
      {'external_product_id': 'SKU-1', 'title': ' Linen shirt ', 'price': 49.9, 'currency': 'EUR',
       'description': '<p>Cool &amp; light.</p><script>x()</script>', 'compare_at_price': 60, 'highest_price': 54.9,
       'images': ['https://shop.example/a.jpg', 'https://shop.example/b.jpg'], 'stock': 3,
       'url': 'https://shop.example/shirt', 'brand': 'Mar', 'category': 'Shirts',
       'product_options': [{'name': 'Size', 'values': ['S', 'M']}],
       'platforms': ['TIKTOK', 'INSTAGRAM'], 'tone': 'playful', 'language': 'pt-BR'}
      """;

  Reply create(String json) {
    return shop.post("/queue", json(json));
  }

  @Test
  void aProductIsQueuedAsItIsReadBack() {
    var made = create(SHIRT).is(201);

    assertThat(made.raw().headers().firstValue("Location")).hasValue("/api/v1/queue/" + made.id());
    assertThat(made.eTag()).isEqualTo("\"1\"");
    assertThat(made.at("/status")).isEqualTo("NEW");
    assertThat(made.at("/product/title")).isEqualTo("Linen shirt");
    assertThat(made.at("/product/description")).isEqualTo("Cool & light.");
    assertThat(made.at("/product/price")).isEqualTo("{\"amount\":49.9,\"currency\":\"EUR\"}");
    assertThat(made.at("/product/compare_at_price/amount")).isEqualTo("60.0");
    assertThat(made.at("/product/highest_price/amount")).isEqualTo("54.9");
    assertThat(made.at("/product/image_url")).isEqualTo("https://shop.example/a.jpg");
    assertThat(made.at("/product/options/0/values")).isEqualTo("[\"S\",\"M\"]");
    assertThat(made.at("/platforms")).isEqualTo("[\"INSTAGRAM\",\"TIKTOK\"]");
    assertThat(made.at("/tone")).isEqualTo("PLAYFUL");
    assertThat(made.at("/language")).isEqualTo("pt-BR");
    var read = shop.read(made.id());
    assertThat(read.body()).isEqualTo(made.body());
    assertThat(read.eTag()).isEqualTo(made.eTag());
  }

  @Test
  void aProductThatIsSentAgainIsTheSameProductWithOneOpenItem() {
    var first = create(SHIRT).is(201);
    var same = create(SHIRT).is(200);
    var cheaper = create(SHIRT.replace("49.9", "39.9")).is(200);

    assertThat(List.of(same.id(), cheaper.id())).containsOnly(first.id());
    assertThat(same.at("/product/version")).isEqualTo("1");
    assertThat(same.eTag()).isEqualTo("\"1\"");
    assertThat(cheaper.at("/product/version")).isEqualTo("2");
    assertThat(cheaper.at("/product/price/amount")).isEqualTo("39.9");
    assertThat(cheaper.at("/product/id")).isEqualTo(first.at("/product/id"));
    assertThat(productsAndItems()).containsExactly(1L, 1L);

    var another = create(SHIRT.replace("{'ext", "{'again': true, 'ext")).is(201);
    assertThat(another.id()).isNotEqualTo(first.id());
    assertThat(productsAndItems()).containsExactly(1L, 2L);
  }

  @Test
  void whatIsWrittenAlreadyIsHeldAgainstTheNewFacts() {
    var item = create(SHIRT).is(201).id();
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'Mine for 49.90'}}}")).is(200);

    var again = create(SHIRT.replace("49.9", "39.9")).is(200);

    assertThat(again.at("/product/version")).isEqualTo("2");
    assertThat(shop.read(item).at("/product/version")).isEqualTo("2");
  }

  @Test
  void productsWithoutAnExternalIdAreNeverTheSame() {
    create("{'title': 'Mug'}").is(201);
    create("{'title': 'Mug'}").is(201);

    assertThat(productsAndItems()).containsExactly(2L, 2L);
  }

  @Test
  void theSameProductFromManyAtOnceIsOneProductWithOneItem() throws Exception {
    var answers = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var calls =
          IntStream.range(0, 16)
              .<Callable<Integer>>mapToObj(
                  i -> () -> create(SHIRT.replace("49.9", "4" + i % 3)).status())
              .toList();
      for (var call : threads.invokeAll(calls)) {
        answers.add(call.get());
      }
    }

    assertThat(answers).containsOnly(200, 201);
    assertThat(answers.stream().filter(status -> status == 201)).hasSize(1);
    assertThat(productsAndItems()).containsExactly(1L, 1L);
  }

  @Test
  void ofManyProductsEachHasItsOwnResult() {
    var items =
        """
        {'items': [{'title': 'A', 'external_product_id': 'b'}, {'title': ' '},
          {'title': 'B', 'external_product_id': 'a'}, {'title': 'A2', 'external_product_id': 'b'},
          null, {'title': 'C', 'price': 1}]}
        """;
    var results = create(items).is(200);

    assertThat(results.at("/succeeded")).isEqualTo("3");
    assertThat(results.at("/failed")).isEqualTo("3");
    assertThat(
            results.body().get("items").values().stream().map(item -> item.get("status").asInt()))
        .containsExactly(201, 422, 201, 200, 422, 422);
    assertThat(results.at("/items/0/id")).isEqualTo(results.at("/items/3/id"));
    assertThat(results.at("/items/2/item/product/title")).isEqualTo("B");
    assertThat(results.at("/items/1/problem/errors/0/field")).isEqualTo("items[1].title");
    assertThat(results.at("/items/5/problem/errors/0/field")).isEqualTo("items[5].currency");
    assertThat(productsAndItems()).containsExactly(2L, 2L);
  }

  @Test
  void fiveHundredAreTakenAtOnceAndTwiceMakesNothingTwice() {
    var body =
        IntStream.range(0, 500)
            .mapToObj("{'title': 'Mug %1$d', 'external_product_id': 'mug-%1$d'}"::formatted)
            .toList();
    var all = "{'items': " + body + "}";

    assertThat(create(all).is(200).at("/succeeded")).isEqualTo("500");
    var again = create(all).is(200);

    assertThat(again.at("/items/499/status")).isEqualTo("200");
    assertThat(again.at("/items/499/item/product/title")).isEqualTo("Mug 499");
    assertThat(productsAndItems()).containsExactly(500L, 500L);
    assertThat(create(all.replace("]}", ", {'title': 'x'}]}")).is(422).field()).isEqualTo("items");
  }

  @Test
  void aRepeatedRequestIsAnsweredAsTheFirst() {
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    var first = shop.request("POST", "/queue", json("{'title': 'Mug'}"), key).is(201);
    var replayed = shop.request("POST", "/queue", json("{'title': 'Mug'}"), key).is(201);

    assertThat(replayed.id()).isEqualTo(first.id());
    assertThat(replayed.eTag()).isEqualTo("\"1\"");
    assertThat(productsAndItems()).containsExactly(1L, 1L);
    shop.request("POST", "/queue", json("{'title': 'Cup'}"), key).is(422);
  }

  @Test
  void aPatchChangesWhatItNamesToTheLastLevel() {
    var item = create(SHIRT).is(201).id();
    var written =
        shop.patch(
                item,
                json(
                    "{'captions': {'INSTAGRAM': {'caption': 'Hello', 'hashtags': ['#linen', 'mar']},"
                        + " 'TIKTOK': {'caption': 'Hi'}},"
                        + " 'options': {'TIKTOK': {'privacy_level': 'SELF_ONLY', 'x': 1}}}"))
            .is(200);
    assertThat(written.at("/status")).isEqualTo("IN_REVIEW");
    assertThat(written.eTag()).isEqualTo("\"2\"");
    assertThat(written.at("/captions/INSTAGRAM/hashtags")).isEqualTo("[\"linen\",\"mar\"]");
    assertThat(written.at("/captions/INSTAGRAM/writer")).isEqualTo("null");

    var changed =
        shop.patch(
                item,
                json(
                    "{'captions': {'INSTAGRAM': {'hashtags': null}, 'TIKTOK': null},"
                        + " 'options': {'TIKTOK': {'x': null}}}"))
            .is(200);
    assertThat(changed.at("/captions/INSTAGRAM/caption")).isEqualTo("Hello");
    assertThat(changed.at("/captions/INSTAGRAM/hashtags")).isEqualTo("[]");
    assertThat(changed.body().get("captions").has("TIKTOK")).isFalse();
    assertThat(changed.at("/options/TIKTOK")).isEqualTo("{\"privacy_level\":\"SELF_ONLY\"}");

    var narrowed = shop.patch(item, json("{'platforms': ['TIKTOK']}")).is(200);
    assertThat(narrowed.at("/captions")).isEqualTo("{}");
    assertThat(narrowed.at("/status")).isEqualTo("NEW");
    assertThat(shop.patch(item, "{}").is(200).eTag()).isEqualTo(narrowed.eTag());
  }

  @Test
  void aPatchOfTheProductIsANewVersionOfIt() {
    var item = create(SHIRT.replace("&amp; light", "&lt;b&gt;light&lt;/b&gt;")).is(201).id();

    var cheaper =
        shop.patch(item, json("{'product': {'price': 29, 'compare_at_price': null}}")).is(200);

    assertThat(cheaper.at("/product/version")).isEqualTo("2");
    assertThat(cheaper.at("/product/price/amount")).isEqualTo("29.0");
    assertThat(cheaper.at("/product/compare_at_price")).isEqualTo("null");
    assertThat(cheaper.at("/product/title")).isEqualTo("Linen shirt");
    assertThat(cheaper.at("/product/description")).isEqualTo("Cool <b>light</b>.");
    assertThat(create(SHIRT).is(200).at("/product/version")).isEqualTo("3");
    assertThat(shop.patch(item, json("{'product': {'title': ''}}")).is(422).field())
        .isEqualTo("product.title");
  }

  @Test
  void whoHasSeenAnotherVersionChangesNothing() {
    var item = shop.written("Mug", "A mug");
    var stale = Map.of("If-Match", "\"1\"");
    for (var request :
        List.of(
            List.of("PATCH", "", "{'tone': 'LUXURY'}"),
            List.of("DELETE", "", ""),
            List.of("POST", "/reopen", "{}"))) {
      var path = "/queue/" + item + request.get(1);
      var body = request.get(2).isEmpty() ? null : json(request.get(2));
      approved(item);
      assertThat(shop.request(request.getFirst(), path, body, stale).is(412).code())
          .as(path)
          .isEqualTo("version_mismatch");
    }
    assertThat(shop.read(item).eTag()).isEqualTo("\"2\"");
    shop.request("PATCH", "/queue/" + item, json("{'tone': 'LUXURY'}"), Map.of("If-Match", "\"2\""))
        .is(200);
  }

  @Test
  void anEditTakesAnApprovalBack() {
    var item = shop.written("Mug", "A mug");
    approved(item);

    var edited =
        shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'A cup'}}}")).is(200);

    assertThat(edited.at("/status")).isEqualTo("IN_REVIEW");
    assertThat(edited.at("/approval")).isEqualTo("null");
  }

  @Test
  void whatIsReopenedCanBeDecidedAgain() {
    var item = shop.written("Mug", "A mug");
    approved(item);
    assertThat(shop.read(item).at("/approval/content_hashes/INSTAGRAM")).isEqualTo("abc");

    assertThat(shop.post("/queue/" + item + "/reopen", null).is(200).at("/status"))
        .isEqualTo("IN_REVIEW");

    var bare = shop.item("Cup");
    execute(
        "update item set status = 'FAILED', failure = '{\"code\": \"refused\", \"message\": \"No\"}'"
            + " where id = '%s'".formatted(bare));
    assertThat(shop.read(bare).at("/failure/code")).isEqualTo("refused");
    var reopened = shop.post("/queue/" + bare + "/reopen", "{}").is(200);
    assertThat(reopened.at("/status")).isEqualTo("NEW");
    assertThat(reopened.at("/failure")).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource({
    "NEW,        reopen, 'edit,generate,delete'",
    "GENERATING, reopen, 'delete'",
    "GENERATING, edit,   'delete'",
    "IN_REVIEW,  reopen, 'edit,generate,approve,reject,delete'",
    "PUBLISHED,  reopen, 'delete'",
    "PUBLISHED,  edit,   'delete'",
  })
  void whatTheStateDoesNotAllowIsRefusedWithWhatItDoes(
      String status, String action, String allowed) {
    var item = shop.written("Mug", "A mug");
    execute("update item set status = '%s' where id = '%s'".formatted(status, item));

    var refused =
        action.equals("edit")
            ? shop.patch(item, json("{'tone': 'LUXURY'}")).is(409)
            : shop.post("/queue/" + item + "/reopen", "{}").is(409);

    assertThat(refused.code()).isEqualTo("state_conflict");
    assertThat(refused.at("/item_status")).isEqualTo(status);
    assertThat(refused.body().get("allowed").values().stream().map(one -> one.asString()))
        .containsExactly(allowed.split(","));
  }

  @Test
  void everyVersionTellsWhoChangedWhatWhen() {
    var item = shop.written("Mug", "A mug");
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'A cup'}}}")).is(200);

    var versions = shop.get("/queue/" + item + "/versions").is(200);

    assertThat(
            versions.body().get("items").values().stream().map(one -> one.get("change").asString()))
        .containsExactly("EDITED", "EDITED", "CREATED");
    assertThat(versions.at("/items/0/captions/INSTAGRAM/caption")).isEqualTo("A cup");
    assertThat(versions.at("/items/1/captions/INSTAGRAM/caption")).isEqualTo("A mug");
    assertThat(versions.at("/items/0/by")).isEqualTo(shop.read(item).at("/created_by"));
    assertThat(versions.at("/items/0/at")).isEqualTo(shop.read(item).at("/updated_at"));
    var first = shop.get("/queue/" + item + "/versions?limit=2").is(200);
    var rest =
        shop.get("/queue/" + item + "/versions?limit=2&cursor=" + first.at("/next_cursor")).is(200);
    assertThat(rest.at("/items/0/version")).isEqualTo("1");
    assertThat(rest.at("/next_cursor")).isEqualTo("null");
  }

  @Test
  void aListIsReadPageByPageNewestFirst() {
    var titles = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      shop.item("Mug " + i);
    }
    String cursor = null;
    do {
      var page =
          shop.get("/queue?limit=3" + (cursor == null ? "" : "&cursor=" + cursor)).is(200).body();
      page.get("items").forEach(item -> titles.add(item.at("/product/title").asString()));
      cursor = page.get("next_cursor").isNull() ? null : page.get("next_cursor").asString();
    } while (cursor != null);

    assertThat(titles)
        .containsExactly("Mug 6", "Mug 5", "Mug 4", "Mug 3", "Mug 2", "Mug 1", "Mug 0");
  }

  @Test
  void aListIsNarrowedByStatusAndWords() {
    shop.item("Blue mug");
    shop.written("Red mug", "It holds 100% of your coffee");

    assertThat(titles("status=IN_REVIEW")).containsExactly("Red mug");
    assertThat(titles("status=NEW")).containsExactly("Blue mug");
    assertThat(titles("q=MUG%20bLue")).containsExactly("Blue mug");
    assertThat(titles("q=coffee")).containsExactly("Red mug");
    assertThat(titles("q=100%25")).containsExactly("Red mug");
    assertThat(titles("q=%25")).containsExactly("Red mug");
    assertThat(titles("q=mug&status=PUBLISHED")).isEmpty();
  }

  @Test
  void whatIsDeletedIsGone() {
    var item = shop.item("Mug");

    shop.delete(item).is(204);

    shop.get("/queue/" + item).is(404);
    shop.get("/queue/" + item + "/versions").is(404);
    shop.patch(item, json("{'tone': 'LUXURY'}")).is(404);
    shop.delete(item).is(404);
    assertThat(titles("")).isEmpty();
  }

  @Test
  void manyAtOnceAreDeletedAndReopenedEachForItself() {
    var approved = shop.written("Mug", "A mug");
    approved(approved);
    var fresh = shop.item("Cup");
    var unknown = UUID.randomUUID();

    var reopened =
        shop.post(
                "/queue/bulk",
                """
                {"action": "reopen",
                 "items": [{"id": "%s", "if_match": "\\"2\\""}, {"id": "%s"}, {"id": "%s"}]}
                """
                    .formatted(approved, fresh, unknown))
            .is(200);
    assertThat(reopened.at("/items/0/item/status")).isEqualTo("IN_REVIEW");
    assertThat(reopened.at("/items/0/etag")).isEqualTo("\"3\"");
    assertThat(reopened.at("/items/1/problem/code")).isEqualTo("state_conflict");
    assertThat(reopened.at("/items/2/status")).isEqualTo("404");

    var deleted =
        shop.post(
                "/queue/bulk",
                json(
                    "{'action': 'delete', 'items': [{'id': '%s'}, {'id': '%s'}]}"
                        .formatted(approved, fresh)))
            .is(200);
    assertThat(deleted.at("/succeeded")).isEqualTo("2");
    assertThat(titles("")).isEmpty();
  }

  private void approved(UUID item) {
    execute(
        """
        update item set status = 'APPROVED', approval = '{"by": "%s",
          "at": "2026-01-01T00:00:00Z", "content_hashes": {"INSTAGRAM": "abc"}, "media": []}'
        where id = '%s'
        """
            .formatted(UUID.randomUUID(), item));
  }

  private List<String> titles(String query) {
    var titles = new ArrayList<String>();
    shop.get("/queue?" + query)
        .is(200)
        .body()
        .get("items")
        .forEach(item -> titles.add(item.at("/product/title").asString()));
    return titles;
  }

  private List<Long> productsAndItems() {
    return List.of(
        count("select count(*) from product where workspace_id = '" + shop.id + "'"),
        count("select count(*) from item where workspace_id = '" + shop.id + "'"));
  }
}
