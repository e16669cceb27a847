package com.postpilot.post.media;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Cursor;
import com.postpilot.common.web.Page;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/media")
class MediaController {
  private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/webp");

  private final MediaLibrary library;
  private final ObjectStore store;
  private final MediaUrls urls;
  private final MediaProperties properties;
  private final Idempotency idempotency;
  private final TransactionTemplate transaction;
  private final Clock clock;

  MediaController(
      MediaLibrary library,
      ObjectStore store,
      MediaUrls urls,
      MediaProperties properties,
      Idempotency idempotency,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.library = library;
    this.store = store;
    this.urls = urls;
    this.properties = properties;
    this.idempotency = idempotency;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  record UploadRequest(
      @NotBlank @Size(max = 255) String filename,
      @NotBlank @Size(max = 100) String contentType,
      @NotNull @Min(1) Long size) {}

  /**
   * Where to put the bytes: {@code method} and {@code headers} must be exactly these.
   *
   * @param id of the media object, once the upload is complete
   */
  record UploadResponse(
      UUID id, String uploadUrl, String method, Map<String, String> headers, Instant expiresAt) {}

  record CompleteRequest() {}

  record FromUrlRequest(
      @NotBlank @Size(max = 2048) String url, @Nullable @Size(max = 1000) String altText) {}

  record MediaResponse(
      UUID id,
      String url,
      MediaKind kind,
      int width,
      int height,
      @Nullable Long durationMs,
      @Nullable String altText,
      Instant createdAt) {}

  record Position(UUID id) {}

  @PostMapping("/uploads")
  @ResponseStatus(HttpStatus.CREATED)
  UploadResponse announce(@Valid @RequestBody UploadRequest request, Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
    if (!TYPES.contains(request.contentType())) {
      throw Problem.at(
          ProblemCode.UNSUPPORTED_MEDIA,
          "content_type",
          "Only image/jpeg, image/png and image/webp are taken.");
    }
    if (request.size() > properties.maxSize().toBytes()) {
      throw Problem.at(
          ProblemCode.PAYLOAD_TOO_LARGE,
          "size",
          "At most %d MB are taken.".formatted(properties.maxSize().toMegabytes()));
    }
    return idempotency.once(
        HttpStatus.CREATED,
        () -> {
          var upload =
              library.announce(
                  caller.workspaceId(),
                  caller.userId(),
                  request.filename(),
                  request.contentType(),
                  request.size());
          var url =
              store.uploadUrl(
                  upload.originalKey(),
                  request.contentType(),
                  request.size(),
                  properties.uploadFor());
          return new UploadResponse(
              upload.id(),
              url.toString(),
              "PUT",
              Map.of("Content-Type", request.contentType()),
              clock.instant().plus(properties.uploadFor()));
        });
  }

  @PostMapping("/uploads/{id}/complete")
  MediaResponse complete(
      @PathVariable UUID id,
      @RequestBody(required = false) CompleteRequest request,
      Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
    var workspaceId = caller.workspaceId();
    var upload = inTransaction(() -> library.upload(workspaceId, id));
    if (upload.ready()) {
      return idempotency.once(
          () ->
              response(
                  library.one(workspaceId, id).orElseThrow(() -> Problem.notFound("upload", id))));
    }
    long size =
        store
            .size(upload.originalKey())
            .orElseThrow(
                () ->
                    Problem.of(
                        ProblemCode.STATE_CONFLICT,
                        "Nothing was uploaded yet: put the bytes to upload_url first."));
    if (size > properties.maxSize().toBytes()) { // a store that does not enforce what was signed
      throw Problem.of(
          ProblemCode.PAYLOAD_TOO_LARGE,
          "At most %d MB are taken.".formatted(properties.maxSize().toMegabytes()));
    }
    var taken = library.take(workspaceId, upload, store.read(upload.originalKey()));
    return idempotency.once(() -> response(library.complete(workspaceId, taken)));
  }

  @PostMapping("/from-url")
  @ResponseStatus(HttpStatus.CREATED)
  MediaResponse fromUrl(@Valid @RequestBody FromUrlRequest request, Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
    var fetched = library.fetch(caller.workspaceId(), request.url(), request.altText(), "url");
    return idempotency.once(
        HttpStatus.CREATED,
        () -> response(library.add(caller.workspaceId(), caller.userId(), fetched)));
  }

  @GetMapping
  Page<MediaResponse> list(
      @RequestParam(defaultValue = "25") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RequestParam @Nullable String cursor,
      Caller caller) {
    var before = Cursor.decode(cursor, Position.class).map(Position::id).orElse(null);
    var rows = inTransaction(() -> library.list(caller.workspaceId(), before, limit + 1));
    return Page.of(rows, limit, medium -> new Position(medium.id())).map(this::response);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id, Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
    library.deleteObjects(inTransaction(() -> library.remove(caller.workspaceId(), id)));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(ignored -> work.get());
  }

  private MediaResponse response(MediaObject medium) {
    return new MediaResponse(
        medium.id(),
        urls.of(medium.key()),
        medium.kind(),
        medium.width(),
        medium.height(),
        medium.durationMs(),
        medium.altText(),
        medium.createdAt());
  }
}
