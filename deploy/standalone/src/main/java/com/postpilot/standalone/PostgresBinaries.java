package com.postpilot.standalone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL for this operating system, unpacked once from the class path. */
final class PostgresBinaries {
  private final Path directory;

  private PostgresBinaries(Path directory) {
    this.directory = directory;
  }

  /** The programs, kept under a directory in which every version has its own. */
  static PostgresBinaries keptIn(Path parent) throws IOException {
    var archive = archive();
    var directory = parent.resolve("postgresql-" + fingerprint(archive));
    if (!Files.isDirectory(directory)) {
      unpack(archive, directory);
    }
    return new PostgresBinaries(directory);
  }

  String program(String name) {
    return directory.resolve("bin").resolve(name).toString();
  }

  private static byte[] archive() throws IOException {
    var system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    var machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    var name = "/postgres-" + system + "-" + machine + ".txz";
    try (var resource = PostgresBinaries.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new CannotStart(
            "This build has no PostgreSQL for %s on %s: build PostPilot on the machine that is to run it."
                .formatted(system, machine));
      }
      return resource.readAllBytes();
    }
  }

  private static String fingerprint(byte[] archive) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }

  /** Beside its place first, and then there in one move: a killed start leaves no half of it. */
  private static void unpack(byte[] archive, Path directory) throws IOException {
    Files.createDirectories(directory.getParent());
    var draft = Files.createTempDirectory(directory.getParent(), "unpacking");
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = draft.resolve(entry.getName()).normalize();
        if (!path.startsWith(draft)) {
          throw new IOException("The archive wants to write outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          write(tar, path, (entry.getMode() & 0100) != 0);
        }
      }
    }
    try {
      Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      FileSystemUtils.deleteRecursively(draft);
      if (!Files.isDirectory(directory)) { // else another start has unpacked it meanwhile
        throw e;
      }
    }
  }

  private static void write(InputStream content, Path file, boolean executable) throws IOException {
    Files.createDirectories(file.getParent());
    Files.copy(content, file);
    if (executable) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
