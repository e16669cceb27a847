package com.postpilot.post.dispatch;

import com.postpilot.common.loop.Loop;
import com.postpilot.common.loop.WakeUp;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Announces again, with the same delivery id, what a crash left unannounced and what has had no
 * outcome for too long. Also finds out whether Kafka is back.
 */
@Component
class Reannouncing implements SmartLifecycle {
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final Claims claims;
  private final Announcer announcer;
  private final Counter again;
  private final Loop loop = new Loop("reannouncing", new WakeUp(), this::pass);

  Reannouncing(Claims claims, Announcer announcer, MeterRegistry metrics) {
    this.claims = claims;
    this.announcer = announcer;
    this.again = metrics.counter("postpilot.dispatch.announced.again");
  }

  private Duration pass() throws InterruptedException {
    var unanswered = claims.unanswered();
    if (unanswered.isEmpty()) {
      // Rows that failed a moment ago come up here soon; until then Kafka counts as away.
      if (announcer.kafkaAway() && claims.oldest().unannounced() == null) {
        announcer.kafkaIsBack();
      }
      return PERIOD;
    }
    var sent = announcer.send(unanswered);
    var acknowledged = announcer.acknowledged(sent);
    if (!acknowledged.isEmpty()) {
      again.increment(claims.announcedAgain(acknowledged));
    }
    if (!acknowledged.isEmpty() && acknowledged.size() == sent.claims().size()) {
      announcer.kafkaIsBack();
    }
    return PERIOD;
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

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 10;
  }
}
