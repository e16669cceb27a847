package com.postpilot.queue.post;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import com.postpilot.queue.item.PostTarget;
import com.postpilot.queue.item.PostTarget.Hold;
import com.postpilot.queue.item.PostTarget.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/** The internal routes of post-service that the queue asks. */
@FeignClient(name = "post-service")
interface PostClient {
  String ACTING_USER = "X-Acting-User";

  record FromUrlRequest(String url) {}

  record Medium(UUID id) {}

  record CheckRequest(List<Medium> media, List<CheckTarget> targets) {}

  record CheckTarget(
      Platform platform, String caption, List<String> hashtags, Map<String, Object> options) {}

  /**
   * @param status {@code ready | warnings | blocked}
   */
  record CheckResponse(
      String status, List<Finding> findings, Map<Platform, String> contentHashes) {}

  /**
   * @param severity {@code blocked | warning}
   * @param remedy what can be done
   */
  record Finding(
      String severity,
      String code,
      @Nullable Platform platform,
      @Nullable String field,
      String message,
      String remedy) {}

  record CreateRequest(
      Source source,
      List<Medium> media,
      List<CreateTarget> targets,
      Map<String, Object> schedule,
      Approval approval) {}

  record Source(UUID itemId) {}

  record CreateTarget(
      UUID accountId, String caption, List<String> hashtags, Map<String, Object> options) {}

  record Approval(UUID by, Instant at, Map<Platform, String> contentHashes) {}

  /**
   * @param schedule null of a draft
   */
  record PostResponse(UUID id, @Nullable Schedule schedule, List<Target> targets) {}

  record Schedule(Instant scheduledAt, @Nullable String timezone) {}

  /**
   * @param status where the post stands on this account, such as {@code SCHEDULED}
   */
  record Target(
      UUID id,
      UUID accountId,
      Platform platform,
      String status,
      @Nullable HoldReason holdReason,
      @Nullable TargetFailure failure,
      @Nullable Instant nextActionAt) {

    PostTarget asOfItem() {
      var outcome =
          switch (status) {
            case "PUBLISHED" -> Outcome.PUBLISHED;
            case "FAILED" -> Outcome.FAILED;
            default -> null;
          };
      return new PostTarget(id, platform, outcome, hold());
    }

    private @Nullable Hold hold() {
      return holdReason == null || failure == null
          ? null
          : new Hold(
              holdReason,
              failure.message(),
              Objects.requireNonNullElse(failure.action(), ""),
              nextActionAt);
    }
  }

  record TargetFailure(String message, @Nullable String action) {
    String words() {
      return action == null ? message : message + " " + action;
    }
  }

  record WithdrawRequest(String detail) {}

  record HoldRequest(HoldReason reason, String detail) {}

  /** The same address and bytes give the same object. */
  @PostMapping("/internal/workspaces/{workspaceId}/media/from-url")
  Medium takeIn(
      @PathVariable UUID workspaceId,
      @RequestHeader(ACTING_USER) UUID actingUser,
      @RequestBody FromUrlRequest request);

  @PostMapping("/internal/workspaces/{workspaceId}/posts/check")
  CheckResponse check(@PathVariable UUID workspaceId, @RequestBody CheckRequest request);

  /** Makes and schedules it; the same key again gives the same post. */
  @PostMapping("/internal/workspaces/{workspaceId}/posts")
  PostResponse create(
      @PathVariable UUID workspaceId,
      @RequestHeader(ACTING_USER) UUID actingUser,
      @RequestHeader("Idempotency-Key") UUID key,
      @RequestBody CreateRequest request);

  @GetMapping("/internal/workspaces/{workspaceId}/posts/{postId}")
  PostResponse read(@PathVariable UUID workspaceId, @PathVariable UUID postId);

  @PostMapping("/internal/workspaces/{workspaceId}/posts/{postId}/unschedule")
  void unschedule(
      @PathVariable UUID workspaceId,
      @PathVariable UUID postId,
      @RequestHeader(ACTING_USER) UUID actingUser);

  /** For good; never refused because something of it is on its way. */
  @PostMapping("/internal/workspaces/{workspaceId}/posts/{postId}/withdraw")
  void withdraw(
      @PathVariable UUID workspaceId,
      @PathVariable UUID postId,
      @RequestHeader(ACTING_USER) UUID actingUser,
      @RequestBody WithdrawRequest request);

  @PostMapping("/internal/workspaces/{workspaceId}/posts/{postId}/hold")
  void hold(
      @PathVariable UUID workspaceId,
      @PathVariable UUID postId,
      @RequestHeader(ACTING_USER) UUID actingUser,
      @RequestBody HoldRequest request);

  @PostMapping("/internal/workspaces/{workspaceId}/posts/{postId}/resume")
  void resume(
      @PathVariable UUID workspaceId,
      @PathVariable UUID postId,
      @RequestHeader(ACTING_USER) UUID actingUser);
}
