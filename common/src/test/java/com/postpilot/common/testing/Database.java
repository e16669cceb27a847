package com.postpilot.common.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What stands in the database, without any wall. Tables are named with their schema. */
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

  /** The first column of the first row, as text. */
  public static String text(String sql, Object... parameters) {
    try (var connection = TestPostgres.instance().superuser();
        var statement = prepare(connection, sql, parameters);
        var row = statement.executeQuery()) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many rows there are, as in {@code count("auth.session where user_id = ?", id)}. */
  public static long count(String of, Object... parameters) {
    return Long.parseLong(text("select count(*) from " + of, parameters));
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
