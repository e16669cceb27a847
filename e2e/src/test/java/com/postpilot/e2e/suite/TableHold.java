package com.postpilot.e2e.suite;

import static org.awaitility.Awaitility.await;

import com.postpilot.standalone.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds a service open at one statement: whoever changes rows of a table waits, inside that
 * statement, until the hold is released. The service knows nothing of it.
 */
public final class TableHold implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger(4_711_000);

  private final Connection connection;
  private final String table;
  private final int number = NUMBERS.incrementAndGet();
  private boolean released;

  /**
   * @param table of the service's schema
   * @param change {@code insert, update} or {@code delete}
   */
  TableHold(Distributed suite, Service service, String table, String change) throws SQLException {
    connection = suite.database(service);
    this.table = service.schema().orElseThrow() + "." + table;
    var function = service.schema().orElseThrow() + ".held_" + number;
    execute("select pg_advisory_lock(" + number + ")");
    execute(
        """
        create function %s() returns trigger language plpgsql as $$
        begin
          perform pg_advisory_xact_lock(%d);
          return coalesce(new, old);
        end $$
        """
            .formatted(function, number));
    execute(
        "create trigger held_%d before %s on %s for each row execute function %s()"
            .formatted(number, change, this.table, function));
  }

  /** Waits until somebody stands still at it. */
  public TableHold awaitReached() {
    await("somebody to change " + table)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(this::isReached);
    return this;
  }

  private boolean isReached() throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from pg_locks where locktype = 'advisory' and not granted"
                    + " and objid = "
                    + number)) {
      rows.next();
      return rows.getInt(1) > 0;
    }
  }

  /** Lets everybody go on, and holds nobody any more. */
  public void release() throws SQLException {
    if (!released) {
      released = true;
      // The trigger can only be dropped once those that it holds have gone on.
      execute("select pg_advisory_unlock(" + number + ")");
      execute("drop trigger held_%d on %s".formatted(number, table));
      execute(
          "drop function %s.held_%d()".formatted(table.substring(0, table.indexOf('.')), number));
    }
  }

  @Override
  public void close() throws SQLException {
    release();
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
