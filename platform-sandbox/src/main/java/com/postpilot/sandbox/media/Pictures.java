package com.postpilot.sandbox.media;

import com.postpilot.sandbox.journal.JournalProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The JPEGs that a platform accepted, kept beside the journal under the hash of their bytes. */
@Component
public class Pictures {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path directory;

  Pictures(JournalProperties journal) {
    this.directory = journal.beside("pictures");
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean has(String sha256) {
    return Files.exists(file(sha256));
  }

  /** Keeps the picture; half of it is never seen, however the process ends. */
  public void keep(String sha256, byte[] bytes) {
    try {
      Files.createDirectories(directory);
      var unfinished = Files.createTempFile(directory, sha256, ".part");
      Files.write(unfinished, bytes);
      Files.move(unfinished, file(sha256), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The picture %s cannot be kept".formatted(sha256), e);
    }
  }

  public Optional<byte[]> find(String sha256) {
    if (!SHA256.matcher(sha256).matches() || !has(sha256)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(file(sha256)));
    } catch (IOException e) {
      throw new UncheckedIOException("The picture %s cannot be read".formatted(sha256), e);
    }
  }

  private Path file(String sha256) {
    return directory.resolve(sha256 + ".jpg");
  }
}
