package com.postpilot.queue.approval;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.queue.approval.Approving.Consent;
import com.postpilot.queue.item.Action;
import com.postpilot.queue.item.BulkAction;
import com.postpilot.queue.item.ItemResource;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class BulkApproving implements BulkAction {
  private final Decisions decisions;

  BulkApproving(Decisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public Action action() {
    return Action.APPROVE;
  }

  @Override
  public ItemResource run(Caller caller, UUID id, IfMatch ifMatch, Order order) {
    return decisions.approve(caller, id, ifMatch, new Consent(caller.userId(), Set.of(), null));
  }
}
