package com.postpilot.common.sample;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.PostEvent.PostChanged;
import com.postpilot.common.contract.PostEvent.PostDeleted;
import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
class Notes {
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Idempotency idempotency;

  Notes(JdbcClient jdbc, Outbox outbox, Idempotency idempotency) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.idempotency = idempotency;
  }

  record Item(@NotBlank String label, int amount) {}

  record NoteRequest(
      @NotBlank @Size(max = 20) String text,
      @Nullable Instant remindAt,
      @Nullable UUID postId,
      List<@Valid Item> items) {}

  record NoteResponse(UUID noteId, String text) {}

  @PostMapping("/api/v1/notes")
  ResponseEntity<NoteResponse> write(@Valid @RequestBody NoteRequest request, Caller caller) {
    var note = store(request, caller);
    return ResponseEntity.status(HttpStatus.CREATED).headers(headers(note)).body(note);
  }

  @PostMapping(path = "/api/v1/notes/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  NoteResponse keep(
      @RequestPart(name = "note") NoteRequest request,
      @RequestPart MultipartFile file,
      Caller caller) {
    return store(request, caller);
  }

  private static HttpHeaders headers(NoteResponse note) {
    var headers = new HttpHeaders();
    headers.setETag("\"1\"");
    headers.setLocation(URI.create("/api/v1/notes/" + note.noteId()));
    return headers;
  }

  private NoteResponse store(NoteRequest request, Caller caller) {
    return idempotency.once(
        HttpStatus.CREATED,
        Notes::headers,
        () -> {
          var id = Ids.next();
          jdbc.sql("insert into note (id, workspace_id, text) values (?, ?, ?)")
              .params(id, caller.workspaceId(), request.text())
              .update();
          if (request.text().equals("fail")) {
            throw Problem.invalid("text", "not_today", "Not today.");
          }
          outbox.append(new PostDeleted(Ids.next(), caller.workspaceId(), id, Instant.EPOCH));
          return new NoteResponse(id, request.text());
        });
  }

  @Transactional(readOnly = true)
  @GetMapping("/api/v1/notes/{id}")
  NoteResponse read(@PathVariable UUID id) {
    return jdbc.sql("select id, text from note where id = ?")
        .param(id)
        .query((row, n) -> new NoteResponse(row.getObject("id", UUID.class), row.getString("text")))
        .optional()
        .orElseThrow(() -> Problem.notFound("note", id));
  }

  @Transactional(readOnly = true)
  @GetMapping("/api/v1/notes")
  List<String> list(@RequestParam(defaultValue = "10") @Max(100) int limit) {
    return jdbc.sql("select text from note order by id limit ?")
        .param(limit)
        .query(String.class)
        .list();
  }

  @GetMapping("/api/v1/broken")
  void broken() {
    throw new IllegalStateException("jdbc:postgresql://secret-host");
  }

  @GetMapping("/internal/ping")
  String ping() {
    return "pong";
  }

  /** Facts of many keys in a known order. */
  @Transactional
  public void tell(UUID workspaceId, UUID key, long version) {
    outbox.append(
        new PostChanged(Ids.next(), workspaceId, key, List.of(), version, null, Instant.EPOCH));
  }
}
