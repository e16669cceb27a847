package com.postpilot.queue.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.QueueServiceIT;
import com.postpilot.queue.Routes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whatever a client sends, the answer names the field, and nothing is stored. */
class BadInputIT extends QueueServiceIT {
  @Autowired
  @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                             | title",
        "{'title': null}                                | title",
        "{'title': '  '}                                | title",
        "{'title': 7}                                   | title",
        "{'title': 'LONG'}                              | title",
        "{'title': 'a\\u0000b'}                         | title",
        "{'title': 'a', 'description': []}              | description",
        "{'title': 'a', 'price': '1', 'currency': 'EUR'} | price",
        "{'title': 'a', 'price': 1}                     | currency",
        "{'title': 'a', 'price': -1, 'currency': 'EUR'} | price",
        "{'title': 'a', 'price': 1.005, 'currency': 'EUR'} | price",
        "{'title': 'a', 'price': 1.5, 'currency': 'JPY'} | price",
        "{'title': 'a', 'price': 1e400, 'currency': 'EUR'} | price",
        "{'title': 'a', 'price': 1, 'currency': 'EURO'} | currency",
        "{'title': 'a', 'price': 1, 'currency': 'XAU'}  | currency",
        "{'title': 'a', 'compare_at_price': 1}          | currency",
        "{'title': 'a', 'highest_price': 1, 'currency': 'EUR'} | price",
        "{'title': 'a', 'price': 2, 'highest_price': 1, 'currency': 'EUR'} | highest_price",
        "{'title': 'a', 'images': 'x'}                  | images",
        "{'title': 'a', 'images': [null]}               | images[0]",
        "{'title': 'a', 'images': ['ftp://a.example/x']} | images[0]",
        "{'title': 'a', 'images': ['https://a.example/LONG']} | images[0]",
        "{'title': 'a', 'url': 'javascript:alert(1)'}   | url",
        "{'title': 'a', 'url': 'no address'}            | url",
        "{'title': 'a', 'stock': -1}                    | stock",
        "{'title': 'a', 'stock': 1.5}                   | stock",
        "{'title': 'a', 'external_product_id': ''}      | external_product_id",
        "{'title': 'a', 'external_product_id': 5}       | external_product_id",
        "{'title': 'a', 'product_options': [{}]}        | product_options[0].name",
        "{'title': 'a', 'product_options': [{'name': 'Size', 'values': []}]} | product_options[0].values",
        "{'title': 'a', 'platforms': []}                | platforms",
        "{'title': 'a', 'platforms': ['MYSPACE']}       | platforms[0]",
        "{'title': 'a', 'platforms': [null]}            | platforms[0]",
        "{'title': 'a', 'platforms': ['TIKTOK', 'TIKTOK']} | platforms[1]",
        "{'title': 'a', 'tone': 'RUDE'}                 | tone",
        "{'title': 'a', 'language': 'not a language'}   | language",
        "{'title': 'a', 'language': 'x-private'}        | language",
        "{'title': 'a', 'media': []}                    | media",
        "{'title': 'a', 'media': [{}]}                  | media[0].id",
        "{'title': 'a', 'media': [null]}                | media[0].id",
        "{'title': 'a', 'media': [{'id': 'x'}]}         | media[0].id",
        "{'title': 'a', 'media': [{'url': 'https://a.example/x'}]} | media[0].url",
        "{'title': 'a', 'again': 'yes'}                 | again",
        "{'title': 'a', 'status': 'APPROVED'}           | status",
        "{'title': 'a', 'workspace_id': 'x'}            | workspace_id",
        "{'items': []}                                  | items",
        "{'items': {}}                                  | items",
        "{'title': 'a', 'items': [{'title': 'b'}]}      | items",
        "{'items': [{'title': 1}]}                      | items[0].title",
        "{'items': [{'nope': 1}]}                       | items[0].nope",
        "[]                                             | body",
        "'text'                                         | body",
      })
  void aProductThatIsNotOneIsNotQueued(String body, String field) {
    var refused = shop.post("/queue", sketch(body)).is(422);

    assertThat(refused.body().get("errors").toString()).contains("\"field\":\"" + field + "\"");
    assertThat(count("select count(*) from product where workspace_id = '" + shop.id + "'"))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'platforms': []}                                       | platforms",
        "{'tone': 'RUDE'}                                        | tone",
        "{'language': '??'}                                      | language",
        "{'captions': 'x'}                                       | captions",
        "{'captions': {'MYSPACE': {'caption': 'a'}}}             | captions",
        "{'captions': {'TIKTOK': {'caption': 'a'}}}              | captions.TIKTOK",
        "{'captions': {'INSTAGRAM': {'caption': ' '}}}           | captions.INSTAGRAM.caption",
        "{'captions': {'INSTAGRAM': {'caption': null}}}          | captions.INSTAGRAM.caption",
        "{'captions': {'INSTAGRAM': {'caption': 'LONG'}}}        | captions.INSTAGRAM.caption",
        "{'captions': {'INSTAGRAM': {'caption': 1}}}             | captions.INSTAGRAM.caption",
        "{'captions': {'INSTAGRAM': {'hashtags': ['two words']}}} | captions.INSTAGRAM.hashtags[0]",
        "{'captions': {'INSTAGRAM': {'writer': 'me'}}}           | captions.INSTAGRAM.writer",
        "{'captions': {'INSTAGRAM': {'unsupported': []}}}        | captions.INSTAGRAM.unsupported",
        "{'options': {'TIKTOK': {'privacy_level': 'SELF_ONLY'}}} | options.TIKTOK",
        "{'options': {'INSTAGRAM': []}}                          | options.INSTAGRAM",
        "{'media': []}                                           | media",
        "{'media': [TWICE, TWICE]}                               | media[1].id",
        "{'media': [TWICE,TWICE,TWICE,TWICE,TWICE,TWICE,TWICE,TWICE,TWICE,TWICE,TWICE]} | media",
        "{'media': [null]}                                       | media[0].id",
        "{'media': [{'id': 'x'}]}                                | media[0].id",
        "{'product': null}                                       | product",
        "{'product': {'title': null}}                            | product.title",
        "{'product': {'price': 5}}                               | product.currency",
        "{'product': {'external_product_id': 'x'}}               | product.external_product_id",
        "{'approval': null}                                      | approval",
        "{'status': 'APPROVED'}                                  | status",
        "[{'op': 'remove', 'path': '/captions'}]                 | body",
      })
  void aPatchThatIsNotOneChangesNothing(String body, String field) {
    var item = shop.written("Mug", "As it was");
    var before = shop.read(item);

    var refused = shop.patch(item, sketch(body)).is(422);

    assertThat(refused.body().get("errors").toString()).contains("\"field\":\"" + field + "\"");
    assertThat(shop.read(item).body()).isEqualTo(before.body());
    assertThat(shop.read(item).eTag()).isEqualTo(before.eTag());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                       | action",
        "{'action': 'explode', 'items': [{'id': 'ID'}]}           | action",
        "{'action': 'edit', 'items': [{'id': 'ID'}]}              | action",
        "{'action': 'delete'}                                     | items",
        "{'action': 'delete', 'items': []}                        | items",
        "{'action': 'delete', 'items': [{}]}                      | items[0].id",
        "{'action': 'delete', 'items': [{'id': 'x'}]}             | items[0].id",
        "{'action': 'delete', 'items': [{'id': 'ID'}, {'id': 'ID'}]} | items[1].id",
        "{'action': 'delete', 'items': [{'id': 'ID'}], 'reason': 'x'} | reason",
        "{'action': 'delete', 'items': [{'id': 'ID'}], 'account_ids': ['ID']} | account_ids",
        "{'action': 'delete', 'items': [{'id': 'ID'}], 'schedule': {}} | schedule",
        "{'action': 'delete', 'items': [{'id': 'ID', 'schedule': {}}]} | items[0].schedule",
        "{'action': 'delete', 'items': [{'id': 'ID', 'account_ids': ['ID']}]} | items[0].account_ids",
        "{'action': 'schedule', 'items': [{'id': 'ID'}], 'schedule': {'auto': true}} | items[0].account_ids",
        "{'action': 'schedule', 'items': [{'id': 'ID'}], 'account_ids': ['ID']} | items[0].schedule",
        "{'action': 'schedule', 'items': [{'id': 'ID', 'account_ids': []}], 'schedule': {'auto': true}} | items[0].account_ids",
        "{'action': 'schedule', 'items': [{'id': 'ID', 'account_ids': ['x']}]} | items[0].account_ids[0]",
      })
  void aBulkRequestThatIsNotOneDoesNothing(String body, String field) {
    var item = shop.item("Mug");

    var refused = shop.post("/queue/bulk", sketch(body).replace("ID", item.toString())).is(422);

    assertThat(refused.body().get("errors").toString()).contains("\"field\":\"" + field + "\"");
    shop.read(item);
  }

  @ParameterizedTest
  @CsvSource({
    "/queue?limit=0,      limit",
    "/queue?limit=101,    limit",
    "/queue?limit=x,      limit",
    "/queue?cursor=x,     cursor",
    "/queue?cursor=bnVsbA, cursor",
    "/queue?status=NOPE,  status",
    "/queue?nope=1,       nope",
  })
  void aQuestionThatIsNotOneIsRefusedByName(String path, String field) {
    assertThat(shop.get(path).is(422).field()).isEqualTo(field);
  }

  /** Generated from the routes, so that a new one cannot be forgotten. */
  @Test
  void noRouteTakesABodyOrAQuestionThatItDoesNotKnow() {
    var item = shop.written("Mug", "As it was");
    var before = shop.read(item);
    for (var route : Routes.of(mappings)) {
      var path = route.path(item);
      var question = shop.request(route.method(), path + "?nope=1", route.goodBody(), Map.of());
      assertThat(question.status()).as("%s?nope=1", route).isEqualTo(422);
      assertThat(question.code()).as("%s?nope=1", route).isEqualTo("unknown_parameter");
      if (route.readsJson()) {
        refusesBodies(route.method(), path);
      }
    }
    assertThat(shop.read(item).body()).isEqualTo(before.body());
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
  void idsThatCannotBeAreNotFound() {
    shop.get("/queue/none").is(404);
    shop.get("/queue/none/versions").is(404);
    shop.patch(UUID.randomUUID(), "{}").is(404);
    shop.post("/queue/none/reopen", "{}").is(404);
  }

  private static String sketch(String body) {
    return json(body.strip())
        .replace("LONG", "x".repeat(70_000))
        .replace("TWICE", "{\"id\": \"01890a5d-ac96-774b-bcce-b302099a8057\"}");
  }
}
