package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.journal.JournalProperties;
import com.postpilot.sandbox.media.MediaStore;
import com.postpilot.sandbox.tiktok.posting.PostingFact.ChunkStored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Files that are being uploaded, beside the journal.
 *
 * <p>A chunk is in the file before the journal knows of it, and the whole file stays until the
 * journal knows that it was taken in: after a crash the client goes on where the journal stands.
 */
@Component
class Uploads {

  private final Path directory;
  private final MediaStore store;
  private final MediaIntake media;
  private final Posting posting;
  private final Journal journal;

  Uploads(
      JournalProperties properties,
      MediaStore store,
      MediaIntake media,
      Posting posting,
      Journal journal) {
    this.directory = properties.beside("uploads");
    this.store = store;
    this.media = media;
    this.posting = posting;
    this.journal = journal;
  }

  /** Where the file is sent to, from the sandbox's root. */
  static String path(Post post) {
    return "/tiktok-upload/video/?upload_id=" + post.uploadId();
  }

  /** Adds the bytes that come next; the last ones complete the post. */
  void add(PostProgress progress, Path bytes, long start, long end) {
    write(bytes, file(progress.post()), start);
    var isNext =
        journal.exclusively(
            () -> {
              if (progress.storedBytes() != start) { // the same chunk came twice at once
                return false;
              }
              journal.append(new ChunkStored(progress.post().publishId(), end));
              return true;
            });
    if (isNext) {
      completeIfWhole(progress);
    }
  }

  /** Also finishes what a crash left whole, but not taken in. */
  void completeIfWhole(PostProgress progress) {
    var chunks = Objects.requireNonNull(progress.post().chunks());
    if (progress.storedBytes() == chunks.size() && progress.receipt().isEmpty()) {
      posting.received(progress, media.takeVideo(copy(file(progress.post()))));
      delete(file(progress.post()));
    }
  }

  private Path file(Post post) {
    return directory.resolve(post.uploadId() + ".part");
  }

  private void write(Path bytes, Path file, long start) {
    try {
      Files.createDirectories(directory);
      try (var from = FileChannel.open(bytes);
          var to = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        var size = from.size();
        for (var done = 0L; done < size; ) {
          done += from.transferTo(done, size - done, to.position(start + done));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The chunk cannot be kept", e);
    }
  }

  private Path copy(Path file) {
    try {
      return Files.copy(file, store.scratch(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The upload cannot be taken in", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
