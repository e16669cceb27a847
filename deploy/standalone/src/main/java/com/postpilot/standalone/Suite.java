package com.postpilot.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs in this JVM: the servers underneath, then the services on top of them. */
final class Suite implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Suite.class);
  private static final int CORES_OF_A_SMALL_MACHINE = 2;

  private final Home home;
  private final Ports ports;
  private final Map<String, String> environment;
  private final Parts parts = new Parts(CORES_OF_A_SMALL_MACHINE);

  /**
   * @param environment variables as of {@link System#getenv()}
   * @throws CannotStart when another suite runs on the directory, or a variable makes no sense
   */
  Suite(Path directory, Map<String, String> environment) {
    this.environment = environment;
    ports = Ports.from(environment);
    home = Home.open(directory);
  }

  /**
   * Starts everything and returns when requests are answered.
   *
   * @return what to show to the person who started it
   * @throws CannotStart when something is in the way that a person can remove
   */
  String start() throws IOException, InterruptedException {
    var began = System.nanoTime();
    var wiring = new Wiring(Addresses.local(ports), secrets(), environment);
    var postgres = postgres(wiring.secrets());
    postgres.stopOrphan(); // it may have our ports
    ports.requireFree();
    System.out.println("PostPilot starts with its data in " + home.directory());
    parts.start(foundations(wiring, postgres));
    parts.start(services(wiring));
    var gateway = new Readiness(wiring.addresses().of(Service.GATEWAY).resolve("/ready"));
    gateway.await(Duration.ofSeconds(60));
    var took = Duration.ofNanos(System.nanoTime() - began);
    log.info("Ready after {}", took);
    var welcome = new Welcome(wiring.addresses(), home.directory(), took).toString();
    home.announceReady(welcome);
    return welcome;
  }

  private Secrets secrets() {
    if (EmbeddedPostgres.hasDataIn(home.postgres()) && !Files.exists(home.secrets())) {
      throw new CannotStart(
          "%s is missing, and without its passwords and keys the data beside it cannot be read: put it back, or remove %s to start anew."
              .formatted(home.secrets(), home.directory()));
    }
    return Secrets.keptIn(home.secrets());
  }

  private EmbeddedPostgres postgres(Secrets secrets) throws IOException, InterruptedException {
    return new EmbeddedPostgres(
        home.postgres(),
        home.postgres(),
        ports.of(Ports.POSTGRESQL),
        secrets.get(Secrets.POSTGRES_PASSWORD));
  }

  private List<Parts.Part> foundations(Wiring wiring, EmbeddedPostgres postgres) {
    return List.of(
        part(Ports.POSTGRESQL, () -> start(postgres, wiring.secrets())),
        part(
            Ports.KAFKA,
            () ->
                EmbeddedKafka.start(
                    home.kafka(), ports.of(Ports.KAFKA), ports.of(Ports.KAFKA_CONTROLLER))),
        part(
            Ports.OBJECT_STORE,
            () ->
                EmbeddedObjectStore.start(
                    ports.of(Ports.OBJECT_STORE), home.media(), wiring.secrets())),
        part(Ports.SMTP, this::mail));
  }

  /** The server and the page that shows what it has taken: neither is of use without the other. */
  private AutoCloseable mail() throws Exception {
    var catcher = MailCatcher.start(ports.of(Ports.SMTP));
    try {
      var page = MailPage.start(ports.of(Ports.MAIL_PAGE), catcher::mails);
      return () -> {
        page.close();
        catcher.close();
      };
    } catch (IOException e) {
      catcher.close();
      throw e;
    }
  }

  private static AutoCloseable start(EmbeddedPostgres postgres, Secrets secrets) throws Exception {
    postgres.start();
    try {
      postgres.prepare(secrets);
    } catch (Exception e) {
      postgres.close();
      throw e;
    }
    return postgres;
  }

  private List<Parts.Part> services(Wiring wiring) {
    return Arrays.stream(Service.values())
        .map(service -> part(service.artifact(), () -> context(service, wiring)))
        .toList();
  }

  private AutoCloseable context(Service service, Wiring wiring) {
    var variables = new HashMap<>(wiring.environmentOf(service));
    if (service == Service.PLATFORM_SANDBOX) {
      variables.put("POSTPILOT_SANDBOX_JOURNAL", home.sandboxJournal().toString());
    }
    return ServiceContext.start(service, ports.of(service.artifact()), variables);
  }

  private Parts.Part part(String name, Parts.Starter starter) {
    return new Parts.Part(name, ports.of(name), starter);
  }

  @Override
  public void close() throws IOException {
    parts.close();
    home.close();
  }
}
