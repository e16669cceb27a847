package com.postpilot.sandbox.fault;

import com.postpilot.sandbox.fault.FaultFact.FaultArmed;
import com.postpilot.sandbox.fault.FaultFact.FaultDisarmed;
import com.postpilot.sandbox.fault.FaultFact.FaultDrawn;
import com.postpilot.sandbox.fault.FaultKind.Stage;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.traffic.Call;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Arms faults and decides which call is struck. */
@Component
class Faults {

  private final Arsenal arsenal;
  private final Journal journal;

  Faults(Arsenal arsenal, Journal journal) {
    this.arsenal = arsenal;
    this.journal = journal;
  }

  void arm(Fault fault) {
    journal.append(new FaultArmed(fault));
  }

  /** Returns whether there was such a fault. */
  boolean disarm(String id) {
    return journal.exclusively(
        () -> {
          var known = arsenal.find(id) != null;
          if (known) {
            journal.append(new FaultDisarmed(id));
          }
          return known;
        });
  }

  void disarmAll() {
    list(fault -> fault.fault().id()).forEach(this::disarm);
  }

  boolean isArmed(Fault fault) {
    return journal.exclusively(() -> arsenal.find(fault.id()) != null);
  }

  <T> List<T> list(Function<ArmedFault, T> view) {
    return journal.exclusively(() -> arsenal.all().stream().map(view).toList());
  }

  /** The oldest armed fault of that stage that strikes this call; that uses it up by one. */
  Optional<Fault> draw(Call call, Stage stage) {
    return journal.exclusively(
        () -> {
          for (var armed : arsenal.all()) {
            if (!armed.isSpent() && armed.fault().aimsAt(call, stage)) {
              var strikes = armed.strikesNext();
              journal.append(new FaultDrawn(armed.fault().id(), strikes));
              if (strikes) {
                return Optional.of(armed.fault());
              }
            }
          }
          return Optional.empty();
        });
  }
}
