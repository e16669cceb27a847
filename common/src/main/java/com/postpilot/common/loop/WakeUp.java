package com.postpilot.common.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends the rest of a {@link Loop} before its time; many calls count as one. */
public final class WakeUp {
  private final Semaphore calls = new Semaphore(0);

  public void now() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }

  void sleep(Duration atMost) throws InterruptedException {
    if (calls.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      calls.drainPermits();
    }
  }
}
