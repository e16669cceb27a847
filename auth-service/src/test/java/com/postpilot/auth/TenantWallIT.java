package com.postpilot.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.TestPostgres;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RunningAuthService
class TenantWallIT {
  static final List<String> TABLES =
      List.of(
          "app_user",
          "workspace",
          "membership",
          "session",
          "refresh_token",
          "signing_key",
          "throttle",
          "link",
          "mail");

  @Autowired Api api;

  @Test
  void withoutATenantThereAreNoRows() throws Exception {
    api.register();

    try (var connection = TestPostgres.instance().app("auth")) {
      for (var table : TABLES) {
        assertThat(count(connection, table)).as(table).isZero();
      }
    }
  }

  @Test
  void aWorkspaceSeesItselfAndNothingOfPeople() throws Exception {
    var ada = api.register();
    api.register();

    try (var connection = TestPostgres.instance().app("auth");
        var statement = connection.createStatement()) {
      statement.execute(
          "select set_config('postpilot.workspace', '" + ada.workspaceId() + "', false)");
      for (var table : TABLES) {
        assertThat(count(connection, table))
            .as(table)
            .isEqualTo(table.equals("workspace") || table.equals("membership") ? 1 : 0);
      }
    }
  }

  @Test
  void everyTableButTheQueuesOfEventsIsWalled() throws Exception {
    try (var connection = TestPostgres.instance().superuser();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select relname from pg_class
                where relnamespace = 'auth'::regnamespace and relkind = 'r'
                  and not (relrowsecurity and relforcerowsecurity)
                """)) {
      var open = new ArrayList<String>();
      while (rows.next()) {
        open.add(rows.getString(1));
      }
      assertThat(open).containsExactlyInAnyOrder("outbox", "inbox", "databasechangelog");
    }
  }

  private static long count(Connection connection, String table) throws Exception {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }
}
