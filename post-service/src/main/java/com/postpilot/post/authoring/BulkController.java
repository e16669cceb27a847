package com.postpilot.post.authoring;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import com.postpilot.post.authoring.Bulk.Action;
import com.postpilot.post.authoring.Bulk.BulkResponse;
import com.postpilot.post.scheduling.ScheduleInput;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BulkController {
  private static final int MAX_ITEMS = 100;

  private final Bulk bulk;

  BulkController(Bulk bulk) {
    this.bulk = bulk;
  }

  /**
   * @param ifMatch the ETag of the post as it was seen
   */
  record BulkItem(
      @NotNull UUID id,
      @Nullable ScheduleInput schedule,
      @Nullable @Size(max = 100) String ifMatch) {}

  record BulkRequest(
      @NotNull Action action,
      @NotNull @Size(min = 1, max = MAX_ITEMS) List<@NotNull @Valid BulkItem> items) {

    List<Bulk.Item> checked() {
      var errors = new ArrayList<Problem.FieldError>();
      var seen = new HashSet<UUID>();
      boolean timed = action == Action.SCHEDULE || action == Action.RESCHEDULE;
      for (int i = 0; i < items.size(); i++) {
        var item = items.get(i);
        var field = "items[%d]".formatted(i);
        if (!seen.add(item.id())) {
          errors.add(
              new Problem.FieldError(
                  field + ".id", "duplicate", "This post is in the list already."));
        }
        if (timed && item.schedule() == null) {
          errors.add(new Problem.FieldError(field + ".schedule", "not_null", "This is required."));
        } else if (!timed && item.schedule() != null) {
          errors.add(
              new Problem.FieldError(
                  field + ".schedule", "invalid", "Nothing is scheduled by this action."));
        }
      }
      if (!errors.isEmpty()) {
        throw Problem.invalid(errors);
      }
      return items.stream()
          .map(item -> new Bulk.Item(item.id(), item.schedule(), item.ifMatch()))
          .toList();
    }
  }

  /** Answers 200 with what became of each, also if all were refused. */
  @PostMapping("/api/v1/posts/bulk")
  BulkResponse bulk(@Valid @RequestBody BulkRequest request, Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
    return bulk.run(caller, request.action(), request.checked());
  }
}
