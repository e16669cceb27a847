package com.postpilot.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.postpilot.standalone.EmbeddedPostgres.Shutdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
  private static final Path BINARIES = Path.of("target/postgresql");

  @TempDir Path directory;
  EmbeddedPostgres postgres;
  Secrets secrets;

  @BeforeEach
  void startAndPrepare() throws Exception {
    secrets = Secrets.keptIn(directory.resolve("secrets.properties"));
    postgres = serverOn(FreePorts.next());
    postgres.start();
    postgres.prepare(secrets);
  }

  @AfterEach
  void stop() throws IOException {
    postgres.close();
  }

  @Test
  void whatIsCommittedIsOnDisk() throws SQLException {
    try (var connection = connectAs("post_app")) {
      assertThat(ask(connection, "show fsync")).isEqualTo("on");
      assertThat(ask(connection, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(connection, "show full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void aPasswordIsAskedForAlsoOnThisMachine() {
    assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "post_app", "guessed"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void aServiceFindsItsOwnTablesAndNobodyElses() throws SQLException {
    try (var owner = connectAs("post_owner")) {
      owner.createStatement().execute("create table draft (text text)");
    }
    try (var post = connectAs("post_app");
        var publisher = connectAs("publisher_app")) {
      post.createStatement().execute("insert into draft values ('mine')");

      assertThat(ask(post, "select text from draft")).isEqualTo("mine");
      assertThatThrownBy(() -> ask(publisher, "select text from post.draft"))
          .hasMessageContaining("permission denied for schema post");
    }
  }

  @Test
  void theRuntimeRoleWorksAcrossTenantsOnlyWhenItSaysSo() throws SQLException {
    try (var owner = connectAs("post_owner")) {
      owner
          .createStatement()
          .execute(
              """
              create table draft (text text);
              alter table draft enable row level security, force row level security;
              create policy everything on draft to post_system using (true);
              """);
    }
    try (var app = connectAs("post_app")) {
      app.setAutoCommit(false);
      app.createStatement().execute("set local role post_system");
      app.createStatement().execute("insert into draft values ('of some tenant')");
      assertThat(ask(app, "select count(*) from draft")).isEqualTo("1");
      app.commit();

      assertThat(ask(app, "select count(*) from draft")).isEqualTo("0");
    }
  }

  @Test
  void preparingAgainChangesNothing() throws Exception {
    postgres.prepare(secrets);

    try (var connection = connectAs("auth_app")) {
      assertThat(ask(connection, "show search_path")).isEqualTo("auth");
    }
  }

  @Test
  void theServerOfAKilledStartIsStoppedAndItsDataAreKept() throws Exception {
    remember("survives");
    var orphan = postgres.process().orElseThrow();

    postgres = serverOn(FreePorts.next());
    postgres.start();

    await().until(() -> !orphan.isAlive());
    assertThat(remembered()).isEqualTo("survives");
  }

  @Test
  void whatWasCommittedSurvivesAKilledServer() throws Exception {
    remember("committed");
    var killed = postgres.process().orElseThrow();
    killed.destroyForcibly();
    killed.onExit().join();

    postgres.start();

    assertThat(remembered()).isEqualTo("committed");
  }

  @Test
  void whatWasCommittedSurvivesAnImmediateStop() throws Exception {
    remember("committed");

    postgres.stop(Shutdown.IMMEDIATE);
    postgres.start();

    assertThat(remembered()).isEqualTo("committed");
  }

  @Test
  void aStrangerWhoHasTheOldProcessIdIsLeftAlone() throws Exception {
    var pidFile = directory.resolve("postgres/data/postmaster.pid");
    var lines = Files.readAllLines(pidFile);
    postgres.stop(Shutdown.FAST);
    var stranger = new ProcessBuilder("sleep", "600").start();
    try {
      lines.set(0, Long.toString(stranger.pid()));
      Files.write(pidFile, lines);

      postgres.start();

      assertThat(stranger.isAlive()).isTrue();
      assertThat(postgres.process()).isPresent();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aFirstStartThatWasKilledHalfWayIsMadeAgain() throws Exception {
    postgres.stop(Shutdown.FAST);
    Files.move(directory.resolve("postgres/data"), directory.resolve("postgres/data.new"));

    postgres.start();
    postgres.prepare(secrets);

    try (var connection = connectAs("post_app")) {
      assertThat(ask(connection, "select 1")).isEqualTo("1");
    }
  }

  private EmbeddedPostgres serverOn(int port) throws IOException, InterruptedException {
    return new EmbeddedPostgres(
        directory.resolve("postgres"), BINARIES, port, secrets.get(Secrets.POSTGRES_PASSWORD));
  }

  private void remember(String text) throws SQLException {
    try (var owner = connectAs("post_owner")) {
      owner.createStatement().execute("create table note as select '" + text + "' as text");
    }
  }

  private String remembered() throws SQLException {
    try (var app = connectAs("post_app")) {
      return ask(app, "select text from note");
    }
  }

  private Connection connectAs(String role) throws SQLException {
    var password = secrets.get("POSTPILOT_DB_" + role.toUpperCase(Locale.ROOT) + "_PASSWORD");
    return DriverManager.getConnection(postgres.jdbcUrl(), role, password);
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    var answer = connection.createStatement().executeQuery(sql);
    answer.next();
    return answer.getString(1);
  }
}
