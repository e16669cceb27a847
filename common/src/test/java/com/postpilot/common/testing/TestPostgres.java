package com.postpilot.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL with the schemas and roles of {@code deploy/postgres/init.sql}. */
public final class TestPostgres {
  static final List<String> SCHEMAS = List.of("auth", "account", "post", "publisher", "queue");
  static final String PASSWORD = "test-password";
  private static final String DATABASE = "postpilot";

  private final TestDatabaseServer server = TestDatabaseServer.start();

  private TestPostgres() {
    try {
      createDatabase();
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL was not set up", e);
    }
  }

  private static final class Holder {
    static final TestPostgres INSTANCE = new TestPostgres();
  }

  public static TestPostgres instance() {
    return Holder.INSTANCE;
  }

  public String url() {
    return url(DATABASE);
  }

  private String url(String database) {
    return "jdbc:postgresql://" + server.address() + "/" + database;
  }

  /** A connection that no policy applies to. */
  public Connection superuser() throws SQLException {
    return superuser(DATABASE);
  }

  private Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(url(database), server.superuser(), server.password());
  }

  /** A connection with the rights of the service that owns {@code schema}. */
  public Connection app(String schema) throws SQLException {
    return DriverManager.getConnection(url(), schema + "_app", PASSWORD);
  }

  private void createDatabase() throws SQLException {
    try (var connection = superuser("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create database " + DATABASE);
    }
    try (var connection = superuser();
        var statement = connection.createStatement()) {
      for (var schema : SCHEMAS) {
        for (var role : List.of("owner", "app")) {
          statement.execute(
              "set postpilot.%s_%s_password = '%s'".formatted(schema, role, PASSWORD));
        }
      }
      statement.execute(initSql());
    }
  }

  private static String initSql() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      var file = folder.resolve("deploy/postgres/init.sql");
      if (Files.exists(file)) {
        try {
          return Files.readString(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new IllegalStateException("No deploy/postgres/init.sql above the working directory");
  }
}
