package com.postpilot.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Answer;
import com.postpilot.account.testing.FakeInstagram.Person;
import com.postpilot.account.testing.FakeTikTok;
import com.postpilot.common.testing.TestPostgres;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class TenantWallIT extends AccountServiceTest {
  private static final List<String> TABLES =
      List.of("account", "token", "connection", "revocation", "idempotency_key");

  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

  @Test
  void everyEndpointKnowsNothingOfAnotherWorkspacesIds() {
    var account = connected(Person.named("walled"));
    var connection = begin().id();
    var stranger = UUID.randomUUID();

    var tried = new HashSet<String>();
    for (var mapping : requestMappingHandlerMapping.getHandlerMethods().keySet()) {
      for (var pattern : mapping.getPatternValues()) {
        if (pattern.startsWith("/api/v1/accounts/") && pattern.contains("{")) {
          var path =
              pattern.replace("{id}", pattern.contains("connections") ? connection : "" + account);
          for (var method : mapping.getMethodsCondition().getMethods()) {
            tried.add(method + " " + pattern);
            assertUnknown(method + " " + path, asOwner(stranger, method, path));
          }
        } else if (pattern.contains("{accountId}")) {
          var path =
              pattern
                  .replace("{workspaceId}", stranger.toString())
                  .replace("{accountId}", account.toString());
          for (var method : mapping.getMethodsCondition().getMethods()) {
            tried.add(method + " " + pattern);
            assertUnknown(
                path,
                method == RequestMethod.GET
                    ? service().get(path)
                    : service().post(path, "{\"generation\": 1, \"error_code\": \"190\"}"));
          }
        }
      }
    }

    assertThat(tried).hasSizeGreaterThanOrEqualTo(9);
    assertThat(anonymous().owner(stranger).get("/api/v1/accounts").json().at("/items")).isEmpty();
    assertThat(health(account)).isEqualTo("OK");
  }

  private Answer asOwner(UUID workspaceId, RequestMethod method, String path) {
    var api = anonymous().owner(workspaceId);
    return switch (method) {
      case GET -> api.get(path);
      case DELETE -> api.delete(path);
      case POST -> api.post(path, "{}");
      default -> throw new IllegalStateException("No request for " + method);
    };
  }

  private static void assertUnknown(String request, Answer answer) {
    assertThat(answer.status()).as(request + ": " + answer.body()).isEqualTo(404);
    assertThat(answer.text("/code")).isEqualTo("not_found");
  }

  @Test
  void aQueryWithoutAFilterSeesTheRowsOfItsOwnWorkspaceAlone() throws SQLException {
    connected(Person.named("row"));
    var gone = connected(FakeTikTok.Person.named("row"));
    owner().delete("/api/v1/accounts/" + gone);
    owner()
        .post(
            "/api/v1/accounts/connect",
            "{\"platform\": \"INSTAGRAM\"}",
            "Idempotency-Key",
            UUID.randomUUID().toString());

    for (var table : TABLES) {
      assertThat(rows(table, workspace.toString())).as(table).isPositive();
      assertThat(rows(table, UUID.randomUUID().toString())).as(table).isZero();
      assertThat(rows(table, "")).as(table).isZero();
    }
  }

  private static int rows(String table, String workspaceId) throws SQLException {
    try (var connection = TestPostgres.instance().app("account");
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local postpilot.workspace = '" + workspaceId + "'");
      var rows = statement.executeQuery("select count(*) from " + table);
      rows.next();
      return rows.getInt(1);
    }
  }
}
