package com.postpilot.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The server that a data directory's {@code postmaster.pid} speaks of. */
record Postmaster(ProcessHandle process) {

  /** The server that runs on this data directory, whoever started it. */
  static Optional<Postmaster> of(Path data) throws IOException {
    return namedIn(pidFile(data)).filter(process -> servesFrom(process, data)).map(Postmaster::new);
  }

  /**
   * Removes the pid file when a stranger has that process id by now, as after a restart of the
   * machine: the server would take him for one of its own and refuse to start. In every other case
   * the file stays, for the server's own checks.
   */
  static void forgetStranger(Path data) throws IOException {
    var named = namedIn(pidFile(data));
    if (named.isPresent() && !servesFrom(named.get(), data)) {
      Files.delete(pidFile(data));
    }
  }

  private static Path pidFile(Path data) {
    return data.resolve("postmaster.pid");
  }

  private static Optional<ProcessHandle> namedIn(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    return Files.readAllLines(pidFile).stream()
        .findFirst()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
        .filter(ProcessHandle::isAlive);
  }

  /**
   * Process ids are used again: only the directory tells whether it is the one. A server's working
   * directory is its data directory; where that cannot be read, its command line must do.
   */
  private static boolean servesFrom(ProcessHandle process, Path data) {
    var workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      if (Files.isSymbolicLink(workingDirectory)) {
        return Files.readSymbolicLink(workingDirectory).equals(data.toRealPath());
      }
    } catch (IOException e) {
      return false; // gone meanwhile, or somebody else's
    }
    var command = process.info().commandLine().orElse("");
    return command.contains("postgres") && command.contains(data.toString());
  }
}
