package com.postpilot.post.media;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.fetch.FetchDeadline;
import com.postpilot.common.fetch.GuardedFetch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The way of a file into the object store, in the form in which it is published. It goes by a
 * temporary file: a video is never in memory as a whole. Nothing here is within a transaction.
 */
@Component
class Intake {
  private final ObjectStore store;
  private final Pictures pictures;
  private final Videos videos;
  private final GuardedFetch fetch;
  private final MediaProperties properties;

  Intake(
      ObjectStore store,
      Pictures pictures,
      Videos videos,
      GuardedFetch fetch,
      MediaProperties properties) {
    this.store = store;
    this.pictures = pictures;
    this.videos = videos;
    this.fetch = fetch;
    this.properties = properties;
  }

  /**
   * What lies in the object store now.
   *
   * @param type of what was given
   * @param originalKey where that is kept; a video is published as it was given
   * @param width in pixels as it is seen
   */
  record Stored(
      UUID id,
      MediaKind kind,
      String type,
      long originalSize,
      String originalKey,
      String key,
      String renditionType,
      long size,
      String sha256,
      int width,
      int height,
      @Nullable Film film) {}

  /** Begins now. */
  FetchDeadline deadline() {
    return new FetchDeadline(properties.fetchTimeout());
  }

  /**
   * @throws Problem for what must not or cannot be fetched, or is no picture or video
   */
  Stored fetch(UUID workspaceId, String url, String field, FetchDeadline deadline) {
    return byFile(
        file -> {
          fetch.fetch(url, wanted(field), deadline, file);
          return store(workspaceId, Ids.next(), file, null, field);
        });
  }

  /**
   * What stands at {@code url}, as it would be published; nothing is stored.
   *
   * @throws Problem as {@link #fetch} does
   */
  MediaObject look(
      String url, @Nullable String altText, String field, FetchDeadline deadline, Instant now) {
    return byFile(
        file -> {
          fetch.fetch(url, wanted(field), deadline, file);
          if (isVideo(file)) {
            var film = videos.prepare(file, field);
            return new MediaObject(
                Ids.next(),
                MediaKind.VIDEO,
                "",
                "",
                film.type(),
                Files.size(file),
                film.width(),
                film.height(),
                film.durationMs(),
                film.video(),
                altText,
                null,
                now);
          }
          checkSize(MediaKind.IMAGE, Files.size(file), field);
          var picture = pictures.prepare(Files.readAllBytes(file), field);
          return new MediaObject(
              Ids.next(),
              MediaKind.IMAGE,
              "",
              picture.sha256(),
              "image/jpeg",
              picture.jpeg().length,
              picture.width(),
              picture.height(),
              null,
              null,
              altText,
              null,
              now);
        });
  }

  /**
   * @return nothing if nothing was uploaded
   * @throws Problem for what is no picture or video
   */
  Optional<Stored> take(UUID workspaceId, UUID id, String uploadKey) {
    var size = store.size(uploadKey);
    if (size.isEmpty()) {
      return Optional.empty();
    }
    checkSize(MediaKind.VIDEO, size.get(), null); // a store that does not enforce what was signed
    return byFile(
        file ->
            store.read(uploadKey, file)
                ? Optional.of(store(workspaceId, id, file, uploadKey, null))
                : Optional.empty());
  }

  /** A picture that was made here of one that was taken in. */
  Stored store(UUID workspaceId, UUID id, Picture picture) {
    var key = key(workspaceId, id, picture.sha256(), "jpg");
    store.write(key, "image/jpeg", picture.jpeg());
    return stored(id, picture, picture.jpeg().length, key, key);
  }

  private GuardedFetch.Wanted wanted(String field) {
    return new GuardedFetch.Wanted(
        field,
        "image/*, video/*",
        head -> properties.maxSize(Videos.begins(head) ? MediaKind.VIDEO : MediaKind.IMAGE),
        "Upload the file instead (POST /media/uploads): that may take as long as it needs.");
  }

  private Stored store(
      UUID workspaceId, UUID id, Path file, @Nullable String uploadKey, @Nullable String field)
      throws IOException {
    return isVideo(file)
        ? video(workspaceId, id, file, field)
        : picture(workspaceId, id, file, uploadKey, field);
  }

  private static boolean isVideo(Path file) throws IOException {
    try (var content = Files.newInputStream(file)) {
      return Videos.begins(content.readNBytes(Videos.HEAD));
    }
  }

  private Stored picture(
      UUID workspaceId, UUID id, Path file, @Nullable String uploadKey, @Nullable String field)
      throws IOException {
    checkSize(MediaKind.IMAGE, Files.size(file), field);
    var bytes = Files.readAllBytes(file);
    var picture = pictures.prepare(bytes, field);
    var original = uploadKey;
    if (original == null) {
      original = uploadKey(workspaceId, id);
      store.write(original, picture.originalType(), bytes);
    }
    var key = key(workspaceId, id, picture.sha256(), "jpg");
    store.write(key, "image/jpeg", picture.jpeg());
    return stored(id, picture, bytes.length, original, key);
  }

  private static Stored stored(
      UUID id, Picture picture, long originalSize, String originalKey, String key) {
    return new Stored(
        id,
        MediaKind.IMAGE,
        picture.originalType(),
        originalSize,
        originalKey,
        key,
        "image/jpeg",
        picture.jpeg().length,
        picture.sha256(),
        picture.width(),
        picture.height(),
        null);
  }

  private Stored video(UUID workspaceId, UUID id, Path file, @Nullable String field)
      throws IOException {
    var film = videos.prepare(file, field);
    var sha256 = Sha256.of(file);
    long size = Files.size(file);
    var key = key(workspaceId, id, sha256, film.video().container());
    store.write(key, film.type(), file);
    return new Stored(
        id,
        MediaKind.VIDEO,
        film.type(),
        size,
        key,
        key,
        film.type(),
        size,
        sha256,
        film.width(),
        film.height(),
        film);
  }

  static String uploadKey(UUID workspaceId, UUID id) {
    return "%s/%s/original".formatted(workspaceId, id);
  }

  /** Named by what it is: who still has the upload URL cannot change what is published. */
  private static String key(UUID workspaceId, UUID id, String sha256, String extension) {
    return "%s/%s/%s.%s".formatted(workspaceId, id, sha256.substring(0, 16), extension);
  }

  void checkSize(MediaKind kind, long size, @Nullable String field) {
    var max = properties.maxSize(kind);
    if (size > max.toBytes()) {
      var message = "At most %d MB are taken.".formatted(max.toMegabytes());
      throw field == null
          ? Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, message)
          : Problem.at(ProblemCode.PAYLOAD_TOO_LARGE, field, message);
    }
  }

  private interface Work<T> {
    T with(Path file) throws IOException;
  }

  private static <T> T byFile(Work<T> work) {
    try {
      var file = Files.createTempFile("postpilot-media-", null);
      try {
        return work.with(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
