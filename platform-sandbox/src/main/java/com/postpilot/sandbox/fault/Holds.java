package com.postpilot.sandbox.fault;

import com.postpilot.sandbox.traffic.ClientConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** The requests that are held open at this moment. */
@Component
class Holds {

  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(20).toNanos();

  private final Map<String, Integer> held = new ConcurrentHashMap<>();
  private final Faults faults;

  Holds(Faults faults) {
    this.faults = faults;
  }

  int holding(String faultId) {
    return held.getOrDefault(faultId, 0);
  }

  /** Waits for the fault's delay, or until the fault is deleted or the client leaves. */
  void whileClientWaits(Fault fault, ClientConnection connection) {
    hold(fault, () -> !connection.isAbandoned());
  }

  /** Waits for the fault's delay, or until the fault is deleted. */
  void regardless(Fault fault) {
    hold(fault, () -> true);
  }

  private void hold(Fault fault, BooleanSupplier wanted) {
    held.merge(fault.id(), 1, Integer::sum);
    try {
      var start = System.nanoTime();
      var limit =
          fault.delayMs() == null ? Long.MAX_VALUE : Duration.ofMillis(fault.delayMs()).toNanos();
      while (System.nanoTime() - start < limit
          && faults.isArmed(fault)
          && wanted.getAsBoolean()
          && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(Math.min(LOOK_EVERY_NANOS, limit - (System.nanoTime() - start)));
      }
    } finally {
      held.computeIfPresent(fault.id(), (id, count) -> count == 1 ? null : count - 1);
    }
  }
}
