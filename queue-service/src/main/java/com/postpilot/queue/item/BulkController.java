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
   * @param accountIds of this item alone
   * @param schedule of this item alone
   */
  record BulkItem(
      @NotNull UUID id,
      @Nullable @Size(max = 100) String ifMatch,
      @Nullable @Size(min = 1, max = 50) List<@NotNull UUID> accountIds,
      @Nullable Map<String, @Nullable Object> schedule) {}

  /**
   * @param reason why they are rejected
   * @param accountIds on which they are posted, where an item says nothing else
   * @param schedule as post-service takes it, where an item says nothing else
   */
  record BulkRequest(
      @NotNull Action action,
      @NotNull @Size(min = 1, max = MAX_ITEMS) List<@NotNull @Valid BulkItem> items,
      @Nullable @Size(max = MAX_REASON) String reason,
      @Nullable @Size(min = 1, max = 50) List<@NotNull UUID> accountIds,
      @Nullable Map<String, @Nullable Object> schedule) {

    BulkAction.Order order(BulkItem item) {
      var accounts = item.accountIds() == null ? accountIds : item.accountIds();
      var time = item.schedule() == null ? schedule : item.schedule();
      return new BulkAction.Order(
          reason, accounts == null ? List.of() : accounts, time == null ? Map.of() : time);
    }
  }

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
                    .map(item -> result(caller, action, item, request.order(item)))
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
    checkTimes(request, errors);
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

  private static void checkTimes(BulkRequest request, List<FieldError> errors) {
    for (int i = 0; i < request.items().size(); i++) {
      var item = request.items().get(i);
      var field = "items[%d].".formatted(i);
      if (request.action() == Action.SCHEDULE) {
        var order = request.order(item);
        if (order.accountIds().isEmpty()) {
          errors.add(
              new FieldError(
                  field + "account_ids", "not_null", "Say on which accounts, here or for all."));
        }
        if (order.schedule().isEmpty()) {
          errors.add(new FieldError(field + "schedule", "not_null", "Say when, here or for all."));
        }
      } else {
        onlyForScheduling(field, item.accountIds(), item.schedule(), errors);
      }
    }
    if (request.action() != Action.SCHEDULE) {
      onlyForScheduling("", request.accountIds(), request.schedule(), errors);
    }
  }

  private static void onlyForScheduling(
      String prefix,
      @Nullable List<UUID> accountIds,
      @Nullable Map<String, @Nullable Object> schedule,
      List<FieldError> errors) {
    if (accountIds != null) {
      errors.add(
          new FieldError(prefix + "account_ids", "invalid", "Only scheduling has accounts."));
    }
    if (schedule != null) {
      errors.add(new FieldError(prefix + "schedule", "invalid", "Only scheduling has a time."));
    }
  }

  private static ItemResults.Result result(
      Caller caller, BulkAction action, BulkItem item, BulkAction.Order order) {
    try {
      var after = action.run(caller, item.id(), new IfMatch(item.ifMatch()), order);
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
