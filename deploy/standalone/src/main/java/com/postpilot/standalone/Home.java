package com.postpilot.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which a suite keeps all that it has to remember. One suite at a time: the lock
 * goes with the process, however that ends.
 */
final class Home implements AutoCloseable {
  private final Path directory;
  private final FileChannel lock;

  private Home(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * @throws CannotStart when another suite runs on the directory, or it cannot be written to
   */
  static Home open(Path path) {
    var directory = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(directory.resolve("logs"));
      var lock =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isOurs(lock)) {
        lock.close();
        throw new CannotStart(
            "PostPilot is running already with its data in %s: ./postpilot status shows it, ./postpilot down stops it."
                .formatted(directory));
      }
      // In this order: our process id beside the mark of a killed suite would read as "ready".
      Files.deleteIfExists(directory.resolve("ready"));
      Files.writeString(directory.resolve("standalone.pid"), ProcessHandle.current().pid() + "\n");
      return new Home(directory, lock);
    } catch (IOException e) {
      throw new CannotStart(
          "The data directory %s cannot be used (%s): set POSTPILOT_HOME to one that can be written to."
              .formatted(directory, e),
          e);
    }
  }

  private static boolean isOurs(FileChannel file) throws IOException {
    try {
      @Nullable Object lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very JVM holds it
    }
  }

  Path directory() {
    return directory;
  }

  Path postgres() {
    return directory.resolve("postgres");
  }

  Path kafka() {
    return directory.resolve("kafka");
  }

  Path media() {
    return directory.resolve("media");
  }

  /** What the outside world remembers. */
  Path sandboxJournal() {
    return directory.resolve("sandbox/journal.jsonl");
  }

  Path secrets() {
    return directory.resolve("secrets.properties");
  }

  /** Tells whoever waits for it that the suite is ready; the text is what to show them. */
  void announceReady(String welcome) {
    try {
      Files.writeString(directory.resolve("ready"), welcome);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(directory.resolve("ready"));
    Files.deleteIfExists(directory.resolve("standalone.pid"));
    lock.close();
  }
}
