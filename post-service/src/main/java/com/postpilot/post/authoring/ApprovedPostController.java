package com.postpilot.post.authoring;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Caller;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.common.web.Problem;
import com.postpilot.post.authoring.PostInput.MediaInput;
import com.postpilot.post.authoring.PostInput.TargetInput;
import com.postpilot.post.reading.PostResource;
import com.postpilot.post.scheduling.ScheduleInput;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For the queue, which acts for a user of the workspace. */
@RestController
@RequestMapping("/internal/workspaces/{workspaceId}/posts")
class ApprovedPostController {
  private static final String ACTING_USER = "X-Acting-User";
  private static final int MAX_KEY = 255;

  private final ApprovedPosts approvedPosts;
  private final Scheduling scheduling;
  private final Checking checking;

  ApprovedPostController(ApprovedPosts approvedPosts, Scheduling scheduling, Checking checking) {
    this.approvedPosts = approvedPosts;
    this.scheduling = scheduling;
    this.checking = checking;
  }

  record ItemSource(@NotNull UUID itemId) {}

  record ItemApproval(
      @NotNull UUID by,
      @NotNull Instant at,
      @NotEmpty Map<@NotNull Platform, @NotNull String> contentHashes) {}

  record ItemTarget(
      @NotNull UUID accountId,
      @NotNull String caption,
      @Nullable List<@Nullable String> hashtags,
      @Nullable Map<String, @Nullable Object> options) {

    String text() {
      return ApprovedPostController.text(caption, hashtags);
    }
  }

  record CreateApprovedPostRequest(
      @NotNull @Valid ItemSource source,
      @Nullable List<MediaInput> media,
      @NotEmpty List<@NotNull @Valid ItemTarget> targets,
      @NotNull ScheduleInput schedule,
      @Nullable @Valid ItemApproval approval) {

    /** Captions and hashtags are each account's own; what a post shares is only what it shows. */
    ApprovedPosts.HandedOver handedOver() {
      var input = new PostInput();
      for (int i = 0; i < targets.size(); i++) {
        input.hashtags("targets[%d].hashtags".formatted(i), orEmpty(targets.get(i).hashtags()));
      }
      input.check();
      var shown = targets.getFirst().text();
      var own =
          targets.stream()
              .map(
                  target ->
                      new TargetInput(
                          target.accountId(),
                          target.text().equals(shown) ? null : target.text(),
                          null,
                          target.options()))
              .toList();
      var written = orEmpty(media);
      new PostInput()
          .caption("targets[0].caption", shown)
          .media(new ArrayList<>(written))
          .targets(new ArrayList<>(own))
          .check();
      return new ApprovedPosts.HandedOver(
          source.itemId(),
          approval == null
              ? null
              : new ApprovedPosts.Approval(approval.by(), approval.at(), approval.contentHashes()),
          new Authoring.Draft(shown, List.of(), written, own, schedule));
    }
  }

  record CheckedMedium(@NotNull UUID id) {}

  record CheckedTarget(
      @NotNull Platform platform,
      @NotNull String caption,
      @Nullable List<@Nullable String> hashtags,
      @Nullable Map<String, @Nullable Object> options) {}

  record CheckContentRequest(
      @Nullable @Size(max = 35) List<@NotNull @Valid CheckedMedium> media,
      @NotEmpty List<@NotNull @Valid CheckedTarget> targets) {

    List<Checking.Piece> pieces() {
      var input = new PostInput();
      for (int i = 0; i < targets.size(); i++) {
        var target = targets.get(i);
        var field = "targets[%d]".formatted(i);
        input
            .caption(field + ".caption", target.caption())
            .hashtags(field + ".hashtags", orEmpty(target.hashtags()));
        if (targets.stream().filter(one -> one.platform() == target.platform()).count() > 1) {
          input.refuse(field + ".platform", "duplicate", "This platform is in the list already.");
        }
      }
      input.check();
      return targets.stream()
          .map(
              target ->
                  new Checking.Piece(
                      target.platform(),
                      text(target.caption(), target.hashtags()),
                      target.options()))
          .toList();
    }
  }

  /**
   * @param detail what has changed, in plain words
   */
  record HoldPostRequest(@NotNull HoldReason reason, @NotBlank @Size(max = 500) String detail) {}

