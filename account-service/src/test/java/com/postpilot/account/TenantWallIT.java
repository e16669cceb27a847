package com.postpilot.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Database;
import com.postpilot.account.testing.FakeInstagram.Person;
import com.postpilot.account.testing.FakeTikTok;
import com.postpilot.common.testing.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantWallIT extends AccountServiceTest {
  private static final List<String> TABLES =
      List.of("account", "token", "connection", "revocation", "idempotency_key");

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

    assertThat(
            Database.texts(
                """
                select table_name from information_schema.columns
                where table_schema = 'account' and column_name = 'workspace_id'
                """))
        .containsExactlyInAnyOrderElementsOf(TABLES);
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
