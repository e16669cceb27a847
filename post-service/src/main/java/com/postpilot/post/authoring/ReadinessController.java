package com.postpilot.post.authoring;

import com.postpilot.common.security.Caller;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.post.authoring.Checking.ReadinessResponse;
import com.postpilot.post.authoring.PostController.CreatePostRequest;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReadinessController {
  private final Checking checking;

  ReadinessController(Checking checking) {
    this.checking = checking;
  }

  @PostMapping("/api/v1/posts/validate")
  ReadinessResponse validate(@Valid @RequestBody CreatePostRequest request, Caller caller) {
    PostController.mayWrite(caller);
    return checking.draft(caller.workspaceId(), request.draft());
  }

  @GetMapping("/api/v1/posts/{id}/readiness")
  ReadinessResponse readiness(@PathVariable UUID id, Caller caller) {
    return checking.post(caller.workspaceId(), id);
  }

  /** The same for other services. */
  @PostMapping("/internal/workspaces/{workspaceId}/posts/validate")
  ReadinessResponse validate(
      @PathVariable UUID workspaceId, @Valid @RequestBody CreatePostRequest request) {
    var draft = request.draft();
    return Tenants.inWorkspace(workspaceId, () -> checking.draft(workspaceId, draft));
  }
}
