package com.postpilot.queue.post;

import com.postpilot.common.loop.Loop;
import com.postpilot.common.loop.WakeUp;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has approvals renewed, in a line of its own: each takes a look at every picture of a product. */
@Component
class RenewalRunner implements SmartLifecycle {
  private static final Duration BETWEEN_SEARCHES = Duration.ofMillis(500);

  private final Loop loop;

  RenewalRunner(Renewing renewing) {
    this.loop =
        new Loop(
            "renewals",
            new WakeUp(),
            () -> renewing.renewSome() ? Duration.ZERO : BETWEEN_SEARCHES);
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
}
