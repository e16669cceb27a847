package com.postpilot.post.media;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Cursor;
import com.postpilot.common.web.Edit;
import com.postpilot.common.web.Page;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.awt.Color;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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
  private static final int MAX_ALT_TEXT = 1000;
  private static final Map<String, MediaKind> TYPES =
      Map.of(
          "image/jpeg", MediaKind.IMAGE,
          "image/png", MediaKind.IMAGE,
          "image/webp", MediaKind.IMAGE,
          "video/mp4", MediaKind.VIDEO,
          "video/quicktime", MediaKind.VIDEO,
          "video/webm", MediaKind.VIDEO);

  private final MediaLibrary library;
  private final Intake intake;
  private final Variants variants;
  private final ObjectStore store;
  private final MediaUrls urls;
  private final MediaProperties properties;
  private final Idempotency idempotency;
  private final TransactionTemplate transaction;
  private final Clock clock;

  MediaController(
      MediaLibrary library,
      Intake intake,
      Variants variants,
      ObjectStore store,
      MediaUrls urls,
      MediaProperties properties,
      Idempotency idempotency,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.library = library;
    this.intake = intake;
    this.variants = variants;
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
      @NotBlank @Size(max = 2048) String url, @Nullable @Size(max = MAX_ALT_TEXT) String altText) {}

  record MediaResponse(
      UUID id,
      String url,
      MediaKind kind,
      String contentType,
      long size,
      int width,
      int height,
      @Nullable Long durationMs,
      @Nullable Video video,
      @Nullable String altText,
      @Nullable UUID originId,
      Instant createdAt) {

    static MediaResponse of(MediaObject medium, MediaUrls urls) {
      return new MediaResponse(
          medium.id(),
          urls.of(medium.key()),
          medium.kind(),
          medium.contentType(),
          medium.size(),
          medium.width(),
          medium.height(),
          medium.durationMs(),
          medium.video(),
          medium.altText(),
          medium.originId(),
          medium.createdAt());
    }
  }

  /** A JSON merge patch. */
  record PatchMediaRequest(@Nullable Edit<String> altText) {}

  /**
   * @param background {@code #rrggbb} of what {@code pad} adds; white if absent
   */
  record VariantRequest(
      @NotNull Platform platform,
      Shape.@NotNull Fit fit,
      @Nullable @Pattern(regexp = "#[0-9a-fA-F]{6}") String background) {

    Color color() {
      return background == null ? Color.WHITE : Color.decode(background);
    }
  }

  record Position(UUID id) {}

  @PostMapping("/uploads")
  @ResponseStatus(HttpStatus.CREATED)
  UploadResponse announce(@Valid @RequestBody UploadRequest request, Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
    var kind = TYPES.get(request.contentType());
    if (kind == null) {
      throw Problem.at(
          ProblemCode.UNSUPPORTED_MEDIA,
          "content_type",
          "Only JPEG, PNG and WebP pictures and MP4, MOV (video/quicktime) and WebM videos are taken.");
    }
    intake.checkSize(kind, request.size(), "size");
    return idempotency.once(
        HttpStatus.CREATED,
        () -> {
          var upload =
              library.announce(
                  caller.workspaceId(),
                  caller.userId(),
                  request.filename(),
                  kind,
                  request.contentType(),
                  request.size());
          var url =
              store.uploadUrl(
                  upload.key(), request.contentType(), request.size(), properties.uploadFor());
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
    var taken =
        upload.ready()
            ? Optional.<Intake.Stored>empty()
            : intake.take(workspaceId, id, upload.key());
    var response =
        idempotency.once(
            () ->
                response(
                    taken
                        .map(stored -> library.complete(workspaceId, stored))
                        .or(() -> library.one(workspaceId, id)) // another request was faster
                        .orElseThrow(
                            () ->
                                Problem.of(
                                    ProblemCode.STATE_CONFLICT,
                                    "Nothing was uploaded yet: put the bytes to upload_url first."))));
    taken.ifPresent(stored -> tidy(workspaceId, upload, stored));
    return response;
  }

  /** Removes what nothing names: a video's upload, and what a slower request stored. */
  private void tidy(UUID workspaceId, MediaLibrary.Upload upload, Intake.Stored stored) {
    if (stored.kind() == MediaKind.VIDEO) {
      store.delete(upload.key());
    }
    inTransaction(() -> library.one(workspaceId, upload.id()))
        .filter(medium -> !medium.key().equals(stored.key()))
        .ifPresent(medium -> store.delete(stored.key()));
  }

  @PostMapping("/from-url")
  @ResponseStatus(HttpStatus.CREATED)
  MediaResponse fromUrl(@Valid @RequestBody FromUrlRequest request, Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
    var fetched =
        library.fetch(
            caller.workspaceId(), request.url(), request.altText(), "url", library.deadline());
    return idempotency.once(
        HttpStatus.CREATED,
        () -> response(library.add(caller.workspaceId(), caller.userId(), fetched)));
  }

  @GetMapping
  Page<MediaResponse> list(
      @RequestParam @Nullable MediaKind kind,
      @RequestParam(defaultValue = "25") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RequestParam @Nullable String cursor,
      Caller caller) {
    var before = Cursor.decode(cursor, Position.class).map(Position::id).orElse(null);
    var rows = inTransaction(() -> library.list(caller.workspaceId(), kind, before, limit + 1));
    return Page.of(rows, limit, medium -> new Position(medium.id())).map(this::response);
  }

  @GetMapping("/{id}")
  MediaResponse one(@PathVariable UUID id, Caller caller) {
    return response(inTransaction(() -> known(caller, id)));
  }

  @PatchMapping("/{id}")
  MediaResponse patch(
      @PathVariable UUID id, @RequestBody PatchMediaRequest request, Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
    var altText = request.altText();
    if (altText == null) {
      return one(id, caller);
    }
    var text = altText.value();
    if (text != null && text.length() > MAX_ALT_TEXT) {
      throw Problem.invalid(
          "alt_text", "size", "At most %d characters are taken.".formatted(MAX_ALT_TEXT));
    }
    return response(inTransaction(() -> library.describe(caller.workspaceId(), id, text)));
  }

  /**
   * Makes a picture that fits a platform of one that does not, as a proposal: a medium of its own.
   * Who likes it puts its id into the {@code media} of a post, or of the one target that needs it.
   */
  @PostMapping("/{id}/variants")
  @ResponseStatus(HttpStatus.CREATED)
  MediaResponse variant(
      @PathVariable UUID id, @Valid @RequestBody VariantRequest request, Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
    var origin = inTransaction(() -> known(caller, id));
    var stored =
        variants.make(
            caller.workspaceId(), origin, request.platform(), request.fit(), request.color());
    var response =
        idempotency.once(
            HttpStatus.CREATED,
            () ->
                response(
                    library.addVariant(caller.workspaceId(), caller.userId(), origin, stored)));
    if (!response.id().equals(stored.id())) {
      store.delete(stored.key()); // there was one just like it
    }
    return response;
  }

  private MediaObject known(Caller caller, UUID id) {
    return library.one(caller.workspaceId(), id).orElseThrow(() -> Problem.notFound("media", id));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id, Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
    inTransaction(() -> library.remove(caller.workspaceId(), id)).forEach(store::delete);
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(ignored -> work.get());
  }

  private MediaResponse response(MediaObject medium) {
    return MediaResponse.of(medium, urls);
  }
}
