package com.postpilot.queue.item;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code POST /queue/bulk} can do to each of many items. */
public interface BulkAction {

  /**
   * How it is to be done.
   *
   * @param reason of all of them; never null for REJECT
   * @param accountIds on which it is posted; some for SCHEDULE
   * @param schedule as post-service takes it; empty for all but SCHEDULE
   */
  record Order(
      @Nullable String reason, List<UUID> accountIds, Map<String, @Nullable Object> schedule) {}

  Action action();

  /**
   * Does it to one, in a transaction of its own, as if that had been a request of its own.
   *
   * @return the item as it is now; null if it is gone
   * @throws com.postpilot.common.web.Problem if it is refused
   */
  @Nullable ItemResource run(Caller caller, UUID id, IfMatch ifMatch, Order order);
}
