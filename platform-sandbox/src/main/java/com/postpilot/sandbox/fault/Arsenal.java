package com.postpilot.sandbox.fault;

import com.postpilot.sandbox.fault.FaultFact.FaultArmed;
import com.postpilot.sandbox.fault.FaultFact.FaultDisarmed;
import com.postpilot.sandbox.fault.FaultFact.FaultDrawn;
import com.postpilot.sandbox.journal.Chapter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The faults that are armed, oldest first; spent ones stay listed until they are deleted. */
@Component
class Arsenal implements Chapter<FaultFact> {

  private final Map<String, ArmedFault> faults = new LinkedHashMap<>();

  Collection<ArmedFault> all() {
    return faults.values();
  }

  @Nullable ArmedFault find(String id) {
    return faults.get(id);
  }

  @Override
  public Class<FaultFact> facts() {
    return FaultFact.class;
  }

  @Override
  public void apply(FaultFact fact) {
    switch (fact) {
      case FaultArmed(var fault) -> faults.put(fault.id(), new ArmedFault(fault));
      case FaultDrawn(var id, var struck) -> {
        var drawn = find(id);
        if (drawn != null) {
          drawn.draw(struck);
        }
      }
      case FaultDisarmed(var id) -> faults.remove(id);
    }
  }

  @Override
  public void clear() {
    faults.clear();
  }
}
