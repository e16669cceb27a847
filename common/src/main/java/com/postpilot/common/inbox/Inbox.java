package com.postpilot.common.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Remembers which events had their effect, in the transaction of that effect. */
public final class Inbox {
  /** Longer than any topic keeps its records, so that no replay finds a forgotten id. */
  private static final Duration RETENTION = Duration.ofDays(14);

  /** What was left alone for long is more than one statement may take. */
  private static final int PRUNED_AT_ONCE = 10_000;

  private final JdbcClient jdbc;
  private final Clock clock;

  Inbox(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Whether this event is new; from now on, if the transaction commits, it is not. A concurrent
   * delivery of the same event waits for this transaction.
   */
  public boolean accept(UUID eventId) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("No transaction for the effect of event " + eventId);
    }
    return jdbc.sql(
                "insert into inbox (event_id, received_at) values (?, ?) on conflict do nothing")
            .params(eventId, now())
            .update()
        == 1;
  }

  void prune() {
    int pruned;
    do {
      pruned =
          jdbc.sql(
                  """
                  delete from inbox where event_id in (
                    select event_id from inbox where received_at < ? limit ?)
                  """)
              .params(now().minus(RETENTION), PRUNED_AT_ONCE)
              .update();
    } while (pruned == PRUNED_AT_ONCE);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