  /**
   * @param detail why, in plain words
   */
  record WithdrawPostRequest(@NotBlank @Size(max = 500) String detail) {}

  /**
   * Judges content before anybody chose accounts for it, and tells what an approval is bound to.
   */
  @PostMapping("/check")
  Checking.ContentResponse check(
      @PathVariable UUID workspaceId, @Valid @RequestBody CheckContentRequest request) {
    var pieces = request.pieces();
    var media = orEmpty(request.media()).stream().map(CheckedMedium::id).toList();
    return Tenants.inWorkspace(workspaceId, () -> checking.content(workspaceId, media, pieces));
  }

  /** Creates and schedules; the same post for the same key, whenever it comes. */
  @PostMapping
  ResponseEntity<PostResource> create(
      @PathVariable UUID workspaceId,
      @RequestHeader(ACTING_USER) UUID userId,
      @RequestHeader("Idempotency-Key") String key,
      @Valid @RequestBody CreateApprovedPostRequest request) {
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw Problem.invalid(
          "Idempotency-Key", "invalid", "A key has 1 to %d characters.".formatted(MAX_KEY));
    }
    var item = request.handedOver();
    var post =
        Tenants.inWorkspace(
            workspaceId, () -> approvedPosts.create(caller(workspaceId, userId), key, item));
    return ResponseEntity.status(HttpStatus.CREATED).headers(PostHeaders.ofNew(post)).body(post);
  }

  /** Where it stands. */
  @GetMapping("/{id}")
  PostResource read(@PathVariable UUID workspaceId, @PathVariable UUID id) {
    return Tenants.inWorkspace(workspaceId, () -> approvedPosts.read(workspaceId, id));
  }

  @PostMapping("/{id}/unschedule")
  ResponseEntity<PostResource> unschedule(
      @PathVariable UUID workspaceId,
      @PathVariable UUID id,
      @RequestHeader(ACTING_USER) UUID userId) {
    return answer(
        Tenants.inWorkspace(
            workspaceId, () -> scheduling.takeBack(caller(workspaceId, userId), id)));
  }

  @PostMapping("/{id}/withdraw")
  ResponseEntity<PostResource> withdraw(
      @PathVariable UUID workspaceId,
      @PathVariable UUID id,
      @RequestHeader(ACTING_USER) UUID userId,
      @Valid @RequestBody WithdrawPostRequest request) {
    return answer(
        Tenants.inWorkspace(
            workspaceId,
            () -> scheduling.withdraw(caller(workspaceId, userId), id, request.detail())));
  }

  @PostMapping("/{id}/hold")
  ResponseEntity<PostResource> hold(
      @PathVariable UUID workspaceId,
      @PathVariable UUID id,
      @RequestHeader(ACTING_USER) UUID userId,
      @Valid @RequestBody HoldPostRequest request) {
    if (request.reason() != HoldReason.PRODUCT_CHANGED) {
      throw Problem.invalid("reason", "invalid", "Only PRODUCT_CHANGED is held from here.");
    }
    return answer(
        Tenants.inWorkspace(
            workspaceId,
            () ->
                scheduling.hold(
                    caller(workspaceId, userId), id, request.reason(), request.detail())));
  }

  @PostMapping("/{id}/resume")
  ResponseEntity<PostResource> resume(
      @PathVariable UUID workspaceId,
      @PathVariable UUID id,
      @RequestHeader(ACTING_USER) UUID userId) {
    return answer(
        Tenants.inWorkspace(workspaceId, () -> scheduling.resume(caller(workspaceId, userId), id)));
  }

  /** Whether this user may was asked by the service that calls. */
  private static Caller caller(UUID workspaceId, UUID userId) {
    return new Caller(userId, workspaceId, "SERVICE");
  }

  private static ResponseEntity<PostResource> answer(PostResource post) {
    return ResponseEntity.ok().headers(PostHeaders.of(post)).body(post);
  }

  private static String text(String caption, @Nullable List<@Nullable String> hashtags) {
    return Content.text(caption, orEmpty(hashtags).stream().map(String::valueOf).toList());
  }

  private static <T extends @Nullable Object> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
