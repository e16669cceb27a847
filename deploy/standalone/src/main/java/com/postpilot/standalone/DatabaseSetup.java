package com.postpilot.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

/** Gives an empty server the database, schemas and roles of the suite; again and again if asked. */
final class DatabaseSetup {
  private DatabaseSetup() {}

  static void createDatabase(Connection connection, String name) throws SQLException {
    try (var exists = connection.prepareStatement("select from pg_database where datname = ?")) {
      exists.setString(1, name);
      if (exists.executeQuery().next()) {
        return;
      }
    }
    try (var create = connection.createStatement()) {
      create.execute("create database " + create.enquoteIdentifier(name, true));
    }
  }

  /** Runs {@code deploy/postgres/init.sql}, which takes the passwords from settings. */
  static void createSchemas(Connection connection, Secrets secrets)
      throws SQLException, IOException {
    try (var setting = connection.prepareStatement("select set_config(?, ?, false)")) {
      for (var service : Service.values()) {
        for (var password : service.databasePasswords()) {
          setting.setString(1, settingOf(password));
          setting.setString(2, secrets.get(password));
          setting.execute();
        }
      }
    }
    try (var script = DatabaseSetup.class.getResourceAsStream("/postgres/init.sql");
        var statement = connection.createStatement()) {
      var sql = Objects.requireNonNull(script).readAllBytes();
      statement.execute(new String(sql, StandardCharsets.UTF_8));
    }
  }

  /** {@code POSTPILOT_DB_POST_APP_PASSWORD} is {@code postpilot.post_app_password} there. */
  private static String settingOf(String password) {
    return password.replaceFirst("POSTPILOT_DB_", "postpilot.").toLowerCase(Locale.ROOT);
  }
}
