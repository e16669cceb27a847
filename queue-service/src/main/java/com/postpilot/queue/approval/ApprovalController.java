package com.postpilot.queue.approval;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.queue.approval.Approving.Consent;
import com.postpilot.queue.item.ItemHeaders;
import com.postpilot.queue.item.ItemResource;
import com.postpilot.queue.item.Roles;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/queue/{id}")
class ApprovalController {
  private final Decisions decisions;

  ApprovalController(Decisions decisions) {
    this.decisions = decisions;
  }

  /**
   * @param acceptUnsupported the unsupported claims for which the caller answers, as they read
   * @param tiktok needed for an item that is for TikTok
   */
  record ApproveItemRequest(
      @Nullable @Size(max = 100) List<@NotBlank @Size(max = 500) String> acceptUnsupported,
      @Nullable TikTokChoices tiktok) {

    Consent consent(Caller caller) {
      return new Consent(
          caller.userId(),
          acceptUnsupported == null ? Set.of() : Set.copyOf(acceptUnsupported),
          tiktok);
    }
  }

  record RejectItemRequest(@NotBlank @Size(max = 2_000) String reason) {}

  @PostMapping("/approve")
  ResponseEntity<ItemResource> approve(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @Valid @RequestBody(required = false) @Nullable ApproveItemRequest request,
      Caller caller) {
    Roles.mayDecide(caller);
    var given = request == null ? new ApproveItemRequest(null, null) : request;
    return answer(decisions.approve(caller, id, new IfMatch(ifMatch), given.consent(caller)));
  }

  @PostMapping("/reject")
  ResponseEntity<ItemResource> reject(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @Valid @RequestBody RejectItemRequest request,
      Caller caller) {
    Roles.mayDecide(caller);
    return answer(decisions.reject(caller, id, new IfMatch(ifMatch), request.reason()));
  }

  private static ResponseEntity<ItemResource> answer(ItemResource item) {
    return ResponseEntity.ok().headers(ItemHeaders.of(item)).body(item);
  }
}
