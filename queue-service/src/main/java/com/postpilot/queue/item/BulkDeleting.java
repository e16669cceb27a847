package com.postpilot.queue.item;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class BulkDeleting implements BulkAction {
  private final Changing changing;

  BulkDeleting(Changing changing) {
    this.changing = changing;
  }

  @Override
  public Action action() {
    return Action.DELETE;
  }

  @Override
  public @Nullable ItemResource run(Caller caller, UUID id, IfMatch ifMatch, Order order) {
    changing.delete(caller, id, ifMatch);
    return null;
  }
}
