package com.postpilot.common.outbox;

import com.postpilot.common.event.EncodedEvent;
import com.postpilot.common.event.EventCodec;
import com.postpilot.common.event.Trace;
import com.postpilot.common.loop.Loop;
import com.postpilot.common.loop.WakeUp;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends what stands in the outbox, shard by shard, in the order of writing, and deletes what the
 * broker acknowledged. A shard stops at its first failed send; the next pass begins there again, so
 * a record may be sent twice (consumers have an inbox) but never overtakes one of its own key.
 *
 * <p>A shard is held by a session-level advisory lock on a connection of its own, outside any
 * transaction: no transaction stays open while the broker answers, and a dead relay's lock ends
 * with its connection.
 */
final class OutboxRelay implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 500;
  private static final Duration POLL = Duration.ofSeconds(1);

  private final DataSource database;
  private final KafkaTemplate<String, byte[]> kafka;
  private final Runnable makeTopics;
  private final String source;
  private final Counter sent;
  private final Counter failed;
  private final WakeUp wakeUp = new WakeUp();
  private final Loop loop = new Loop("outbox-relay", wakeUp, this::drain);

  /**
   * @param makeTopics makes the topics of this service that Kafka does not have
   */
  OutboxRelay(
      DataSource database,
      KafkaTemplate<String, byte[]> kafka,
      Runnable makeTopics,
      String source,
      MeterRegistry metrics) {
    this.database = database;
    this.kafka = kafka;
    this.makeTopics = makeTopics;
    this.source = source;
    this.sent = metrics.counter("postpilot.outbox.sent");
    this.failed = metrics.counter("postpilot.outbox.failed.sends");
  }

  private record Row(long seq, ProducerRecord<String, byte[]> message) {}

  void wake() {
    wakeUp.now();
  }

  /** Passes over all shards until a pass finds nothing more that can be sent. */
  private Duration drain() throws SQLException, InterruptedException {
    boolean more = true;
    while (loop.isRunning() && more) {
      more = false;
      try (var connection = database.getConnection()) {
        for (int shard : pendingShards(connection)) {
          more |= relay(connection, shard);
        }
      }
    }
    return POLL;
  }

  private static List<Integer> pendingShards(Connection connection) throws SQLException {
    var shards = new ArrayList<Integer>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select distinct shard from outbox order by shard")) {
      while (rows.next()) {
        shards.add(rows.getInt(1));
      }
    }
    return shards;
  }

  /** Returns whether the shard may hold more that can be sent now. */
  private boolean relay(Connection connection, int shard)
      throws SQLException, InterruptedException {
    if (!lock(connection, shard)) {
      return false; // another instance is at it
    }
    try {
      var rows = read(connection, shard);
      var acknowledged = send(rows);
      delete(connection, rows.subList(0, acknowledged));
      sent.increment(acknowledged);
      if (acknowledged < rows.size()) {
        failed.increment();
        Thread.sleep(POLL);
        return false;
      }
      return rows.size() == BATCH;
    } finally {
      unlock(connection, shard);
    }
  }

  /** Sends all rows and returns how many of the first ones the broker acknowledged in a row. */
  private int send(List<Row> rows) throws InterruptedException {
    var answers = new ArrayList<CompletableFuture<?>>(rows.size());
    for (var row : rows) {
      try {
        answers.add(kafka.send(row.message()));
      } catch (RuntimeException e) { // no broker known, buffer full
        answers.add(CompletableFuture.failedFuture(e));
        break;
      }
    }
    kafka.flush();
    for (int i = 0; i < answers.size(); i++) {
      try {
        answers.get(i).get();
      } catch (ExecutionException e) {
        log.warn(
            "{} was not sent: {}", rows.get(i).message().topic(), String.valueOf(e.getCause()));
        if (isForWantOfTheTopic(e)) {
          makeTopics.run(); // Kafka was away when this service started
        }
        return i;
      }
    }
    return answers.size();
  }

  private static boolean isForWantOfTheTopic(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownTopicOrPartitionException) {
        return true;
      }
    }
    return false;
  }

  private List<Row> read(Connection connection, int shard) throws SQLException {
    var rows = new ArrayList<Row>();
    try (var statement =
        connection.prepareStatement(
            """
            select seq, topic, key, event_id, type, occurred_at, payload, request_id, traceparent
            from outbox where shard = ? order by seq limit ?
            """)) {
      statement.setInt(1, shard);
      statement.setInt(2, BATCH);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Row(
                  row.getLong("seq"),
                  EventCodec.write(
                      new EncodedEvent(
                          row.getString("topic"),
                          row.getString("key"),
                          row.getObject("event_id", UUID.class),
                          row.getString("type"),
                          row.getTimestamp("occurred_at").toInstant(),
                          row.getString("payload")),
                      source,
                      new Trace(row.getString("request_id"), row.getString("traceparent")))));
        }
      }
    }
    return rows;
  }

  private static void delete(Connection connection, List<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    var seqs = rows.stream().map(Row::seq).toArray(Long[]::new);
    try (var statement = connection.prepareStatement("delete from outbox where seq = any (?)")) {
      statement.setArray(1, connection.createArrayOf("bigint", seqs));
      statement.executeUpdate();
    }
  }

  private static boolean lock(Connection connection, int shard) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select pg_try_advisory_lock(hashtext(current_schema() || '.outbox'), ?)")) {
      return asked(statement, shard);
    }
  }

  private static void unlock(Connection connection, int shard) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select pg_advisory_unlock(hashtext(current_schema() || '.outbox'), ?)")) {
      asked(statement, shard);
    }
  }

  private static boolean asked(PreparedStatement statement, int shard) throws SQLException {
    statement.setInt(1, shard);
    try (var row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  /** Stops before the producer and the pool do. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 10;
  }
}
