package com.postpilot.queue.approval;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.queue.item.ItemHeaders;
import com.postpilot.queue.item.ItemResource;
import com.postpilot.queue.item.Roles;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ScheduleController {
  private final SchedulingItems schedulingItems;

  ScheduleController(SchedulingItems schedulingItems) {
    this.schedulingItems = schedulingItems;
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
    var item =
        schedulingItems.schedule(
            caller, id, new IfMatch(ifMatch), request.accountIds(), request.schedule());
    return ResponseEntity.ok().headers(ItemHeaders.of(item)).body(item);
  }
}
