package com.postpilot.post.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.post.PostServiceIT;
import com.postpilot.post.TestVideos;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LibraryIT extends PostServiceIT {

  @Test
  void aMediumIsReadByItsIdAndListedByItsKind() {
    var picture = shop.picture();
    var video = shop.upload(TestVideos.mp4(96, 160, 5, 25), "video/mp4").is(200).id();

    assertThat(shop.get("/media/" + video).is(200).body().get("kind").asString())
        .isEqualTo("VIDEO");
    assertThat(ids("/media?kind=IMAGE"))
        .contains(picture.toString())
        .doesNotContain(video.toString());
    assertThat(ids("/media?kind=VIDEO"))
        .contains(video.toString())
        .doesNotContain(picture.toString());
    shop.get("/media/" + UUID.randomUUID()).is(404);
  }

  /** Until it is published; what is published is the platform's. */
  @Test
  void anAlternativeTextReachesWhatIsScheduledAlready() {
    var picture = shop.picture();
    var post = shop.post("/posts", draftJson("alt", shop.instagram(), picture)).is(201).id();
    shop.schedule(post, inHours(2)).is(200);
    var target = shop.targetId(post);

    patch(picture, "{\"alt_text\": \"A \\\"red\\\" shoe\"}").is(200);

    assertThat(shop.get("/media/" + picture).body().get("alt_text").asString())
        .isEqualTo("A \"red\" shoe");
    assertThat(shop.read(post).body().get("media").get(0).get("alt_text").asString())
        .isEqualTo("A \"red\" shoe");
    assertThat(
            count(
                "select count(*) from post_target where id = '%s' and rendered_media::jsonb -> 0 ->> 'alt_text' = 'A \"red\" shoe'"
                    .formatted(target)))
        .isOne();

    patch(picture, "{\"alt_text\": null}").is(200);
    assertThat(shop.get("/media/" + picture).body().get("alt_text").isNull()).isTrue();
    execute("update due set due_at = now() where target_id = '%s'".formatted(target));
    inFlight(target); // and it can still be read and sent
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"alt_text\": 7}          | alt_text",
        "{\"alt_text\": [\"x\"]}  | alt_text",
        "{\"alt_text\": \"LONG\"} | alt_text",
        "{\"kind\": \"VIDEO\"}    | kind",
        "[]                           | body",
      })
  void aPatchThatIsNoneChangesNothing(String body, String field) {
    var picture = shop.picture();

    assertThat(patch(picture, body.replace("LONG", "x".repeat(1_001))).is(422).field())
        .isEqualTo(field);
    assertThat(shop.get("/media/" + picture).body().get("alt_text").isNull()).isTrue();
  }

  @Test
  void aMediumInUseStaysAndThePostsAreNamed() {
    var picture = shop.picture();
    var variant = variant(shop.upload(jpeg(600, 1200), "image/jpeg").id(), "pad").is(201).id();
    var account = shop.instagram();
    var post = shop.post("/posts", withOwnMedia("first", account, picture, variant)).is(201).id();

    for (var medium : new UUID[] {picture, variant}) {
      var refused = shop.delete("/media/" + medium).is(409).body();
      assertThat(refused.get("code").asString()).isEqualTo("state_conflict");
      assertThat(refused.get("posts").get(0).get("id").asString()).isEqualTo(post.toString());
      assertThat(refused.get("posts").get(0).get("caption").asString()).isEqualTo("first");
    }

    shop.delete("/posts/" + post).is(204);
    shop.delete("/media/" + picture).is(204);
    shop.delete("/media/" + variant).is(204);
    shop.get("/media/" + picture).is(404);
  }

  @Test
  void aVariantIsAProposalThatOneAccountMayUse() throws Exception {
    var tall = shop.upload(jpeg(600, 1200), "image/jpeg").is(200).id();
    patch(tall, "{\"alt_text\": \"A lamp\"}").is(200);

    var variant = variant(tall, "pad").is(201).body();

    assertThat(variant.get("origin_id").asString()).isEqualTo(tall.toString());
    assertThat(variant.get("alt_text").asString()).isEqualTo("A lamp");
    assertThat(variant.get("width").asInt()).isEqualTo(960);
    assertThat(variant.get("height").asInt()).isEqualTo(1200);
    var read = ImageIO.read(URI.create(variant.get("url").asString()).toURL());
    assertThat(read.getRGB(5, 600) & 0xffffff).isEqualTo(0xffffff);
    assertThat(read.getWidth()).isEqualTo(960);

    var instagram = shop.instagram();
    var facebook = ACCOUNTS.connected(shop.id, "FACEBOOK");
    var json =
        """
        {"caption": "lamp", "media": [{"id": "%s"}], "targets": [
          {"account_id": "%s", "media": [{"id": "%s"}]}, {"account_id": "%s"}]}"""
            .formatted(tall, instagram, variant.get("id").asString(), facebook);
    var post = shop.post("/posts", json).is(201);
    var targets = post.body().get("targets");
    assertThat(targets.get(0).get("media").get(0).get("id")).isEqualTo(variant.get("id"));
    assertThat(targets.get(1).get("media").isNull()).isTrue();
    assertThat(published(post.id())).containsExactly(keyOf(variant.get("id")), keyOf(tall));

    shop.patch(
            post.id(),
            "{\"targets\": [{\"account_id\": \"%s\"}, {\"account_id\": \"%s\"}]}"
                .formatted(instagram, facebook))
        .is(200);
    assertThat(published(post.id())).containsExactly(keyOf(tall), keyOf(tall));
  }

  @Test
  void aVariantIsMadeOnceAndOnlyWhereItIsNeeded() {
    var wide = shop.upload(jpeg(1400, 500), "image/jpeg").is(200).id();
    var cropped = variant(wide, "CROP").is(201).body();

    assertThat(cropped.get("width").asInt()).isEqualTo(955);
    assertThat(variant(wide, "crop").is(201).body().get("id")).isEqualTo(cropped.get("id"));
    assertThat(variant(shop.picture(), "pad").is(409).code()).isEqualTo("state_conflict");
    var video = shop.upload(TestVideos.mp4(96, 160, 5, 25), "video/mp4").is(200).id();
    assertThat(variant(video, "pad").is(415).code()).isEqualTo("unsupported_media");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                       | platform",
        "{\"platform\": \"MYSPACE\", \"fit\": \"pad\"}    | platform",
        "{\"platform\": \"INSTAGRAM\", \"fit\": \"bend\"} | fit",
        "{\"platform\": \"INSTAGRAM\", \"fit\": 1}          | fit",
        "{\"platform\": \"INSTAGRAM\", \"fit\": \"pad\", \"background\": \"red\"} | background",
        "{\"platform\": \"INSTAGRAM\", \"fit\": \"pad\", \"width\": 5} | width",
      })
  void aVariantThatIsNoneIsNotMade(String body, String field) {
    var tall = shop.upload(jpeg(300, 900), "image/jpeg").is(200).id();
    long before = count("select count(*) from media");

    assertThat(
            shop.post("/media/" + tall + "/variants", body).is(422).body().get("errors").toString())
        .contains("\"field\":\"" + field + "\"");
    assertThat(count("select count(*) from media")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                               | 422 | targets[0].media",
        "'x'                              | 422 | targets[0].media",
        "[null]                           | 422 | targets[0].media[0].id",
        "[{}]                             | 422 | targets[0].media[0].id",
        "[{'id': 'P'}, {'id': 'P'}]       | 422 | targets[0].media[1].id",
        "[{'url': 'http://a.example/'}]   | 422 | targets[0].media[0].url",
        "[{'id': 'UNKNOWN'}]              | 404 | targets[0].media[0].id",
        "[{'id': 'P'}, {'id': 'THEIRS'}]  | 404 | targets[0].media[1].id",
      })
  void mediaOfATargetThatAreNoneAreRefusedByName(String media, int status, String field) {
    var picture = shop.picture();
    var json =
        "{\"caption\": \"a\", \"targets\": [{\"account_id\": \"%s\", \"media\": %s}]}"
            .formatted(
                shop.instagram(),
                media
                    .replace('\'', '"')
                    .replace("\"P\"", "\"" + picture + "\"")
                    .replace("UNKNOWN", UUID.randomUUID().toString())
                    .replace("THEIRS", new Workspace().picture().toString()));

    assertThat(shop.post("/posts", json).is(status).field()).isEqualTo(field);
  }

  private Reply variant(UUID origin, String fit) {
    return shop.post(
        "/media/" + origin + "/variants",
        "{\"platform\": \"INSTAGRAM\", \"fit\": \"%s\"}".formatted(fit));
  }

  private Reply patch(UUID medium, String json) {
    return shop.request("PATCH", "/media/" + medium, json, Map.of());
  }

  private static String withOwnMedia(String caption, UUID account, UUID shared, UUID own) {
    return """
        {"caption": "%s", "media": [{"id": "%s"}],
         "targets": [{"account_id": "%s", "media": [{"id": "%s"}]}]}"""
        .formatted(caption, shared, account, own);
  }

  /** What is published, target by target. */
  private static List<String> published(UUID post) {
    return texts(
        "select rendered_media::jsonb -> 0 ->> 'key' from post_target where post_id = '%s' order by position"
            .formatted(post));
  }

  private static String keyOf(Object medium) {
    var id = medium instanceof JsonNode node ? node.asString() : medium.toString();
    return texts("select rendition_key from media where id = '%s'".formatted(id)).getFirst();
  }

  private List<String> ids(String path) {
    return shop.get(path).is(200).body().get("items").findValuesAsString("id");
  }
}
