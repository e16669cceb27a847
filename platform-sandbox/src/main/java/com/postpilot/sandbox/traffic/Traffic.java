package com.postpilot.sandbox.traffic;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.journal.Journal;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Counts the calls that reach the platforms. */
@Component
public class Traffic {

  private final Arrivals arrivals;
  private final Journal journal;
  private final SandboxClock clock;

  Traffic(Arrivals arrivals, Journal journal, SandboxClock clock) {
    this.arrivals = arrivals;
    this.journal = journal;
    this.clock = clock;
  }

  public void arrived(Call call) {
    var at = clock.machineInstant();
    var account = call.account();
    journal.exclusively(
        () ->
            journal.append(
                new Arrival(
                    arrivals.nextNumber(),
                    call.platform(),
                    call.operation(),
                    account == null ? null : account.id(),
                    account == null ? null : account.handle(),
                    at)));
  }

  List<Arrival> matching(Predicate<Arrival> wanted, int limit) {
    return journal.exclusively(() -> arrivals.matching(wanted, limit));
  }
}
