package com.postpilot.e2e.suite;

import com.postpilot.e2e.client.Sandbox;
import com.postpilot.standalone.Addresses;
import com.postpilot.standalone.EmbeddedKafka;
import com.postpilot.standalone.EmbeddedPostgres;
import com.postpilot.standalone.Ports;
import com.postpilot.standalone.Secrets;
import com.postpilot.standalone.Service;
import com.postpilot.standalone.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The suite as a process for each service, on a PostgreSQL, a Kafka and an object store that are
 * processes too. Tests kill, freeze and multiply them.
 */
public final class Distributed implements PostPilot {
  private static final List<String> LEAN_JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders",
          "-Xmx256m",
          "-Xss512k",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Path directory;
  private final Map<String, String> settings;
  private final Ports ports = Ports.from(TestPorts.asEnvironment());
  private final Wiring wiring;
  private final EmbeddedPostgres postgres;
  private final ManagedProcess kafka;
  private final ManagedProcess objectStore;
  private final Map<Service, ManagedProcess> services = new EnumMap<>(Service.class);
  private final List<ManagedProcess> extras = new ArrayList<>();

  private Distributed(Path directory, Map<String, String> settings) throws Exception {
    this.directory = directory;
    this.settings = settings;
    var secrets = Secrets.keptIn(directory.resolve("secrets.properties"));
    wiring = new Wiring(Addresses.local(ports), secrets, Map.of());
    postgres =
        new EmbeddedPostgres(
            directory.resolve("postgres"),
            Build.sharedBinaries(),
            ports.of(Ports.POSTGRESQL),
            secrets.get(Secrets.POSTGRES_PASSWORD));
    kafka = kafkaProcess();
    objectStore = objectStoreProcess();
    for (var service : Service.values()) {
      var port = ports.of(service.artifact());
      services.put(service, serviceProcess(service, service.artifact(), port));
    }
  }

