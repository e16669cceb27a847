package com.postpilot.post.authoring;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Edit;
import com.postpilot.common.web.IfMatch;
import com.postpilot.post.authoring.PostInput.MediaInput;
import com.postpilot.post.authoring.PostInput.TargetInput;
import com.postpilot.post.reading.PostResource;
import com.postpilot.post.scheduling.ScheduleInput;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/posts")
class PostController {
  private final Authoring authoring;
  private final Duplicating duplicating;
  private final Scheduling scheduling;

  PostController(Authoring authoring, Duplicating duplicating, Scheduling scheduling) {
    this.authoring = authoring;
    this.duplicating = duplicating;
    this.scheduling = scheduling;
  }

  record CreatePostRequest(
      @NotNull String caption,
      @Nullable List<String> hashtags,
      @Nullable List<MediaInput> media,
      @Nullable List<TargetInput> targets,
      @Nullable ScheduleInput schedule) {

    /**
     * @throws com.postpilot.common.web.Problem 422 that names everything that is wrong with it
     */
    Authoring.Draft draft() {
      new PostInput()
          .caption("caption", caption)
          .hashtags(orEmpty(hashtags))
          .media(orEmpty(media))
          .targets(targets)
          .check();
      return new Authoring.Draft(
          caption, orEmpty(hashtags), orEmpty(media), orEmpty(targets), schedule);
    }
  }

  /** A JSON merge patch. It never moves time: that is {@code /schedule}. */
  record PatchPostRequest(
      @Nullable Edit<String> caption,
      @Nullable Edit<List<String>> hashtags,
      @Nullable Edit<List<MediaInput>> media,
      @Nullable Edit<List<TargetInput>> targets) {}

  record SchedulePostRequest(@NotNull ScheduleInput schedule) {}

  record ResolveTargetRequest(@NotNull Scheduling.Resolution outcome) {}

  /**
   * @param targetIds which targets; null for all that failed or wait
   */
  record RetryPostRequest(@Nullable List<@Nullable UUID> targetIds) {}

  /** A body that says nothing. */
  record NothingRequest() {}

  @PostMapping
  ResponseEntity<PostResource> create(
      @Valid @RequestBody CreatePostRequest request, Caller caller) {
    mayWrite(caller);
    var post = authoring.create(caller, request.draft());
    return ResponseEntity.status(HttpStatus.CREATED).headers(PostHeaders.ofNew(post)).body(post);
  }

  @PostMapping("/{id}/duplicate")
  ResponseEntity<PostResource> duplicate(
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable NothingRequest nothing,
      Caller caller) {
    mayWrite(caller);
    var post = duplicating.duplicate(caller, id);
    return ResponseEntity.status(HttpStatus.CREATED).headers(PostHeaders.ofNew(post)).body(post);
  }

  @PatchMapping("/{id}")
  ResponseEntity<PostResource> patch(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody PatchPostRequest request,
      Caller caller) {
    mayWrite(caller);
    var caption = request.caption();
    var hashtags = request.hashtags();
    var media = request.media();
    var targets = request.targets();
    var input = new PostInput();
    if (caption != null) {
      input.caption("caption", caption.value());
    }
    if (hashtags != null) {
      input.hashtags(orEmpty(hashtags.value()));
    }
    if (media != null) {
      input.media(orEmpty(media.value()));
    }
    if (targets != null) {
      input.targets(targets.value());
    }
    input.check();
    return answer(
        authoring.change(
            caller,
            id,
            new IfMatch(ifMatch),
            new Authoring.Changes(
                caption == null ? null : caption.value() == null ? "" : caption.value(),
                hashtags == null ? null : orEmpty(hashtags.value()),
                media == null ? null : orEmpty(media.value()),
                targets == null ? null : orEmpty(targets.value()))));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    mayWrite(caller);
    authoring.delete(caller, id, new IfMatch(ifMatch));
  }

  @PostMapping("/{id}/schedule")
  ResponseEntity<PostResource> schedule(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @Valid @RequestBody SchedulePostRequest request,
      Caller caller) {
    mayWrite(caller);
    return answer(scheduling.schedule(caller, id, new IfMatch(ifMatch), request.schedule()));
  }

  @PostMapping("/{id}/unschedule")
  ResponseEntity<PostResource> unschedule(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable NothingRequest nothing,
      Caller caller) {
    mayWrite(caller);
    return answer(scheduling.unschedule(caller, id, new IfMatch(ifMatch)));
  }

  @PostMapping("/{id}/publish")
  ResponseEntity<PostResource> publish(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable NothingRequest nothing,
      Caller caller) {
    mayWrite(caller);
    return answer(scheduling.publish(caller, id, new IfMatch(ifMatch)));
  }

  @PostMapping("/{id}/retry")
  ResponseEntity<PostResource> retry(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable RetryPostRequest request,
      Caller caller) {
    mayWrite(caller);
    var targetIds = request == null ? null : request.targetIds();
    new PostInput().targetIds(targetIds).check();
    return answer(scheduling.retry(caller, id, new IfMatch(ifMatch), targetIds));
  }

  @PostMapping("/{id}/targets/{targetId}/resolve")
  ResponseEntity<PostResource> resolve(
      @PathVariable UUID id,
      @PathVariable UUID targetId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @Valid @RequestBody ResolveTargetRequest request,
      Caller caller) {
    mayWrite(caller);
    return answer(
        scheduling.resolve(caller, id, targetId, new IfMatch(ifMatch), request.outcome()));
  }

  static void mayWrite(Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static ResponseEntity<PostResource> answer(PostResource post) {
    return ResponseEntity.ok().headers(PostHeaders.of(post)).body(post);
  }
}
