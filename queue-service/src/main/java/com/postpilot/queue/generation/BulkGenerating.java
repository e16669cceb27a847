package com.postpilot.queue.generation;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.queue.generation.Generating.Wishes;
import com.postpilot.queue.item.Action;
import com.postpilot.queue.item.BulkAction;
import com.postpilot.queue.item.ItemResource;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

@Component
class BulkGenerating implements BulkAction {
  private final Generating generating;

  BulkGenerating(Generating generating) {
    this.generating = generating;
  }

  @Override
  public Action action() {
    return Action.GENERATE;
  }

  @Override
  public ItemResource run(Caller caller, UUID id, IfMatch ifMatch, Order order) {
    return generating.generate(HttpStatus.OK, caller, id, ifMatch, Wishes.NONE);
  }
}
