package com.postpilot.post.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Announces again, with the same delivery id, what a crash left unannounced and what has had no
 * outcome for too long. Also finds out whether Kafka is back.
 */
@Component
class Reannouncing implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Reannouncing.class);
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final Claims claims;
  private final Announcer announcer;
  private final WakeUp sleep = new WakeUp();
  private final Counter again;
  private volatile boolean running;
  private Thread thread = new Thread(this::loop);

  Reannouncing(Claims claims, Announcer announcer, MeterRegistry metrics) {
    this.claims = claims;
    this.announcer = announcer;
    this.again = metrics.counter("postpilot.dispatch.announced.again");
  }

  private void loop() {
    while (running) {
      try {
        sleep.sleep(PERIOD);
        if (running) {
          pass();
        }
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        log.warn("What is unanswered waits: {}", e.toString());
      }
    }
  }

  private void pass() throws InterruptedException {
    var unanswered = claims.unanswered();
    if (unanswered.isEmpty()) {
      // Rows that failed a moment ago come up here soon; until then Kafka counts as away.
      if (announcer.kafkaAway() && claims.oldest().unannounced() == null) {
        announcer.kafkaIsBack();
      }
      return;
    }
    var acknowledged = announcer.acknowledged(announcer.send(unanswered));
    if (!acknowledged.isEmpty()) {
      again.increment(claims.announcedAgain(acknowledged));
    }
    if (acknowledged.size() == unanswered.size()) {
      announcer.kafkaIsBack();
    }
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("reannouncing").start(this::loop);
  }

  @Override
  public void stop() {
    running = false;
    sleep.now();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 10;
  }
}
