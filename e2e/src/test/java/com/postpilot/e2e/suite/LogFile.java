package com.postpilot.e2e.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What a suite has logged; a file that grew large is packed away, and another one begun. */
public final class LogFile {
  private LogFile() {}

  public static boolean isOne(Path file) {
    return file.toString().endsWith(".log") || isPacked(file);
  }

  public static String text(Path file) {
    try (var bytes = Files.newInputStream(file);
        var plain = isPacked(file) ? new GZIPInputStream(bytes) : bytes) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPacked(Path file) {
    return file.toString().endsWith(".log.gz");
  }
}
