package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.post.PostServiceIT;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkIT extends PostServiceIT {

  @Test
  void whatOneIsRefusedLeavesTheOthersAlone() {
    var account = shop.instagram();
    var fine = shop.draft("fine", account);
    var seenLongAgo = shop.draft("seen long ago", account);
    var noPicture =
        shop.post(
                "/posts",
                "{\"caption\": \"no picture\", \"targets\": [{\"account_id\": \"%s\"}]}"
                    .formatted(account))
            .is(201)
            .id();
    var unknown = UUID.randomUUID();
    var theirs = new Workspace().draft("theirs");

    var answer =
        bulk(
                "schedule",
                item(fine, inHours(1)),
                item(seenLongAgo, inHours(1)).replace("}}", "}, \"if_match\": \"\\\"7\\\"\"}"),
                item(noPicture, inHours(1)),
                item(unknown, inHours(1)),
                item(theirs, inHours(1)),
                item(shop.draft("too late", account), Instant.parse("2001-01-01T00:00:00Z")))
            .is(200)
            .body();

    assertThat(answer.get("succeeded").asInt()).isEqualTo(1);
    assertThat(answer.get("failed").asInt()).isEqualTo(5);
    assertThat(answer.get("items").findValuesAsString("code"))
        .startsWith("version_mismatch", "validation_failed")
        .contains("not_found", "due_in_past");
    var first = answer.get("items").get(0);
    assertThat(first.get("id").asString()).isEqualTo(fine.toString());
    assertThat(first.get("status").asInt()).isEqualTo(200);
    assertThat(first.get("etag").asString()).isEqualTo(shop.read(fine).eTag());
    assertThat(first.get("post").get("status").asString()).isEqualTo("SCHEDULED");
    assertThat(answer.get("items").get(4).get("status").asInt()).isEqualTo(404);
    assertThat(shop.status(noPicture)).isEqualTo("DRAFT");
  }

  @Test
  void everyActionDoesToManyWhatItDoesToOne() {
    var account = shop.instagram();
    var one = shop.scheduled("one", account, inHours(2));
    var two = shop.draft("two", account);

    var at = inHours(5);
    var moved = bulk("reschedule", item(one, at), item(two, at)).is(200).body();
    assertThat(moved.get("items").get(0).get("status").asInt()).isEqualTo(200);
    assertThat(moved.get("items").get(1).get("problem").get("code").asString())
        .isEqualTo("state_conflict");
    assertThat(shop.read(one).body().get("schedule").get("scheduled_at").asString())
        .isEqualTo(at.toString());

    assertThat(bulk("unschedule", item(one)).body().get("succeeded").asInt()).isEqualTo(1);
    assertThat(shop.status(one)).isEqualTo("DRAFT");
    assertThat(bulk("publish", item(two)).body().get("succeeded").asInt()).isEqualTo(1);
    inFlight(shop.targetId(two));

    var deleted = bulk("delete", item(one), item(two)).is(200).body();
    assertThat(deleted.get("items").get(0).get("status").asInt()).isEqualTo(204);
    assertThat(deleted.get("items").get(1).get("problem").get("code").asString())
        .isEqualTo("already_dispatched");
    shop.get("/posts/" + one).is(404);
  }

  @Test
  void withItsKeyItIsDoneOnceAndAnsweredTheSame() {
    var posts =
        IntStream.range(0, 5).mapToObj(i -> item(shop.draft("p" + i))).toArray(String[]::new);
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    var body = json("delete", posts);

    var first = shop.request("POST", "/posts/bulk", body, key).is(200);
    var again = shop.request("POST", "/posts/bulk", body, key).is(200);

    assertThat(first.body().get("succeeded").asInt()).isEqualTo(5);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.raw().headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(bulk("delete", posts).body().get("failed").asInt()).isEqualTo(5);
    shop.request("POST", "/posts/bulk", json("unschedule", posts), key).is(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                              | action",
        "{'action': 'schedule'}                          | items",
        "{'action': 'explode', 'items': [{'id': 'P'}]}   | action",
        "{'action': 'delete', 'items': []}               | items",
        "{'action': 'delete', 'items': {}}               | items",
        "{'action': 'delete', 'items': [null]}           | items[0]",
        "{'action': 'delete', 'items': [{}]}             | items[0].id",
        "{'action': 'delete', 'items': [{'id': 'x'}]}    | items[0].id",
        "{'action': 'delete', 'items': [{'id': 'P', 'x': 1}]} | items[0].x",
        "{'action': 'delete', 'items': [{'id': 'P'}, {'id': 'P'}]} | items[1].id",
        "{'action': 'delete', 'items': [{'id': 'P', 'if_match': 7}]} | items[0].if_match",
        "{'action': 'delete', 'items': [{'id': 'P', 'schedule': {'scheduled_at': '2040-01-01T00:00:00Z'}}]} | items[0].schedule",
        "{'action': 'schedule', 'items': [{'id': 'P'}]}  | items[0].schedule",
        "{'action': 'delete', 'items': [MANY]}           | items",
        "{'action': 'delete', 'items': [{'id': 'P'}], 'force': true} | force",
      })
  void aBulkRequestThatIsNoneDoesNothing(String sketch, String field) {
    var post = shop.draft("stays");
    var json =
        sketch
            .replace('\'', '"')
            .replace("\"P\"", "\"" + post + "\"")
            .replace(
                "MANY",
                IntStream.range(0, 101)
                    .mapToObj(i -> item(UUID.randomUUID()))
                    .collect(Collectors.joining(",")));

    assertThat(shop.post("/posts/bulk", json).is(422).body().get("errors").toString())
        .contains("\"field\":\"" + field);
    assertThat(shop.status(post)).isEqualTo("DRAFT");
  }

  @Test
  void aCopyIsADraftOfItsOwn() {
    var facebook = ACCOUNTS.connected(shop.id, "FACEBOOK");
    var picture = shop.picture();
    var original =
        shop.post(
                "/posts",
                """
                {"caption": "again", "hashtags": ["shoes"], "media": [{"id": "%s"}], "targets": [
                  {"account_id": "%s", "caption": "own"},
                  {"account_id": "%s", "media": [{"id": "%s"}]}]}"""
                    .formatted(picture, shop.instagram(), facebook, shop.picture()))
            .is(201)
            .id();
    shop.schedule(original, inHours(3)).is(200);

    var copy = shop.post("/posts/" + original + "/duplicate", "{}").is(201);

    var before = shop.read(original).body();
    assertThat(copy.id()).isNotEqualTo(original);
    assertThat(copy.eTag()).isEqualTo("\"1\"");
    assertThat(copy.raw().headers().firstValue("Location")).hasValue("/api/v1/posts/" + copy.id());
    assertThat(copy.body().get("status").asString()).isEqualTo("DRAFT");
    assertThat(copy.body().get("schedule").isNull()).isTrue();
    assertThat(copy.body().get("caption")).isEqualTo(before.get("caption"));
    assertThat(copy.body().get("hashtags")).isEqualTo(before.get("hashtags"));
    assertThat(copy.body().get("media").findValuesAsString("id"))
        .isEqualTo(before.get("media").findValuesAsString("id"));
    for (int i = 0; i < 2; i++) {
      var target = copy.body().get("targets").get(i);
      assertThat(target.get("account_id"))
          .isEqualTo(before.get("targets").get(i).get("account_id"));
      assertThat(target.get("caption")).isEqualTo(before.get("targets").get(i).get("caption"));
      assertThat(target.get("media").findValuesAsString("id"))
          .isEqualTo(before.get("targets").get(i).get("media").findValuesAsString("id"));
    }
    assertThat(
            texts(
                "select distinct content_hash from post_target where post_id in ('%s', '%s')"
                    .formatted(original, copy.id())))
        .hasSize(2);
    shop.schedule(copy.id(), inHours(4)).is(200);
    assertThat(shop.read(original).body().get("schedule")).isEqualTo(before.get("schedule"));
    shop.post("/posts/" + UUID.randomUUID() + "/duplicate", "{}").is(404);
    shop.post("/posts/" + original + "/duplicate", "{\"caption\": \"x\"}").is(422);
  }

  @Test
  void theConsentToOnePublicationIsNotOneToItsCopies() {
    var tiktok = ACCOUNTS.connected(shop.id, "TIKTOK");
    var original =
        shop.post(
                "/posts",
                """
                {"caption": "dance", "targets": [{"account_id": "%s", "options": {
                  "privacy_level": "SELF_ONLY", "consent_at": "2026-11-01T09:00:00Z"}}]}"""
                    .formatted(tiktok))
            .is(201)
            .id();

    var options =
        shop.post("/posts/" + original + "/duplicate", null)
            .is(201)
            .body()
            .get("targets")
            .get(0)
            .get("options");

    assertThat(options.toString()).isEqualTo("{\"privacy_level\":\"SELF_ONLY\"}");
  }

  private Reply bulk(String action, String... items) {
    return shop.post("/posts/bulk", json(action, items));
  }

  private static String json(String action, String... items) {
    return "{\"action\": \"%s\", \"items\": [%s]}".formatted(action, String.join(",", items));
  }

  private static String item(UUID post) {
    return "{\"id\": \"%s\"}".formatted(post);
  }

  private static String item(UUID post, Instant at) {
    return "{\"id\": \"%s\", \"schedule\": {\"scheduled_at\": \"%s\"}}".formatted(post, at);
  }
}
