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
import org.springframework.stereotype.Component;

/** The files that a platform accepted, kept beside the journal under the hash of their bytes. */
@Component
public class MediaStore {

  private final Path directory;

  MediaStore(JournalProperties journal) {
    this.directory = journal.beside("media");
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean has(MediaFile file) {
    return Files.exists(path(file));
  }

  /** Keeps the file; half of it is never seen, however the process ends. */
  public void keep(MediaFile file, byte[] bytes) {
    try {
      Files.createDirectories(directory);
      var unfinished = Files.createTempFile(directory, file.sha256(), ".part");
      Files.write(unfinished, bytes);
      Files.move(unfinished, path(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The file %s cannot be kept".formatted(file), e);
    }
  }

  public Path path(MediaFile file) {
    return directory.resolve(file.name());
  }
}
