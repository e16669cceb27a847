package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.fault.InjectedFault;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.media.MediaStore;
import com.postpilot.sandbox.tiktok.account.TikTokDoor;
import com.postpilot.sandbox.traffic.ClientConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The host that files are sent to: it speaks in statuses. */
@RestController
class UploadController {

  private static final Set<String> CONTENT_TYPES =
      Set.of("video/mp4", "video/quicktime", "video/webm");

  private final TikTokDoor door;
  private final Posts posts;
  private final Uploads uploads;
  private final MediaStore store;
  private final Journal journal;
  private final SandboxClock clock;

  UploadController(
      TikTokDoor door,
      Posts posts,
      Uploads uploads,
      MediaStore store,
      Journal journal,
      SandboxClock clock) {
    this.door = door;
    this.posts = posts;
    this.uploads = uploads;
    this.store = store;
    this.journal = journal;
    this.clock = clock;
  }

  /** The next chunk: 206 when more are to come, 201 after the last. */
  @PutMapping("/tiktok-upload/video/")
  ResponseEntity<Void> put(
      @RequestParam(name = "upload_id", defaultValue = "") String uploadId,
      @RequestHeader(name = HttpHeaders.CONTENT_RANGE, defaultValue = "") String range,
      @RequestHeader(name = HttpHeaders.CONTENT_TYPE, defaultValue = "") String contentType,
      HttpServletRequest request)
      throws IOException {
    var body = store.scratch();
    try {
      Files.copy(request.getInputStream(), body, StandardCopyOption.REPLACE_EXISTING);
      var progress = journal.exclusively(() -> posts.withUpload(uploadId));
      if (progress.isEmpty()) {
        return status(HttpStatus.NOT_FOUND);
      }
      return door.enterUpload(
          progress.get().post().creator(),
          ClientConnection.of(request),
          () -> take(progress.get(), body, range, contentType));
    } finally {
      Files.deleteIfExists(body);
    }
  }

  private ResponseEntity<Void> take(
      PostProgress progress, Path body, String header, String contentType) {
    if (progress.isCancelled() || !clock.instant().isBefore(progress.post().uploadEndsAt())) {
      return status(HttpStatus.FORBIDDEN);
    }
    var chunks = Objects.requireNonNull(progress.post().chunks());
    var range = ContentRange.parse(header).filter(parsed -> parsed.total() == chunks.size());
    if (range.isEmpty()
        || !CONTENT_TYPES.contains(contentType)
        || range.get().end() - range.get().start() != size(body)) {
      return status(HttpStatus.BAD_REQUEST);
    }
    var start = journal.exclusively(progress::storedBytes);
    if (range.get().start() != start || range.get().end() != chunks.end(start)) {
      uploads.completeIfWhole(progress);
      return answer(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, start, chunks);
    }
    uploads.add(progress, body, start, range.get().end());
    var isWhole = range.get().end() == chunks.size();
    return answer(
        isWhole ? HttpStatus.CREATED : HttpStatus.PARTIAL_CONTENT, range.get().end(), chunks);
  }

  private static long size(Path body) {
    return body.toFile().length();
  }

  private static ResponseEntity<Void> status(HttpStatus status) {
    return ResponseEntity.status(status).build();
  }

  /** Tells what is here, so that the client can go on from there. */
  private static ResponseEntity<Void> answer(HttpStatus status, long stored, Chunks chunks) {
    return ResponseEntity.status(status)
        .header(HttpHeaders.CONTENT_RANGE, new ContentRange(0, stored, chunks.size()).toString())
        .build();
  }

  /** An error code is taken for an HTTP status. */
  @ExceptionHandler
  ResponseEntity<Void> handle(InjectedFault.Failure failure) {
    var fault = failure.fault();
    var usual =
        switch (fault.kind()) {
          case RATE_LIMITED -> 429;
          case TOKEN_REVOKED -> 403;
          default -> 500;
        };
    return ResponseEntity.status(fault.errorCode() == null ? usual : fault.errorCode()).build();
  }
}
