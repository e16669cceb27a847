package com.postpilot.post.dispatch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Ends the dispatcher's sleep when something falls due before it would look again. */
@Component
class WakeUp {
  private final Semaphore calls = new Semaphore(0);

  void now() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }

  void sleep(Duration atMost) throws InterruptedException {
    if (calls.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      calls.drainPermits();
    }
  }
}
