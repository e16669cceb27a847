package com.postpilot.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Answer;
import com.postpilot.account.testing.Api;
import com.postpilot.account.testing.FakeInstagram.Person;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What is true of every route there is. */
class RoutesIT extends AccountServiceTest {
  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

  private record Route(RequestMethod method, String pattern) {
    boolean isInternal() {
      return pattern.startsWith("/internal/");
    }

    /** For browsers and platforms, who have no credentials. */
    boolean isOpen() {
      return pattern.startsWith("/api/v1/oauth/")
          || pattern.startsWith("/api/v1/platform-callbacks/");
    }

    /** With {@code value} for every variable but the workspace. */
    String with(UUID workspaceId, Object value) {
      return pattern
          .replace("{workspaceId}", workspaceId.toString())
          .replaceAll("\\{\\w+}", value.toString());
    }

    Answer sent(Api api, String path, String body) {
      return switch (method) {
        case GET -> api.get(path);
        case DELETE -> api.delete(path);
        case POST -> api.post(path, body);
        default -> throw new IllegalStateException("No request for " + method);
      };
    }
  }

  private List<Route> routes() {
    var routes =
        requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
            .flatMap(
                mapping ->
                    mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.matches("/(api|internal)/.*"))
                        .flatMap(
                            pattern ->
                                mapping.getMethodsCondition().getMethods().stream()
                                    .map(method -> new Route(method, pattern))))
            .toList();
    assertThat(routes).hasSizeGreaterThanOrEqualTo(16);
    return routes;
  }

  private Stream<Route> closed() {
    return routes().stream().filter(route -> !route.isOpen());
  }

  private Api entitled(Route route) {
    return route.isInternal() ? service() : owner();
  }

  @Test
  void withoutCredentialsOnlyBrowsersAndPlatformsAreAnswered() {
    closed()
        .forEach(
            route -> {
              var path = route.with(workspace, UUID.randomUUID());
              assertRefused(route, route.sent(anonymous(), path, "{}"), 401);
              assertRefused(route, route.sent(anonymous().withToken("nonsense"), path, "{}"), 401);
              if (route.isInternal()) {
                assertRefused(route, route.sent(owner(), path, "{}"), 403);
              }
            });
  }

  @Test
  void noRouteKnowsAnythingOfAnotherWorkspacesIds() {
    var account = connected(Person.named("walled"));
    var connection = begin().id();
    var stranger = UUID.randomUUID();
    var ofOne =
        closed().filter(route -> route.pattern().matches(".*\\{(id|accountId)}.*")).toList();

    assertThat(ofOne).hasSizeGreaterThanOrEqualTo(9);
    for (var route : ofOne) {
      var id = route.pattern().contains("/connections/") ? connection : account;
      var api = route.isInternal() ? service() : anonymous().owner(stranger);
      var body = route.isInternal() ? "{\"generation\": 1, \"error_code\": \"190\"}" : "{}";
      assertRefused(route, route.sent(api, route.with(stranger, id), body), 404);
    }
    assertThat(anonymous().owner(stranger).get("/api/v1/accounts").json().at("/items")).isEmpty();
    assertThat(health(account)).isEqualTo("OK");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "7", "00000000-0000-0000-0000-000000000000", "%00", "%FF"})
  void nonsenseInAPathNamesNothing(String nonsense) {
    for (var route : routes()) {
      if (route.pattern().contains("{")) {
        var path = route.with(workspace, nonsense);
        var answer = route.sent(route.isOpen() ? anonymous() : entitled(route), path, "{}");
        assertThat(answer.status()).as(route + ": " + answer.body()).isBetween(400, 499);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "7", "\"x\"", "null", "{\"nonsense\": 1}", "{\"\": {}}"})
  void nonsenseInABodyChangesNothing(String body) {
    closed()
        .filter(route -> route.method() == RequestMethod.POST)
        .forEach(
            route -> {
              var path = route.with(workspace, UUID.randomUUID());
              var answer = route.sent(entitled(route), path, body);
              assertThat(answer.status()).as(route + ": " + answer.body()).isBetween(400, 499);
              assertThat(answer.text("/code")).as(route.toString()).isNotEmpty();
            });
  }

  @Test
  void aParameterThatNobodyKnowsIsRefusedByItsName() {
    closed()
        .forEach(
            route -> {
              var path = route.with(workspace, UUID.randomUUID()) + "?nonsense=1";
              var answer = route.sent(entitled(route), path, "{}");
              assertRefused(route, answer, 422);
              assertThat(answer.text("/errors/0/field")).as(route.toString()).isEqualTo("nonsense");
            });
  }

  private static void assertRefused(Route route, Answer answer, int status) {
    assertThat(answer.status()).as(route + ": " + answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.text("/code")).isNotEmpty();
  }
}
