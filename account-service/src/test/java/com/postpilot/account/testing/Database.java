package com.postpilot.account.testing;

import com.postpilot.common.testing.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The schema of the service, without any wall. */
public final class Database {
  private Database() {}

  /** Runs a statement and returns how many rows it changed. */
  public static int change(String sql, Object... parameters) {
    try (var connection = TestPostgres.instance().superuser();
        var statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of every row, as text. */
  public static List<String> texts(String sql, Object... parameters) {
    try (var connection = TestPostgres.instance().superuser();
        var statement = prepare(connection, sql, parameters);
        var rows = statement.executeQuery()) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (var path = connection.createStatement()) {
      path.execute("set search_path = account");
    }
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
