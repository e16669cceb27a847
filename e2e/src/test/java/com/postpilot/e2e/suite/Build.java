package com.postpilot.e2e.suite;

import com.postpilot.standalone.Service;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.springframework.util.FileSystemUtils;

/** What the build has made, and where tests may leave things. */
final class Build {
  private static final Path ROOT =
      Path.of(System.getProperty("postpilot.root", "..")).toAbsolutePath().normalize();

  private Build() {}

  /** The root of the repository. */
  static Path root() {
    return ROOT;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The jar with which a service runs alone. */
  static Path bootJar(Service service) {
    return only(
        ROOT.resolve(service.artifact()).resolve("target"), service.artifact() + "-*-boot.jar");
  }

  static Path standaloneJar() {
    return only(standalone().resolve("target"), "standalone-*.jar");
  }

  static Path standaloneJvmOptions() {
    return standalone().resolve("src/main/jvm/jvm.options");
  }

  /** The jars of the object store. */
  static String objectStoreClassPath() {
    return standalone().resolve("target/object-store") + File.separator + "*";
  }

  private static Path standalone() {
    return ROOT.resolve("deploy/standalone");
  }

  /** Unpacked programs that all test runs share. */
  static Path sharedBinaries() {
    return ROOT.resolve("e2e/target/binaries");
  }

  static Path script() {
    return ROOT.resolve("postpilot");
  }

  /** An empty directory, kept after the run for whoever wants to know what happened. */
  static Path directoryFor(String name) {
    var directory = ROOT.resolve("e2e/target/suites").resolve(name);
    try {
      FileSystemUtils.deleteRecursively(directory);
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path only(Path directory, String pattern) {
    try (var found = Files.newDirectoryStream(directory, pattern)) {
      return found.iterator().next();
    } catch (IOException | NoSuchElementException e) {
      throw new IllegalStateException(
          "No " + pattern + " in " + directory + ": mvn package -DskipTests makes it", e);
    }
  }
}
