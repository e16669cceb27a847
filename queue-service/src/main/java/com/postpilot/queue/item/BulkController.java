package com.postpilot.queue.item;

import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.common.web.ProblemCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same for many items. Each has its own transaction: what one is refused leaves the others
 * alone. Sent again after a crash half-way, it does what is left to do.
 */
@RestController
class BulkController {
  private static final Logger log = LoggerFactory.getLogger(BulkController.class);
  private static final int MAX_ITEMS = 100;
  private static final int MAX_REASON = 2_000;

  private final Map<Action, BulkAction> actions;
  private final Idempotency idempotency;

  BulkController(List<BulkAction> actions, Idempotency idempotency) {
    this.actions =
        actions.stream().collect(Collectors.toMap(BulkAction::action, Function.identity()));
    this.idempotency = idempotency;
  }

  /**
   * @param ifMatch the ETag of the item as it was seen
   */
  record BulkItem(@NotNull UUID id, @Nullable @Size(max = 100) String ifMatch) {}

  /**
   * @param reason why they are rejected
   */
  record BulkRequest(
      @NotNull Action action,
      @NotNull @Size(min = 1, max = MAX_ITEMS) List<@NotNull @Valid BulkItem> items,
      @Nullable @Size(max = MAX_REASON) String reason) {}

  /** Answers 200 with what became of each, also if all were refused. */
  @PostMapping("/api/v1/queue/bulk")
  ItemResults bulk(@Valid @RequestBody BulkRequest request, Caller caller) {
    switch (request.action()) {
      case APPROVE, REJECT -> Roles.mayDecide(caller);
      case EDIT, GENERATE, SCHEDULE, REOPEN, DELETE -> Roles.mayWrite(caller);
    }
    var action = checked(request);
    return idempotency.inParts(
        () ->
            ItemResults.of(
                request.items().stream()
                    .map(item -> result(caller, action, item, request.reason()))
                    .toList()));
  }

  private BulkAction checked(BulkRequest request) {
    var errors = new ArrayList<FieldError>();
    var action = actions.get(request.action());
    if (action == null) {
      errors.add(
          new FieldError(
              "action",
              "invalid",
              "Many at once can be done this: "
                  + actions.keySet().stream().sorted().map(Action::wireName).toList()));
    }
    var reason = request.reason();
    if (request.action() == Action.REJECT && (reason == null || reason.isBlank())) {
      errors.add(new FieldError("reason", "not_blank", "Tell the author why."));
    }
    if (request.action() != Action.REJECT && reason != null) {
      errors.add(new FieldError("reason", "invalid", "Only a rejection has a reason."));
    }
    var seen = new HashSet<UUID>();
    for (int i = 0; i < request.items().size(); i++) {
      if (!seen.add(request.items().get(i).id())) {
        errors.add(
            new FieldError(
                "items[%d].id".formatted(i), "duplicate", "This item is in the list already."));
      }
    }
    if (action == null || !errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return action;
  }

  private static ItemResults.Result result(
      Caller caller, BulkAction action, BulkItem item, @Nullable String reason) {
    try {
      var after = action.run(caller, item.id(), new IfMatch(item.ifMatch()), reason);
      return after == null
          ? new ItemResults.Result(item.id(), HttpStatus.NO_CONTENT.value(), null, null, null)
          : ItemResults.Result.of(HttpStatus.OK, after);
    } catch (Problem problem) {
      return ItemResults.Result.refused(item.id(), problem);
    } catch (RuntimeException e) {
      log.error("Item {} in bulk", item.id(), e);
      return ItemResults.Result.refused(
          item.id(),
          Problem.of(ProblemCode.INTERNAL_ERROR, "Something went wrong with this item alone."));
    }
  }
}
