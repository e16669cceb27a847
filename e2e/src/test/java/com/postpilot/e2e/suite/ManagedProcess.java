package com.postpilot.e2e.suite;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A process of the suite that a test may kill, freeze, thaw and start again. */
public final class ManagedProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final Probe probe;
  private @Nullable Process process;
  private boolean frozen;

  /**
   * @param environment all that it sees, beside the path
   * @param probe tells whether it is ready
   */
  ManagedProcess(
      String name, List<String> command, Map<String, String> environment, Path log, Probe probe) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.probe = probe;
  }

  /** Starts it, or does nothing if it runs. */
  public ManagedProcess start() {
    return start(Map.of());
  }

  /** The same, with other settings for this one life. */
  public ManagedProcess start(Map<String, String> settings) {
    if (isRunning()) {
      return this;
    }
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
    builder.environment().putAll(environment);
    builder.environment().putAll(settings);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    frozen = false;
    return this;
  }

  /** Waits until it is ready; fails with the end of its log if it ends instead. */
  public ManagedProcess awaitReady() {
    await(name + " to be ready")
        .atMost(PATIENCE)
        .until(
            () -> {
              requireRunning();
              return probe.isUp();
            });
    return this;
  }

  private void requireRunning() {
    if (!isRunning()) {
      throw new IllegalStateException(name + " has ended:\n" + endOfLog());
    }
  }

  /** Kills it as {@code kill -9} does and waits until it is gone. */
  public void kill() {
    var running = running();
    running.destroyForcibly();
    running.onExit().join();
  }

  /** Asks it to end, as Kubernetes does, and waits until it has. */
  public void terminate() {
    var running = running();
    running.destroy();
    running.onExit().join();
  }

  /** Stops it where it is: it holds its connections and does nothing, as in a long pause. */
  public void freeze() {
    signal("-STOP");
    frozen = true;
  }

  /** Lets a frozen process go on as if nothing had been. */
  public void thaw() {
    signal("-CONT");
    frozen = false;
  }

  /** Kills it, starts it again and waits until it is ready. */
  public void restart() {
    kill();
    start().awaitReady();
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  public long pid() {
    return running().pid();
  }

  /** Everything that it has written so far, over all its lives. */
  public Path log() {
    return log;
  }

  void heal() {
    if (frozen && isRunning()) {
      thaw();
    }
    start().awaitReady();
  }

  @Override
  public void close() {
    if (isRunning()) {
      kill();
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return process;
  }

  private void signal(String signal) {
    try {
      var status =
          new ProcessBuilder("kill", signal, Long.toString(pid())).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill " + signal + " " + name + " failed: " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String endOfLog() {
    try {
      var lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
