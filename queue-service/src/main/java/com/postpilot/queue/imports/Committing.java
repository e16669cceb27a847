package com.postpilot.queue.imports;

import com.postpilot.common.security.Caller;
import com.postpilot.common.tenant.TenantTransactions;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.imports.Rows.Next;
import com.postpilot.queue.imports.Rows.Settled;
import com.postpilot.queue.item.Creating;
import com.postpilot.queue.item.Creating.Imported;
import com.postpilot.queue.item.Creating.Wanted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Stores what a report promises, some hundred rows in one transaction with the position of the last
 * of them: whoever goes on after a crash goes on behind it.
 */
@Component
class Committing {
  private static final Logger log = LoggerFactory.getLogger(Committing.class);
  private static final int ROWS_AT_ONCE = 200;

  private final Jobs jobs;
  private final Rows rows;
  private final Creating creating;
  private final TenantTransactions transactions;
  private final ImportProperties properties;

  Committing(
      Jobs jobs,
      Rows rows,
      Creating creating,
      TenantTransactions transactions,
      ImportProperties properties) {
    this.jobs = jobs;
    this.rows = rows;
    this.creating = creating;
    this.transactions = transactions;
    this.properties = properties;
  }

  /**
   * @throws Job.Overtaken if it is no longer this process that has it
   */
  void commit(Job job) {
    int attempts = job.attempts();
    // One among some hundred that cannot be stored must not keep the others from it.
    int singly = attempts > 1 ? ROWS_AT_ONCE : 0;
    while (step(job, attempts, singly > 0 ? 1 : ROWS_AT_ONCE)) {
      attempts = 1;
      singly--;
    }
  }

  /**
   * Stores the next rows.
   *
   * @param attempts with this one, since rows were stored
   * @param limit how many at the most
   * @return false if there were none, and it is done
   * @throws Job.Overtaken if it is no longer this process that has it
   */
  boolean step(Job job, int attempts, int limit) {
    return transactions.inWorkspace(
        job.workspaceId(),
        () -> {
          int after = jobs.lock(job);
          var next = rows.next(job, after, limit);
          if (next.isEmpty()) {
            jobs.done(job);
            return false;
          }
          store(job, next, attempts);
          return true;
        });
  }

  private void store(Job job, List<Next> next, int attempts) {
    var settled = attempts > properties.attempts() ? givenUp(job, next) : stored(job, next);
    rows.settle(job, settled);
    var more = new EnumMap<Outcome, Integer>(Outcome.class);
    next.forEach(row -> more.merge(row.outcome(), -1, Integer::sum));
    settled.forEach(row -> more.merge(row.outcome(), 1, Integer::sum));
    jobs.committed(job, next.size(), next.getLast().position(), more);
  }

  private List<Settled> stored(Job job, List<Next> next) {
    var plan = job.plan();
    var language = Locale.forLanguageTag(plan.language());
    var wanted =
        next.stream()
            .map(row -> new Wanted(row.facts(), plan.platforms(), plan.tone(), language, false))
            .toList();
    var imported = creating.importAll(as(job), wanted);
    var settled = new ArrayList<Settled>();
    for (int i = 0; i < next.size(); i++) {
      settled.add(settled(next.get(i), imported.get(i)));
    }
    return settled;
  }

  private static Settled settled(Next row, Imported imported) {
    return new Settled(row.position(), Outcome.of(imported.change()), imported.itemId(), List.of());
  }

  /** Whoever committed it may write: that was checked then. */
  private static Caller as(Job job) {
    return new Caller(Objects.requireNonNull(job.committedBy()), job.workspaceId(), "EDITOR");
  }

  private static List<Settled> givenUp(Job job, List<Next> next) {
    log.error("Import {}: row {} cannot be stored", job.id(), next.getFirst().position());
    var problem =
        new FieldError(
            "row", "internal_error", "Something went wrong on our side with this product.");
    return next.stream()
        .map(row -> new Settled(row.position(), Outcome.SKIPPED, null, List.of(problem)))
        .toList();
  }
}
