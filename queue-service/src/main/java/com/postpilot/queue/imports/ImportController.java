package com.postpilot.queue.imports;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Cursor;
import com.postpilot.common.web.Page;
import com.postpilot.common.web.Problem;
import com.postpilot.queue.item.Roles;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/imports")
class ImportController {
  private final Importing importing;
  private final Imports imports;
  private final Rows rows;

  ImportController(Importing importing, Imports imports, Rows rows) {
    this.importing = importing;
    this.imports = imports;
    this.rows = rows;
  }

  /** A body that says nothing. */
  record CommitRequest() {}

  /** Where a row stands in its report. */
  record Place(int position) {}

  /** Answers 202: the file is fetched and read from now on. */
  @PostMapping
  ResponseEntity<ImportResource> fetch(@RequestBody ImportRequest request, Caller caller) {
    Roles.mayWrite(caller);
    var plan = request.planOfFetch();
    return accepted(importing.fetch(caller, plan, Objects.requireNonNull(request.url())));
  }

  /**
   * Answers 202: the file is read from now on.
   *
   * @param file exactly one
   * @param request without a URL
   */
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<ImportResource> upload(
      @RequestPart(name = "file", required = false) @Nullable List<MultipartFile> file,
      @RequestPart(name = "import", required = false) @Nullable ImportRequest request,
      Caller caller) {
    Roles.mayWrite(caller);
    if (request == null) {
      throw Problem.invalid("import", "not_null", "This part is required, as application/json.");
    }
    var plan = request.planOfUpload();
    if (file == null || file.size() != 1) {
      throw Problem.invalid("file", "size", "Send one file.");
    }
    if (file.getFirst().isEmpty()) {
      throw Problem.invalid("file", "not_empty", "This file is empty.");
    }
    return accepted(importing.upload(caller, plan, file.getFirst()));
  }

  @GetMapping
  @Transactional(readOnly = true)
  Page<ImportResource> list(
      @RequestParam(defaultValue = "25") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RequestParam @Nullable String cursor,
      Caller caller) {
    var after = Cursor.decode(cursor, Imports.Position.class);
    return Page.of(
            imports.list(caller.workspaceId(), after.orElse(null), limit + 1),
            limit,
            last -> new Imports.Position(last.createdAt(), last.id()))
        .map(ImportResource::of);
  }

  /** With a page of its report, in the order of the file. */
  @GetMapping("/{id}")
  @Transactional(readOnly = true)
  ImportResource one(
      @PathVariable UUID id,
      @RequestParam @Nullable Outcome outcome,
      @RequestParam(defaultValue = "25") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RequestParam @Nullable String cursor,
      Caller caller) {
    var after = Cursor.decode(cursor, Place.class).map(Place::position).orElse(0);
    var found = imports.read(caller.workspaceId(), id);
    var page =
        Page.of(
            rows.page(caller.workspaceId(), id, outcome, after, limit + 1),
            limit,
            last -> new Place(last.position()));
    return ImportResource.of(found, page);
  }

  /** Answers 202: what the report promises is stored from now on. */
  @PostMapping("/{id}/commit")
  ResponseEntity<ImportResource> commit(
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable CommitRequest nothing,
      Caller caller) {
    Roles.mayWrite(caller);
    return accepted(importing.commit(caller, id));
  }

  /** Forgets it, at whatever point it is; what was committed stays in the queue. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void discard(@PathVariable UUID id, Caller caller) {
    Roles.mayWrite(caller);
    importing.discard(caller, id);
  }

  private static ResponseEntity<ImportResource> accepted(ImportResource resource) {
    return ResponseEntity.accepted().headers(Importing.headers(resource)).body(resource);
  }
}
