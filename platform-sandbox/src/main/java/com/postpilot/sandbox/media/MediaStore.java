package com.postpilot.sandbox.media;

import com.postpilot.sandbox.journal.JournalProperties;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
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
    return HexFormat.of().formatHex(digest().digest(bytes));
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

  /** A new empty file for what is too large for memory, on the disk on which it will be kept. */
  public Path scratch() {
    try {
      Files.createDirectories(directory);
      return Files.createTempFile(directory, "incoming", ".part");
    } catch (IOException e) {
      throw new UncheckedIOException("No file can be made", e);
    }
  }

  /** Keeps a file that was written; it is gone afterwards from where it was. */
  public MediaFile keep(Path written, MediaFormat format) {
    try {
      var file = new MediaFile(sha256(written), format);
      Files.move(written, path(file), StandardCopyOption.ATOMIC_MOVE);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("The file %s cannot be kept".formatted(written), e);
    }
  }

  public Path path(MediaFile file) {
    return directory.resolve(file.name());
  }

  private static String sha256(Path file) throws IOException {
    var digest = digest();
    try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
