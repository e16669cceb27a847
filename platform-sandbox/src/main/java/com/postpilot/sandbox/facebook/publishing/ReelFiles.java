package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.journal.JournalProperties;
import com.postpilot.sandbox.media.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.springframework.stereotype.Component;

/** The bytes of reels that are being uploaded, kept beside the journal. */
@Component
class ReelFiles {

  private final Path directory;
  private final MediaStore store;

  ReelFiles(JournalProperties journal, MediaStore store) {
    this.directory = journal.beside("reels");
    this.store = store;
  }

  /**
   * What came of receiving bytes.
   *
   * @param whole whether the client sent all that it announced
   */
  record Received(Path file, boolean whole) {}

  /** Writes a request's bytes down, as far as they come. */
  Received receive(InputStream body) {
    var scratch = store.scratch();
    try (var out = Files.newOutputStream(scratch)) {
      body.transferTo(out);
      return new Received(scratch, true);
    } catch (IOException e) { // the client is gone; what it sent stays
      return new Received(scratch, false);
    }
  }

  Path scratch() {
    return store.scratch();
  }

  /** Puts bytes at their place in the video; what lay behind it goes. */
  void append(String videoId, long offset, Path bytes) {
    try {
      Files.createDirectories(directory);
      if (offset == 0) {
        Files.move(bytes, path(videoId), StandardCopyOption.REPLACE_EXISTING);
        return;
      }
      try (var video = Files.newByteChannel(path(videoId), StandardOpenOption.WRITE)) {
        video.truncate(offset).position(offset);
        try (var out = Channels.newOutputStream(video)) {
          Files.copy(bytes, out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The upload of %s cannot be kept".formatted(videoId), e);
    }
  }

  /** A copy of an uploaded video, to be taken in: the upload stays until that is settled. */
  Path copy(String videoId) {
    var copy = store.scratch();
    try {
      return Files.copy(path(videoId), copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The upload of %s cannot be read".formatted(videoId), e);
    }
  }

  void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void forget(String videoId) {
    forget(path(videoId));
  }

  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path path(String videoId) {
    return directory.resolve(videoId + ".part");
  }
}
