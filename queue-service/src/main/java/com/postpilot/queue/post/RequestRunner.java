package com.postpilot.queue.post;

import com.postpilot.common.loop.Loop;
import com.postpilot.common.loop.WakeUp;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has post-service asked for the posts that nobody waits for, in a line of their own. */
@Component
class RequestRunner implements SmartLifecycle {
  private static final Duration BETWEEN_SEARCHES = Duration.ofMillis(500);

  private final Loop loop;

  RequestRunner(Scheduling scheduling) {
    this.loop =
        new Loop(
            "scheduling-requests",
            new WakeUp(),
            () -> scheduling.finishSome() ? Duration.ZERO : BETWEEN_SEARCHES);
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
