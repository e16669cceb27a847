package com.postpilot.queue.imports;

import com.postpilot.common.Ids;
import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;

/** What people do with imports; the work itself is done by {@link ImportRoom}. */
@Component
class Importing {
  private static final int MAX_FILENAME = 255;
  private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
  private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

  private final Imports imports;
  private final Uploads uploads;
  private final ImportRoom room;
  private final Idempotency idempotency;
  private final TransactionTemplate transaction;
  private final ImportProperties properties;

  Importing(
      Imports imports,
      Uploads uploads,
      ImportRoom room,
      Idempotency idempotency,
      TransactionTemplate transaction,
      ImportProperties properties) {
    this.imports = imports;
    this.uploads = uploads;
    this.room = room;
    this.idempotency = idempotency;
    this.transaction = transaction;
    this.properties = properties;
  }

  /**
   * @throws Problem 409
   */
  ImportResource fetch(Caller caller, Plan plan, String url) {
    return accept(caller, plan, new Import.Source(null, url), null);
  }

  /**
   * @throws Problem 409
   */
  ImportResource upload(Caller caller, Plan plan, MultipartFile file) {
    return accept(caller, plan, new Import.Source(filename(file), null), file);
  }

  private ImportResource accept(
      Caller caller, Plan plan, Import.Source source, @Nullable MultipartFile file) {
    var accepted =
        idempotency.once(
            HttpStatus.ACCEPTED,
            Importing::headers,
            () -> {
              mustHaveRoom(caller.workspaceId());
              var id = Ids.next();
              imports.add(
                  id,
                  caller.workspaceId(),
                  plan,
                  source,
                  file == null ? null : file.getSize(),
                  caller.userId());
              if (file != null) {
                store(caller.workspaceId(), id, file);
              }
              return ImportResource.of(imports.read(caller.workspaceId(), id));
            });
    room.wake();
    return accepted;
  }

  private void mustHaveRoom(UUID workspaceId) {
    if (imports.lockOpen(workspaceId) >= properties.maxOpen()) {
      throw Problem.of(
          ProblemCode.STATE_CONFLICT,
          "This workspace has %d imports that are not done. Commit or delete one of them first."
              .formatted(properties.maxOpen()));
    }
  }

  private void store(UUID workspaceId, UUID id, MultipartFile file) {
    try (var bytes = file.getInputStream()) {
      uploads.store(workspaceId, id, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Has what the report promises stored, once, however often it is asked for.
   *
   * @throws Problem 404, 409
   */
  ImportResource commit(Caller caller, UUID id) {
    var committing =
        idempotency.once(
            HttpStatus.ACCEPTED,
            Importing::headers,
            () -> {
              var found = imports.lock(caller.workspaceId(), id);
              return switch (found.status()) {
                case READY -> {
                  imports.startCommitting(found, caller.userId());
                  yield ImportResource.of(imports.read(caller.workspaceId(), id));
                }
                case COMMITTING, DONE -> ImportResource.of(found);
                case READING, FAILED, EXPIRED ->
                    throw conflict(found, "Only an import that is READY is committed.");
              };
            });
    room.wake();
    return committing;
  }

  /**
   * Forgets it; what was committed stays in the queue.
   *
   * @throws Problem 404, 409
   */
  void discard(Caller caller, UUID id) {
    transaction.executeWithoutResult(
        ignored -> {
          var found = imports.lock(caller.workspaceId(), id);
          if (found.status() == ImportStatus.COMMITTING) {
            throw conflict(found, "It is being committed, and is not given up halfway.");
          }
          imports.delete(found);
        });
  }

  private static Problem conflict(Import found, String detail) {
    return Problem.of(ProblemCode.STATE_CONFLICT, detail)
        .with("import_status", found.status().name());
  }

  static HttpHeaders headers(ImportResource resource) {
    var headers = new HttpHeaders();
    headers.set(HttpHeaders.LOCATION, "/api/v1/imports/" + resource.id());
    return headers;
  }

  /** Without the folders that some browsers tell. */
  private static String filename(MultipartFile file) {
    var given = String.valueOf(file.getOriginalFilename());
    var name = NO_TEXT.matcher(FOLDERS.matcher(given).replaceFirst("")).replaceAll("").strip();
    return name.isEmpty() ? "file" : name.substring(0, Math.min(name.length(), MAX_FILENAME));
  }
}
