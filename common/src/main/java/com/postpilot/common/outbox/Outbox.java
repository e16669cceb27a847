package com.postpilot.common.outbox;

import com.postpilot.common.contract.Event;
import com.postpilot.common.event.EncodedEvent;
import com.postpilot.common.event.Trace;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Facts on their way out: written in the transaction that makes them true, relayed to Kafka by
 * {@link OutboxRelay}.
 */
public final class Outbox {
  /** What is locked and kept in order together; a key always falls into the same shard. */
  static final int SHARDS = 8;

  /** Kafka refuses more than 1 MiB, and a record that is refused for ever would stop its shard. */
  private static final int MAX_BYTES = 900_000;

  private final JdbcClient jdbc;
  private final Runnable wakeRelay;

  Outbox(JdbcClient jdbc, Runnable wakeRelay) {
    this.jdbc = jdbc;
    this.wakeRelay = wakeRelay;
  }

  /**
   * Adds {@code event} to the current transaction.
   *
   * @throws IllegalStateException outside a transaction, where the fact could be lost
   */
  public void append(Event event) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("No transaction for " + event);
    }
    var encoded = EncodedEvent.of(event);
    if (encoded.json().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException(
          encoded.type() + " " + encoded.id() + " is larger than " + MAX_BYTES + " bytes");
    }
    var trace = Trace.current();
    jdbc.sql(
            """
            insert into outbox
              (event_id, shard, topic, key, type, occurred_at, payload, request_id, traceparent)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            encoded.id(),
            Math.floorMod(encoded.key().hashCode(), SHARDS),
            encoded.topic(),
            encoded.key(),
            encoded.type(),
            encoded.occurredAt().atOffset(ZoneOffset.UTC),
            encoded.json())
        .param(trace.requestId())
        .param(trace.traceparent())
        .update();
    wakeAfterCommit();
  }

  private void wakeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wakeRelay.run();
          }
        });
  }
}
