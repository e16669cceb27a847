package com.postpilot.e2e.suite;

import com.postpilot.e2e.client.Sandbox;
import com.postpilot.standalone.Addresses;
import com.postpilot.standalone.Ports;
import com.postpilot.standalone.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private final Addresses addresses;
  private final ManagedProcess process;

  private Standalone(Path directory, Map<String, String> settings) {
    home = directory.resolve("home");
    var environment = new HashMap<>(TestPorts.asEnvironment());
    addresses = Addresses.local(Ports.from(environment));
    environment.putAll(settings);
    process =
        new ManagedProcess(
            "standalone",
            List.of(
                Build.java(),
                "@" + Build.standaloneJvmOptions(),
                "-Dpostpilot.home=" + home,
                "-jar",
                Build.standaloneJar().toString()),
            environment,
            directory.resolve("console.log"),
            () -> Files.exists(home.resolve("ready")));
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
