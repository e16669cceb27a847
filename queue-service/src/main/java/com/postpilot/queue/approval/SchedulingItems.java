package com.postpilot.queue.approval;

import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.queue.item.Action;
import com.postpilot.queue.item.BulkAction;
import com.postpilot.queue.item.ItemHeaders;
import com.postpilot.queue.item.ItemResource;
import com.postpilot.queue.post.Scheduling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** From an item to its post, on somebody's request. */
@Component
class SchedulingItems implements BulkAction {
  private final Decisions decisions;
  private final Scheduling scheduling;
  private final Idempotency idempotency;

  SchedulingItems(Decisions decisions, Scheduling scheduling, Idempotency idempotency) {
    this.decisions = decisions;
    this.scheduling = scheduling;
    this.idempotency = idempotency;
  }

  /**
   * @param schedule as post-service takes it
   * @throws com.postpilot.common.web.Problem 404, 409, 412, 422 in post-service's words, or 503
   */
  ItemResource schedule(
      Caller caller,
      UUID id,
      IfMatch ifMatch,
      List<UUID> accountIds,
      Map<String, @Nullable Object> schedule) {
    var approved = decisions.beforeScheduling(caller, id, ifMatch);
    var answered =
        scheduling.ask(
            caller, id, approved, List.copyOf(new LinkedHashSet<>(accountIds)), schedule);
    return idempotency.once(
        HttpStatus.OK, ItemHeaders::of, () -> ItemResource.of(scheduling.settle(answered)));
  }

  @Override
  public Action action() {
    return Action.SCHEDULE;
  }

  @Override
  public ItemResource run(Caller caller, UUID id, IfMatch ifMatch, Order order) {
    return schedule(caller, id, ifMatch, order.accountIds(), order.schedule());
  }
}
