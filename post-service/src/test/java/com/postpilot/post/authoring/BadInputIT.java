package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.post.PostServiceIT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whatever a client sends, the answer names the field, and nothing is stored. */
class BadInputIT extends PostServiceIT {
  @Autowired
  @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

  UUID account;
  UUID picture;
  UUID post;

  @BeforeEach
  void known() {
    account = shop.instagram();
    picture = shop.picture();
    post = shop.post("/posts", draftJson("as it was", account, picture)).is(201).id();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                        | caption",
        "{'caption': null, 'targets': [T]}                         | caption",
        "{'caption': 7, 'targets': [T]}                            | caption",
        "{'caption': ['a'], 'targets': [T]}                        | caption",
        "{'caption': 'a\\u0000b', 'targets': [T]}                  | caption",
        "{'caption': 'LONG', 'targets': [T]}                       | caption",
        "{'caption': 'a'}                                          | targets",
        "{'caption': 'a', 'targets': []}                           | targets",
        "{'caption': 'a', 'targets': {}}                           | targets",
        "{'caption': 'a', 'targets': [null]}                       | targets[0].account_id",
        "{'caption': 'a', 'targets': [{}]}                         | targets[0].account_id",
        "{'caption': 'a', 'targets': [{'account_id': 'x'}]}        | targets[0].account_id",
        "{'caption': 'a', 'targets': [{'account_id': 1}]}          | targets[0].account_id",
        "{'caption': 'a', 'targets': [T, T]}                       | targets[1].account_id",
        "{'caption': 'a', 'targets': [{'account_id': 'A', 'x': 1}]} | targets[0].x",
        "{'caption': 'a', 'targets': [{'account_id': 'A', 'caption': 'LONG'}]} | targets[0].caption",
        "{'caption': 'a', 'targets': [{'account_id': 'A', 'options': []}]} | targets[0].options",
        "{'caption': 'a', 'targets': [{'account_id': 'A', 'options': {'kind': 'STORY'}}]} | targets[0].options.kind",
        "{'caption': 'a', 'targets': [{'account_id': 'A', 'options': {'kind': null}}]} | targets[0].options.kind",
        "{'caption': 'a', 'targets': [{'account_id': 'A', 'options': {'kind': {'a': 1}}}]} | targets[0].options.kind",
        "{'caption': 'a', 'targets': [{'account_id': 'A', 'options': {'nope': 1}}]} | targets[0].options.nope",
        "{'caption': 'a', 'targets': [T], 'nope': 1}               | nope",
        "{'caption': 'a', 'targets': [T], 'id': 'A'}               | id",
        "{'caption': 'a', 'targets': [T], 'workspace_id': 'A'}     | workspace_id",
        "{'caption': 'a', 'targets': [T], 'hashtags': 'x'}         | hashtags",
        "{'caption': 'a', 'targets': [T], 'hashtags': ['two words']} | hashtags[0]",
        "{'caption': 'a', 'targets': [T], 'hashtags': [null]}      | hashtags[0]",
        "{'caption': 'a', 'targets': [T], 'hashtags': [1]}         | hashtags[0]",
        "{'caption': 'a', 'targets': [T], 'hashtags': ['']}        | hashtags[0]",
        "{'caption': 'a', 'targets': [T], 'media': 'x'}            | media",
        "{'caption': 'a', 'targets': [T], 'media': [null]}         | media[0]",
        "{'caption': 'a', 'targets': [T], 'media': [{}]}           | media[0]",
        "{'caption': 'a', 'targets': [T], 'media': [{'id': 'P', 'url': 'http://a.example/'}]} | media[0]",
        "{'caption': 'a', 'targets': [T], 'media': [{'id': 'P'}, {'id': 'P'}]} | media[1].id",
        "{'caption': 'a', 'targets': [T], 'media': [{'id': 'nope'}]} | media[0].id",
        "{'caption': 'a', 'targets': [T], 'media': [{'url': 'file:///etc/passwd'}]} | media[0].url",
        "{'caption': 'a', 'targets': [T], 'media': [{'url': 'LONG'}]} | media[0].url",
        "{'caption': 'a', 'targets': [T], 'media': [{'url': 'http://a.example/', 'alt_text': 'LONG'}]} | media[0].alt_text",
        "{'caption': 'a', 'targets': [T], 'schedule': 'now'}       | schedule",
        "{'caption': 'a', 'targets': [T], 'schedule': {}}          | schedule.scheduled_at",
        "{'caption': 'a', 'targets': [T], 'schedule': {'scheduled_at': 5}} | schedule.scheduled_at",
        "{'caption': 'a', 'targets': [T], 'schedule': {'scheduled_at': '2001-01-01T00:00:00Z'}} | schedule.scheduled_at",
        "{'caption': 'a', 'targets': [T], 'schedule': {'auto': 'yes'}} | schedule.auto",
        "{'caption': 'a', 'targets': [T], 'schedule': {'local_time': '+999999999-01-01T00:00', 'timezone': 'UTC'}} | schedule.local_time",
        "{'caption': 'a', 'targets': [T], 'schedule': {'when': 1}} | schedule.when",
        "[]                                                        | body",
        "'text'                                                    | body",
      })
  void aPostThatIsNotOneIsNotCreated(String body, String field) {
    long before = count("select count(*) from post");

    var refused = shop.post("/posts", json(body)).is(422);

    assertThat(refused.body().get("errors").toString()).contains("\"field\":\"" + field + "\"");
    var validated = shop.post("/posts/validate", json(body)).is(422);
    assertThat(validated.body().get("errors").toString()).contains("\"field\":\"" + field + "\"");
    assertThat(count("select count(*) from post")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'privacy_level': 'PUBLIC'}                  | privacy_level | wrong_type",
        "{'privacy_level': true}                      | privacy_level | wrong_type",
        "{'disable_duet': 'yes'}                      | disable_duet | wrong_type",
        "{'brand_content_toggle': 1}                  | brand_content_toggle | wrong_type",
        "{'consent_at': true}                         | consent_at | wrong_type",
        "{'consent_at': 'yesterday'}                  | consent_at | wrong_type",
        "{'consent_at': '2999-01-01T00:00:00Z'}       | consent_at | in_future",
        "{'kind': 'FEED'}                             | kind | unknown_field",
      })
  void anOptionThatTikTokDoesNotHaveIsNamed(String options, String option, String code) {
    var tiktok = ACCOUNTS.connected(shop.id, "TIKTOK");
    var json =
        "{'caption': 'a', 'targets': [T, {'account_id': '%s', 'options': %s}]}"
            .formatted(tiktok, options.strip());

    for (var path : new String[] {"/posts", "/posts/validate"}) {
      var refused = shop.post(path, json(json)).is(422);
      assertThat(refused.field()).isEqualTo("targets[1].options." + option);
      assertThat(refused.body().get("errors").get(0).get("code").asString()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'target_ids': []}                          | target_ids    | 422",
        "{'target_ids': 'x'}                         | target_ids    | 422",
        "{'target_ids': [null]}                      | target_ids[0] | 422",
        "{'target_ids': ['x']}                       | target_ids[0] | 422",
        "{'target_ids': ['A', 'A']}                  | target_ids[1] | 422",
        "{'target_ids': ['A']}                       | target_ids[0] | 404",
        "{'targets': ['A']}                          | targets       | 422",
      })
  void aRetryOfTargetsThatThereAreNotIsRefused(String body, String field, int status) {
    assertThat(shop.post("/posts/" + post + "/retry", json(body)).is(status).field())
        .isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'caption': 7}                                            | caption",
        "{'caption': {}}                                           | caption",
        "{'caption': 'a\\u0000b'}                                  | caption",
        "{'caption': 'LONG'}                                       | caption",
        "{'hashtags': 'x'}                                         | hashtags",
        "{'hashtags': ['two words']}                               | hashtags[0]",
        "{'hashtags': [null]}                                      | hashtags[0]",
        "{'media': {}}                                             | media",
        "{'media': [{}]}                                           | media[0]",
        "{'media': [{'id': 5}]}                                    | media[0].id",
        "{'media': [{'id': 'P', 'x': 5}]}                          | media[0].x",
        "{'targets': null}                                         | targets",
        "{'targets': []}                                           | targets",
        "{'targets': [{'account_id': 'x'}]}                        | targets[0].account_id",
        "{'targets': [{'account_id': 'A', 'options': {'x': 1}}]}   | targets[0].options.x",
        "{'schedule': null}                                        | schedule",
        "{'status': 'PUBLISHED'}                                   | status",
        "{'version': 1}                                            | version",
        "[{'op': 'remove', 'path': '/caption'}]                    | body",
      })
  void aPatchThatIsNotOneChangesNothing(String body, String field) {
    var before = shop.read(post);

    var refused = shop.patch(post, json(body)).is(422);

    assertThat(refused.body().get("errors").toString()).contains("\"field\":\"" + field + "\"");
    assertThat(shop.read(post).eTag()).isEqualTo(before.eTag());
    assertThat(shop.read(post).body().get("caption").asString()).isEqualTo("as it was");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/media/uploads  | {}                                                                  | 422 | content_type",
        "/media/uploads  | {'filename': '', 'content_type': 'image/png', 'size': 5}            | 422 | filename",
        "/media/uploads  | {'filename': 'a', 'content_type': 'image/png', 'size': 0}           | 422 | size",
        "/media/uploads  | {'filename': 'a', 'content_type': 'image/png', 'size': '5'}         | 422 | size",
        "/media/uploads  | {'filename': 'a', 'content_type': 'image/png', 'size': 1.5}         | 422 | size",
        "/media/uploads  | {'filename': 'a', 'content_type': 'image/png', 'size': 30000000}    | 413 | size",
        "/media/uploads  | {'filename': 'LONG', 'content_type': 'image/png', 'size': 5}        | 422 | filename",
        "/media/uploads  | {'filename': 'a', 'content_type': 'image/svg+xml', 'size': 5}       | 415 | content_type",
        "/media/uploads  | {'filename': 'a', 'content_type': 'video/x-msvideo', 'size': 5}     | 415 | content_type",
        "/media/uploads  | {'filename': 'a', 'content_type': 'video/mp4', 'size': 2000000000}  | 413 | size",
        "/media/uploads  | {'filename': 'a', 'content_type': 'image/png', 'size': 5, 'key': 'x'} | 422 | key",
        "/media/from-url | {}                                                                  | 422 | url",
        "/media/from-url | {'url': 7}                                                          | 422 | url",
        "/media/from-url | {'url': 'ftp://a.example/x'}                                        | 422 | url",
        "/media/from-url | {'url': 'http://a.example/x', 'alt_text': 'LONG'}                   | 422 | alt_text",
        "/media/from-url | {'url': 'http://a.example/x', 'nope': 1}                            | 422 | nope",
      })
  void mediaThatAreNotThereAreNotMade(String path, String body, int status, String field) {
    long before = count("select count(*) from media");

    var refused = shop.post(path, json(body)).is(status);

    assertThat(refused.body().get("errors").toString()).contains("\"field\":\"" + field + "\"");
    assertThat(count("select count(*) from media")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "/posts?limit=0,                      limit",
    "/posts?limit=101,                    limit",
    "/posts?limit=x,                      limit",
    "/posts?cursor=x,                     cursor",
    "/posts?cursor=bnVsbA,                cursor",
    "/posts?status=NOPE,                  status",
    "/posts?platform=MYSPACE,             platform",
    "/posts?account_id=1,                 account_id",
    "/posts?from=yesterday,               from",
    "/posts?nope=1,                       nope",
    "/posts/calendar,                     start_date",
    "/posts/calendar?start_date=2026-01-01, end_date",
    "/posts/calendar?start_date=2026-13-01&end_date=2026-01-01, start_date",
    "/posts/calendar?start_date=2026-01-02&end_date=2026-01-01, end_date",
    "/posts/calendar?start_date=2026-01-01&end_date=2027-01-01, end_date",
    "/posts/calendar?start_date=2026-01-01&end_date=2026-01-02&timezone=Nowhere, timezone",
    "/media?limit=1000,                   limit",
    "/media?cursor=x,                     cursor",
    "/media?kind=SOUND,                   kind",
  })
  void aQuestionThatIsNotOneIsRefusedByName(String path, String field) {
    assertThat(shop.get(path).is(422).field()).isEqualTo(field);
  }

  /** Generated from the routes, so that a new one cannot be forgotten. */
  @Test
  void noRouteTakesABodyOrAQuestionThatItDoesNotKnow() {
    var before = shop.read(post);
    var asked = new ArrayList<String>();
    for (var route : mappings.getHandlerMethods().entrySet()) {
      var patterns = route.getKey().getPathPatternsCondition();
      boolean hasBody =
          Arrays.stream(route.getValue().getMethodParameters())
              .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
      for (var pattern : patterns == null ? Set.<String>of() : patterns.getPatternValues()) {
        if (!pattern.startsWith("/api/v1/")) {
          continue;
        }
        var path =
            pattern
                .replace("/api/v1", "")
                .replace("{id}", (pattern.contains("/media") ? picture : post).toString())
                .replace("{targetId}", shop.targetId(post).toString());
        for (var method : route.getKey().getMethodsCondition().getMethods()) {
          asked.add(method + " " + pattern);
          var question = shop.request(method.name(), path + "?nope=1", null, Map.of());
          assertThat(question.status()).as("%s %s?nope=1", method, path).isEqualTo(422);
          assertThat(question.code())
              .as("%s %s?nope=1", method, path)
              .isEqualTo("unknown_parameter");
          if (hasBody) {
            refusesBodies(method.name(), path);
          }
        }
      }
    }
    assertThat(asked).hasSizeGreaterThan(25);
    assertThat(shop.read(post).body().get("updated_at")).isEqualTo(before.body().get("updated_at"));
  }

  private void refusesBodies(String method, String path) {
    assertThat(shop.request(method, path, "{\"nope\": ", Map.of()).status())
        .as("%s %s, cut off", method, path)
        .isEqualTo(400);
    for (var body : List.of("[]", "\"text\"", "7", "{\"nope\": 1}")) {
      var refused = shop.request(method, path, body, Map.of());
      assertThat(refused.status()).as("%s %s %s", method, path, body).isEqualTo(422);
      assertThat(refused.field())
          .as("%s %s %s", method, path, body)
          .isEqualTo(body.startsWith("{") ? "nope" : "body");
    }
  }

  @Test
  void textThatIsNoJsonIsRefused() {
    shop.post("/posts", "{\"caption\": ").is(400);
    shop.post("/posts", "").is(400);
    assertThat(shop.post("/posts", "{\"caption\": \"a\", \"caption\": \"b\"}").status())
        .isBetween(400, 422);
  }

  @Test
  void idsThatCannotBeAreNotFound() {
    shop.get("/posts/none").is(404);
    shop.get("/posts/none/readiness").is(404);
    shop.get("/posts/" + UUID.randomUUID() + "/readiness").is(404);
    shop.patch(UUID.randomUUID(), "{\"caption\": \"x\"}").is(404);
    shop.post("/posts/none/publish", "{}").is(404);
  }

  private String json(String sketch) {
    return sketch
        .strip()
        .replace('\'', '"')
        .replace("[T", "[{\"account_id\": \"" + account + "\"}")
        .replace(", T]", ", {\"account_id\": \"" + account + "\"}]")
        .replace("\"A\"", "\"" + account + "\"")
        .replace("\"P\"", "\"" + picture + "\"")
        .replace("['A'", "[\"" + account + "\"")
        .replace("LONG", "x".repeat(70_000));
  }
}
