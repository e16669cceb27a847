package com.postpilot.common.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL server that ends with the JVM.
 *
 * @param address {@code host:port}
 */
record TestDatabaseServer(String address, String superuser, String password) {

  static TestDatabaseServer start() {
    return switch (TestServers.chosen()) {
      case EMBEDDED -> embedded();
      case TESTCONTAINERS -> container();
    };
  }

  private static TestDatabaseServer embedded() {
    try {
      var server =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("max_connections", "200")
              .setServerConfig("shared_buffers", "64MB")
              .setServerConfig("timezone", "UTC")
              .start();
      return new TestDatabaseServer("localhost:" + server.getPort(), "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  @SuppressWarnings("resource") // Testcontainers ends it with the JVM
  private static TestDatabaseServer container() {
    var server =
        new PostgreSQLContainer("postgres:18").withCommand("postgres", "-c", "max_connections=200");
    server.start();
    return new TestDatabaseServer(
        server.getHost() + ":" + server.getFirstMappedPort(),
        server.getUsername(),
        server.getPassword());
  }
}
