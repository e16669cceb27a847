package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.TestIdentity;
import com.postpilot.common.testing.TestPostgres;
import com.postpilot.post.PostServiceIT;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class TenantWallIT extends PostServiceIT {
  @Autowired
  @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

  final Workspace stranger = new Workspace();

  /** Generated from the routes, so that a new one cannot be forgotten. */
  @Test
  void everyRouteWithAnIdIsBlindToAnotherWorkspacesIds() {
    var post = shop.scheduled("mine", inHours(5));
    var target = shop.targetId(post);
    var picture = shop.picture();
    var before = shop.read(post).body();
    int routes = 0;
    for (var route : mappings.getHandlerMethods().entrySet()) {
      var info = route.getKey();
      if (!hasId(route.getValue().getMethod()) || info.getPathPatternsCondition() == null) {
        continue;
      }
      for (var pattern : info.getPathPatternsCondition().getPatternValues()) {
        if (!pattern.startsWith("/api/v1/")) {
          continue;
        }
        var id = pattern.contains("/media") ? picture : post;
        var path =
            pattern
                .replace("/api/v1", "")
                .replace("{id}", id.toString())
                .replace("{targetId}", target.toString());
        for (var method : info.getMethodsCondition().getMethods()) {
          var reply =
              stranger.request(
                  method.name(), path, method.name().equals("GET") ? null : body(path), Map.of());
          assertThat(reply.status()).as("%s %s: %s", method, path, reply.body()).isEqualTo(404);
          assertThat(reply.body().toString()).doesNotContain("mine");
          routes++;
        }
      }
    }
    assertThat(routes).isGreaterThanOrEqualTo(12);
    assertThat(shop.read(post).body().get("status")).isEqualTo(before.get("status"));
    assertThat(shop.read(post).eTag()).isEqualTo("\"2\"");
  }

  @Test
  void listsShowOnlyTheirOwn() {
    shop.scheduled("mine", inHours(5));
    var today = java.time.LocalDate.now(java.time.ZoneOffset.UTC);

    assertThat(stranger.get("/posts").is(200).body().get("items").isEmpty()).isTrue();
    assertThat(stranger.get("/media").is(200).body().get("items").isEmpty()).isTrue();
    assertThat(
            stranger
                .get(
                    "/posts/calendar?start_date=%s&end_date=%s".formatted(today, today.plusDays(2)))
                .is(200)
                .body()
                .get("days")
                .isEmpty())
        .isTrue();
  }

  @Test
  void anotherWorkspacesAccountsAndMediaAreNotThere() {
    var theirAccount = stranger.instagram();
    var theirPicture = stranger.picture();
    var account = shop.instagram();
    var post = shop.draft("mine", account);

    assertThat(shop.post("/posts", draftJson("x", theirAccount, shop.picture())).is(404).field())
        .isEqualTo("targets[0].account_id");
    assertThat(shop.post("/posts", draftJson("x", account, theirPicture)).is(404).field())
        .isEqualTo("media[0].id");
    assertThat(
            shop.patch(post, "{\"media\": [{\"id\": \"%s\"}]}".formatted(theirPicture))
                .is(404)
                .field())
        .isEqualTo("media[0].id");
    assertThat(
            shop.patch(post, "{\"targets\": [{\"account_id\": \"%s\"}]}".formatted(theirAccount))
                .is(404)
                .field())
        .isEqualTo("targets[0].account_id");
    assertThat(shop.read(post).eTag()).isEqualTo("\"1\"");
  }

  @Test
  void aValidationIsBlindToThemToo() {
    var theirs = draftJson("x", stranger.instagram(), shop.picture());
    var pictured = draftJson("x", shop.instagram(), stranger.picture());

    assertThat(shop.post("/posts/validate", theirs).is(404).field())
        .isEqualTo("targets[0].account_id");
    assertThat(shop.post("/posts/validate", pictured).is(404).field()).isEqualTo("media[0].id");
    assertThat(internally("/posts/validate", theirs).is(404).field())
        .isEqualTo("targets[0].account_id");
    assertThat(internally("/posts/validate", pictured).is(404).field()).isEqualTo("media[0].id");
  }

  @Test
  void internalRoutesAreForServicesAlone() {
    var path = "/workspaces/" + shop.id + "/posts/validate";
    var json = draftJson("x", shop.instagram(), shop.picture());
    var owner = TestIdentity.instance().ownerToken(shop.id);

    internal(null, path, json).is(401);
    assertThat(internal(owner, path, json).is(403).code()).isEqualTo("forbidden");
    assertThat(internally("/posts/validate", json).is(200).body().get("status").asString())
        .isEqualTo("ready");
  }

  private Reply internally(String path, String json) {
    return internal(
        TestIdentity.instance().serviceToken("queue-service"),
        "/workspaces/" + shop.id + path,
        json);
  }

  @Test
  void withoutATenantTheServiceSeesNoRows() throws SQLException {
    shop.scheduled("walled", inHours(5));
    shop.post(
            "/posts",
            "{\"caption\": \"own\", \"targets\": [{\"account_id\": \"%s\", \"media\": [{\"id\": \"%s\"}]}]}"
                .formatted(shop.instagram(), shop.picture()))
        .is(201);
    shop.request("PUT", "/posts/settings", "{\"misfire_window_minutes\": 30}", Map.of()).is(200);
    var tables =
        List.of(
            "post",
            "post_target",
            "post_media",
            "post_target_media",
            "media",
            "timeline",
            "usage",
            "account");
    try (var connection = TestPostgres.instance().app("post");
        var statement = connection.createStatement()) {
      for (var table : tables) {
        try (var rows = statement.executeQuery("select count(*) from " + table)) {
          rows.next();
          assertThat(rows.getLong(1)).as(table).isZero();
        }
        assertThat(count("select count(*) from " + table)).as(table).isPositive();
      }
    }
  }

  /** The tables that have no wall say nothing about a workspace. */
  @Test
  void everyTableWithAWorkspaceIsWalled() {
    assertThat(
            count(
                """
                select count(*) from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'post'::regnamespace and c.relkind = 'r'
                  and a.attname = 'workspace_id' and not (c.relrowsecurity and c.relforcerowsecurity)
                """))
        .isZero();
  }

  @Test
  void nobodyGetsInWithoutAToken() {
    assertThat(request(null, "GET", "/posts", null, Map.of()).is(401).code())
        .isEqualTo("unauthenticated");
    assertThat(request("nonsense", "POST", "/posts", "{}", Map.of()).is(401).code())
        .isEqualTo("unauthenticated");
  }

  private static boolean hasId(Method handler) {
    for (var parameter : handler.getParameters()) {
      if (parameter.isAnnotationPresent(PathVariable.class) && parameter.getType() == UUID.class) {
        return true;
      }
    }
    return false;
  }

  private static String body(String path) {
    if (path.endsWith("/schedule")) {
      return "{\"schedule\": {\"scheduled_at\": \"2040-01-01T00:00:00Z\"}}";
    }
    if (path.endsWith("/variants")) {
      return "{\"platform\": \"INSTAGRAM\", \"fit\": \"pad\"}";
    }
    return path.endsWith("/resolve") ? "{\"outcome\": \"published\"}" : "{}";
  }
}
