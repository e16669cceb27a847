package com.postpilot.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker of our own in this JVM: one node, which is its own controller; loopback only, and
 * as small as it gets. A fatal fault in it ends the JVM, because nothing here would go on without
 * it.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final String CLUSTER = "postpilot";
  private static final int NODE = 1;

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", Integer.toString(NODE)),
          Map.entry("controller.listener.names", "CONTROLLER"),
          Map.entry("inter.broker.listener.name", "CLIENTS"),
          Map.entry("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("default.replication.factor", "1"),
          // One node: its own topics neither need copies nor many partitions.
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("offsets.topic.segment.bytes", "4194304"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          // After a kill the broker is let in again only when its old session is over.
          Map.entry("broker.session.timeout.ms", "4000"),
          Map.entry("broker.heartbeat.interval.ms", "1000"),
          // Threads and buffers for a laptop, not for a data centre.
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "2"),
          Map.entry("background.threads", "2"),
          Map.entry("num.replica.fetchers", "1"),
          Map.entry("group.coordinator.threads", "1"),
          Map.entry("log.cleaner.threads", "1"),
          Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
          Map.entry("log.cleaner.io.buffer.size", "131072"),
          Map.entry("log.index.size.max.bytes", "1048576"),
          Map.entry("log.segment.bytes", "33554432"),
          Map.entry("log.retention.hours", "168"));

  private final KafkaRaftServer server;

  private EmbeddedKafka(KafkaRaftServer server) {
    this.server = server;
  }

  /**
   * Starts a broker and waits until it is up.
   *
   * @param directory holds the topics; formatted when new
   */
  public static EmbeddedKafka start(Path directory, int port, int controllerPort)
      throws IOException {
    Files.createDirectories(directory);
    format(directory);
    endLoudlyOnFault();
    var settings = new Properties();
    settings.putAll(SETTINGS);
    settings.put("log.dirs", directory.toAbsolutePath().toString());
    settings.put(
        "listeners",
        "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
    settings.put("controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE, controllerPort));
    var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(server);
  }

  private static void format(Path directory) throws IOException {
    var said = new ByteArrayOutputStream();
    try {
      new Formatter()
          .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
          .setNodeId(NODE)
          .setClusterId(CLUSTER)
          .addDirectory(directory.toString())
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(directory.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new IOException("Kafka cannot use " + directory + ": " + said, e);
    }
  }

  /** The broker would end the JVM without a word. */
  private static void endLoudlyOnFault() {
    Exit.Procedure end =
        (status, message) -> {
          System.err.printf(
              "%nKafka inside this process has failed (%s), and PostPilot ends with it. Nothing is lost: ./postpilot up goes on where it was. The log says more.%n",
              message == null ? "status " + status : message);
          Runtime.getRuntime().halt(status == 0 ? 1 : status);
        };
    Exit.setExitProcedure(end);
    Exit.setHaltProcedure(end);
  }

  /** Ends the broker in an orderly way and waits for it. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Runs a broker as a process of its own: directory, port, controller's port. */
  public static void main(String[] arguments) throws IOException {
    var broker =
        start(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker.server::shutdown, "shutdown"));
    System.out.println("Kafka on port " + arguments[1]);
    broker.server.awaitShutdown();
  }
}
