package com.postpilot.queue.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.TestPostgres;
import com.postpilot.queue.QueueServiceIT;
import com.postpilot.queue.Routes;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class TenantWallIT extends QueueServiceIT {
  @Autowired
  @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

  final Workspace stranger = new Workspace();

  /** Generated from the routes, so that a new one cannot be forgotten. */
  @Test
  void everyRouteWithAnIdIsBlindToAnotherWorkspacesIds() {
    var item = shop.written("Mine alone", "Not for others");
    var before = shop.read(item);
    var routes = Routes.of(mappings).stream().filter(Routes.Route::hasId).toList();

    assertThat(routes).hasSizeGreaterThanOrEqualTo(5);
    for (var route : routes) {
      var reply = stranger.request(route.method(), route.path(item), route.goodBody(), Map.of());
      assertThat(reply.status()).as("%s: %s", route, reply.body()).isEqualTo(404);
      assertThat(reply.body().toString()).doesNotContain("Mine alone", "Not for others");
    }
    assertThat(shop.read(item).body()).isEqualTo(before.body());
    assertThat(shop.read(item).eTag()).isEqualTo(before.eTag());
  }

  @Test
  void listsShowOnlyTheirOwn() {
    shop.item("Mine alone");

    assertThat(stranger.get("/queue").is(200).body().get("items").isEmpty()).isTrue();
    assertThat(stranger.get("/queue?q=alone").is(200).body().get("items").isEmpty()).isTrue();
  }

  @Test
  void anotherWorkspacesProductIsNotTheSameProduct() {
    var body = json("{'title': 'Mug', 'external_product_id': 'SKU-1'}");

    var mine = shop.post("/queue", body).is(201);
    var theirs = stranger.post("/queue", body).is(201);

    assertThat(theirs.at("/product/id")).isNotEqualTo(mine.at("/product/id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'approve'",
        "'reject', 'reason': 'No'",
        "'generate'",
        "'reopen'",
        "'delete'",
        "'schedule', 'account_ids': ['ITEM'], 'schedule': {'scheduled_at': '2099-01-01T00:00:00Z'}",
      })
  void inBulkAnotherWorkspacesItemsAreNotThere(String action) {
    var item = shop.written("Mine alone", "Not for others");
    var before = shop.read(item);

    var reply =
        stranger
            .post(
                "/queue/bulk",
                json("{'action': %s, 'items': [{'id': 'ITEM'}]}".formatted(action))
                    .replace("ITEM", item.toString()))
            .is(200);

    assertThat(reply.at("/items/0/status")).isEqualTo("404");
    assertThat(reply.body().toString()).doesNotContain("Mine alone", "Not for others");
    assertThat(shop.read(item).body()).isEqualTo(before.body());
  }

  @Test
  void withoutATenantTheServiceSeesNoRows() throws SQLException {
    shop.item("walled");
    try (var connection = TestPostgres.instance().app("queue");
        var statement = connection.createStatement()) {
      for (var table : List.of("product", "product_version", "item", "item_version")) {
        try (var rows = statement.executeQuery("select count(*) from " + table)) {
          rows.next();
          assertThat(rows.getLong(1)).as(table).isZero();
        }
        assertThat(count("select count(*) from " + table)).as(table).isPositive();
      }
    }
  }

  @Test
  void everyTableWithAWorkspaceIsWalled() {
    assertThat(
            count(
                """
                select count(*) from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'queue'::regnamespace and c.relkind = 'r'
                  and a.attname = 'workspace_id' and not (c.relrowsecurity and c.relforcerowsecurity)
                """))
        .isZero();
  }

  @Test
  void nobodyGetsInWithoutAToken() {
    assertThat(request(null, "GET", "/queue", null, Map.of()).is(401).code())
        .isEqualTo("unauthenticated");
    assertThat(request("nonsense", "POST", "/queue", "{}", Map.of()).is(401).code())
        .isEqualTo("unauthenticated");
  }
}
