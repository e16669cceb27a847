package com.postpilot.queue.approval;

import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.queue.item.ItemHeaders;
import com.postpilot.queue.item.ItemResource;
import com.postpilot.queue.item.Roles;
import com.postpilot.queue.post.Scheduling;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ScheduleController {
  private final Decisions decisions;
  private final Scheduling scheduling;
  private final Idempotency idempotency;

  ScheduleController(Decisions decisions, Scheduling scheduling, Idempotency idempotency) {
    this.decisions = decisions;
    this.scheduling = scheduling;
    this.idempotency = idempotency;
  }

  /**
   * @param schedule as post-service takes it, which judges it
   */
  record ScheduleItemRequest(
      @NotEmpty @Size(max = 50) List<@NotNull UUID> accountIds,
      @NotNull Map<String, @Nullable Object> schedule) {}

  @PostMapping("/api/v1/queue/{id}/schedule")
  ResponseEntity<ItemResource> schedule(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @Valid @RequestBody ScheduleItemRequest request,
      Caller caller) {
    Roles.mayWrite(caller);
    var approved = decisions.beforeScheduling(caller, id, new IfMatch(ifMatch));
    var answered =
        scheduling.ask(
            caller,
            id,
            approved,
            List.copyOf(new LinkedHashSet<>(request.accountIds())),
            request.schedule());
    var item =
        idempotency.once(
            HttpStatus.OK, ItemHeaders::of, () -> ItemResource.of(scheduling.settle(answered)));
    return ResponseEntity.ok().headers(ItemHeaders.of(item)).body(item);
  }
}
