package com.postpilot.e2e.suite;

import com.postpilot.e2e.client.Mailbox;
import com.postpilot.e2e.client.Sandbox;
import com.postpilot.standalone.Addresses;
import com.postpilot.standalone.Ports;
import com.postpilot.standalone.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The suite in one JVM, as {@code ./postpilot up} runs it, on a data directory and ports of its
 * own.
 */
public final class Standalone implements PostPilot {
  private final Path home;
  private final Map<String, String> environment;
  private final Addresses addresses;
  private final ManagedProcess process;

  private Standalone(Path directory, Map<String, String> settings) {
    home = directory.resolve("home");
    environment = new HashMap<>(TestPorts.asEnvironment());
    addresses = Addresses.local(Ports.from(environment));
    environment.putAll(settings);
    process =
        new ManagedProcess(
            "standalone",
            command(home),
            environment,
            directory.resolve("console.log"),
            this::isReady);
  }

  /**
   * Starts it and returns when it says that it is ready.
   *
   * @param settings environment variables beside those that place it
   */
  static Standalone start(Path directory, Map<String, String> settings) {
    var suite = new Standalone(directory, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "stop the suite"));
    suite.process.start().awaitReady();
    return suite;
  }

  private static List<String> command(Path home) {
    return List.of(
        Build.java(),
        "@" + Build.standaloneJvmOptions(),
        "-Dpostpilot.home=" + home,
        "-jar",
        Build.standaloneJar().toString());
  }

  /**
   * The mark of a killed suite stays until the next one begins; whose it is, the pid file tells.
   */
  private boolean isReady() {
    try {
      var pid = Files.readString(home.resolve("standalone.pid")).strip();
      return pid.equals(Long.toString(process.pid())) && Files.exists(home.resolve("ready"));
    } catch (IOException e) {
      return false; // not there yet
    }
  }

  /** Starts one that is expected not to come up, and returns what it says. */
  static Said startInVain(Path home, Map<String, String> environment) {
    return Said.by(command(home), environment);
  }

  /** Runs {@code ./postpilot} with the data and ports of this suite. */
  Said script(String... arguments) {
    var command = new ArrayList<>(List.of(Build.script().toString()));
    command.addAll(List.of(arguments));
    var settings = new HashMap<>(environment);
    settings.put("POSTPILOT_HOME", home.toString());
    return Said.by(command, settings);
  }

  /** Where it listens. */
  Ports ports() {
    return Ports.from(environment);
  }

  /** The JVM. */
  public ManagedProcess process() {
    return process;
  }

  /** Where its data are. */
  public Path home() {
    return home;
  }

  @Override
  public URI gateway() {
    return addresses.of(Service.GATEWAY);
  }

  /** The mail that the suite has sent. */
  public Mailbox mailbox() {
    return new Mailbox(addresses.mailPage());
  }

  @Override
  public Sandbox sandbox() {
    return new Sandbox(addresses.of(Service.PLATFORM_SANDBOX));
  }

  @Override
  public Stream<Path> logs() {
    try (var files = Files.list(home.resolve("logs"))) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void heal() {
    process.heal();
    sandbox().withdrawFaults();
  }

  /** In an orderly way: its database server would outlive a kill. */
  @Override
  public void close() {
    if (process.isRunning()) {
      process.terminate();
    }
  }
}
