package com.postpilot.queue.approval;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.queue.item.Action;
import com.postpilot.queue.item.BulkAction;
import com.postpilot.queue.item.ItemResource;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class BulkRejecting implements BulkAction {
  private final Decisions decisions;

  BulkRejecting(Decisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public Action action() {
    return Action.REJECT;
  }

  @Override
  public ItemResource run(Caller caller, UUID id, IfMatch ifMatch, Order order) {
    return decisions.reject(caller, id, ifMatch, Objects.requireNonNull(order.reason()));
  }
}