  /**
   * Starts everything and returns when all of it is ready.
   *
   * @param settings environment variables for every service, beside those that wire them up
   */
  static Distributed start(Path directory, Map<String, String> settings) {
    try {
      var suite = new Distributed(directory, settings);
      Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "stop the suite"));
      suite.startAll();
      return suite;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The distributed suite did not start", e);
    }
  }

  private void startAll() throws Exception {
    twoAtATime(
        List.of(
            () -> {
              postgres.start();
              postgres.prepare(wiring.secrets());
              return null;
            },
            () -> kafka.start().awaitReady(),
            () -> objectStore.start().awaitReady()));
    healProcesses();
  }

  /** Two cores: more at a time would only slow each other down. */
  private static void twoAtATime(List<Callable<?>> starts) {
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var start : starts.stream().map(threads::submit).toList()) {
        start.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public URI gateway() {
    return wiring.addresses().of(Service.GATEWAY);
  }

  @Override
  public Sandbox sandbox() {
    return new Sandbox(wiring.addresses().of(Service.PLATFORM_SANDBOX));
  }

  /** The process of a service; the first, where a test has started more. */
  public ManagedProcess process(Service service) {
    return services.get(service);
  }

  /** Starts one more instance of each of the services, which end with the test. */
  public List<ManagedProcess> startMore(Service... wanted) {
    var more = new ArrayList<ManagedProcess>();
    for (var service : wanted) {
      var name = service.artifact() + "-" + (extras.size() + 2);
      var another = serviceProcess(service, name, TestPorts.free());
      extras.add(another);
      more.add(another);
    }
    twoAtATime(more.stream().<Callable<?>>map(one -> () -> one.start().awaitReady()).toList());
    return more;
  }

  /** The broker. */
  public ManagedProcess kafka() {
    return kafka;
  }

  /** What a test does to the broker's topics itself. */
  public Topics topics() {
    return new Topics(wiring.addresses().kafka());
  }

  /**
   * From now on whoever inserts, updates or deletes rows of that table stands still in the middle
   * of it, until the hold is closed.
   */
  public TableHold hold(Service service, String table, String change) throws SQLException {
    return new TableHold(this, service, table, change);
  }

  /** The database server. */
  public EmbeddedPostgres postgres() {
    return postgres;
  }

  /** A connection that sees all of a service's rows, whoever's they are. */
  public Connection database(Service service) throws SQLException {
    var schema = service.schema().orElseThrow();
    var password = "POSTPILOT_DB_%s_OWNER_PASSWORD".formatted(schema.toUpperCase(Locale.ROOT));
    return DriverManager.getConnection(
        postgres.jdbcUrl(), schema + "_owner", wiring.secrets().get(password));
  }

  /** Lets whatever a platform asked to wait for be over: nobody waits for minutes here. */
  public void endRests() {
    try (var connection = database(Service.PUBLISHER_WORKER);
        var statement = connection.createStatement()) {
      statement.execute("delete from publisher.parking");
      statement.execute(
          "update publisher.publication set next_action_at = now()"
              + " where next_action_at > now() + interval '30 seconds'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Stream<Path> logs() {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".log")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void heal() {
    extras.forEach(ManagedProcess::close);
    extras.clear();
    try {
      if (postgres.process().isEmpty()) {
        postgres.start();
      }
      kafka.heal();
      objectStore.heal();
      healProcesses();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sandbox().withdrawFaults();
    endRests();
  }

  private void healProcesses() {
    twoAtATime(
        services.values().stream()
            .<Callable<?>>map(
                process ->
                    () -> {
                      process.heal();
                      return null;
                    })
            .toList());
  }

  @Override
  public void close() {
    extras.forEach(ManagedProcess::close);
    services.values().forEach(ManagedProcess::close);
    objectStore.close();
    kafka.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ManagedProcess serviceProcess(Service service, String name, int port) {
    var command = new ArrayList<String>();
    command.add(Build.java());
    command.addAll(LEAN_JVM);
    command.addAll(List.of("-jar", Build.bootJar(service).toString()));
    command.addAll(List.of("--server.port=" + port, "--server.address=127.0.0.1"));
    var environment = new HashMap<>(wiring.environmentOf(service));
    environment.put(
        "POSTPILOT_SANDBOX_JOURNAL", directory.resolve("sandbox/journal.jsonl").toString());
    environment.putAll(settings);
    return process(name, command, environment, Probe.answers(readiness(service, port)));
  }

  private static URI readiness(Service service, int port) {
    var path =
        switch (service) {
          case GATEWAY -> "/ready";
          case PLATFORM_SANDBOX -> "/actuator/health";
          case AUTH_SERVICE, ACCOUNT_SERVICE, POST_SERVICE, QUEUE_SERVICE, PUBLISHER_WORKER ->
              "/actuator/health/readiness";
        };
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private ManagedProcess kafkaProcess() {
    var port = ports.of(Ports.KAFKA);
    var command = new ArrayList<>(List.of(Build.java()));
    command.addAll(LEAN_JVM);
    command.addAll(List.of("-cp", Build.standaloneJar().toString(), EmbeddedKafka.class.getName()));
    command.add(directory.resolve("kafka").toString());
    command.addAll(
        List.of(Integer.toString(port), Integer.toString(ports.of(Ports.KAFKA_CONTROLLER))));
    return process("kafka", command, Map.of(), Probe.listens(port));
  }

  private ManagedProcess objectStoreProcess() {
    var port = ports.of(Ports.OBJECT_STORE);
    var command = new ArrayList<>(List.of(Build.java()));
    command.addAll(LEAN_JVM);
    command.addAll(
        List.of("-cp", Build.objectStoreClassPath(), "com.postpilot.objectstore.ObjectStore"));
    var environment = new HashMap<>(wiring.environmentOf(Service.POST_SERVICE));
    environment.put("POSTPILOT_S3_DIRECTORY", directory.resolve("media").toString());
    return process("object-store", command, environment, Probe.listens(port));
  }

  private ManagedProcess process(
      String name, List<String> command, Map<String, String> environment, Probe probe) {
    return new ManagedProcess(name, command, environment, directory.resolve(name + ".log"), probe);
  }

  @Override
  public String toString() {
    return "distributed: " + Arrays.toString(Service.values());
  }
}
