package com.postpilot.queue.item;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code POST /queue/bulk} can do to each of many items. */
public interface BulkAction {

  Action action();

  /**
   * Does it to one, in a transaction of its own, as if that had been a request of its own.
   *
   * @param reason of all of them; never null for REJECT
   * @return the item as it is now; null if it is gone
   * @throws com.postpilot.common.web.Problem if it is refused
   */
  @Nullable ItemResource run(Caller caller, UUID id, IfMatch ifMatch, @Nullable String reason);
}
