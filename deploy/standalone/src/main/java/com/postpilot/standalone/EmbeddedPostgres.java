package com.postpilot.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of our own: real durability, a small footprint, loopback only. Its processes
 * outlive a killed JVM; the next start finds and stops them.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  /** How a server is stopped. */
  public enum Shutdown {
    /** Ends the connections, writes a checkpoint. */
    FAST,
    /** Drops everything as a crash would; the next start recovers from the log. */
    IMMEDIATE
  }

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String SUPERUSER = "postgres";
  private static final String DATABASE = "postpilot";
  private static final String PATIENCE_SECONDS = "60";

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("max_connections", "150"),
          Map.entry("shared_buffers", "48MB"),
          Map.entry("work_mem", "4MB"),
          Map.entry("max_wal_size", "512MB"),
          Map.entry("wal_level", "minimal"),
          Map.entry("max_wal_senders", "0"),
          // Helpers that a database of this size does not need, each a process of its own.
          Map.entry("io_method", "sync"),
          Map.entry("max_worker_processes", "2"),
          Map.entry("max_logical_replication_workers", "0"),
          Map.entry("max_parallel_workers", "0"),
          Map.entry("max_parallel_workers_per_gather", "0"),
          Map.entry("autovacuum_max_workers", "2"),
          Map.entry("jit", "off"));

  private final Path directory;
  private final int port;
  private final String password;
  private final PostgresBinaries binaries;
  private final Unprivileged unprivileged;

  /**
   * @param directory holds the data and the server's log
   * @param binaries where PostgreSQL's programs are unpacked to; may be shared
   * @param password of the superuser {@code postgres}; the first start sets it
   */
  public EmbeddedPostgres(Path directory, Path binaries, int port, String password)
      throws IOException, InterruptedException {
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.password = password;
    this.binaries = PostgresBinaries.keptIn(binaries.toAbsolutePath());
    this.unprivileged = Unprivileged.find();
  }

  /** Where the database of the suite is found. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** Starts the server, on the data of last time or on new ones, and waits until it accepts. */
  public void start() throws IOException, InterruptedException {
    if (hasDataIn(directory)) {
      stopOrphan();
    } else {
      initialize();
    }
    run(pgCtl("start", "-o", options(), "-l", serverLog().toString()));
  }

  private String options() {
    var options = new StringBuilder("-p " + port);
    SETTINGS.forEach((name, value) -> options.append(" -c %s='%s'".formatted(name, value)));
    return options.toString();
  }

  /** Beside its place first, and then there in one move: a killed first start is made again. */
  private void initialize() throws IOException, InterruptedException {
    log.info("Making a new database in {}", data());
    Files.createDirectories(directory);
    unprivileged.own(directory);
    var draft = directory.resolve("data.new");
    FileSystemUtils.deleteRecursively(draft);
    var passwordFile = passwordFile();
    try {
      run(
          List.of(
              binaries.program("initdb"),
              "--pgdata=" + draft,
              "--username=" + SUPERUSER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--locale=C.UTF-8"));
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path passwordFile() throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    var file =
        Files.createTempFile(
            directory, "password", "", PosixFilePermissions.asFileAttribute(ownerOnly));
    Files.writeString(file, password);
    unprivileged.own(file);
    return file;
  }

  /** Stops the server that a killed JVM has left behind, if there is one. */
  public void stopOrphan() throws IOException, InterruptedException {
    var orphan = Postmaster.of(data());
    if (orphan.isPresent()) {
      log.warn(
          "Stopping the database server that an earlier, killed start left behind, pid {}",
          orphan.get().process().pid());
      stop(Shutdown.FAST);
    }
    Postmaster.forgetStranger(data());
  }

  /** Creates the database, its schemas and roles, or brings them up to date. */
  public void prepare(Secrets secrets) throws SQLException, IOException {
    try (var connection = DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, password)) {
      DatabaseSetup.createDatabase(connection, DATABASE);
    }
    try (var connection = DriverManager.getConnection(jdbcUrl(), SUPERUSER, password)) {
      DatabaseSetup.createSchemas(connection, secrets);
    }
  }

  /** Stops the server and waits until it is gone. */
  public void stop(Shutdown shutdown) throws IOException, InterruptedException {
    run(pgCtl("stop", "-m", shutdown.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public void close() throws IOException {
    try {
      if (process().isPresent()) {
        stop(Shutdown.FAST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server's process, while it runs. */
  public Optional<ProcessHandle> process() throws IOException {
    return Postmaster.of(data()).map(Postmaster::process);
  }

  /** Whether there are data of an earlier start. */
  static boolean hasDataIn(Path directory) {
    return Files.isDirectory(directory.resolve("data"));
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path serverLog() {
    return directory.resolve("server.log");
  }

  private List<String> pgCtl(String action, String... arguments) {
    var command = new ArrayList<String>();
    command.addAll(List.of(binaries.program("pg_ctl"), action, "-D", data().toString()));
    command.addAll(List.of("-w", "-t", PATIENCE_SECONDS));
    command.addAll(List.of(arguments));
    return command;
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(unprivileged.command(command))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(
          "PostgreSQL failed at %s:%n%s%n%s"
              .formatted(String.join(" ", command), output, endOfLog()));
    }
  }

  private String endOfLog() throws IOException {
    if (!Files.exists(serverLog())) {
      return "";
    }
    var lines = Files.readAllLines(serverLog());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }
}
