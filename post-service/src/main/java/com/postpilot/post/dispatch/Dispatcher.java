package com.postpilot.post.dispatch;

import com.postpilot.common.loop.Loop;
import com.postpilot.common.loop.WakeUp;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Claims what is due and announces it; any number of instances may. Each claim is sent by this
 * thread, so that the order of an account's posts is kept, and marked by another when the broker
 * has answered. At most {@link #UNANSWERED} claims wait for that: with Kafka away the rest stays
 * due, where its authors can still change it.
 */
@Component
class Dispatcher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final int UNANSWERED = 4;

  private final Claims claims;
  private final Announcer announcer;
  private final DispatchProperties properties;
  private final Counter claimed;
  private final Counter announced;
  private final Semaphore room = new Semaphore(UNANSWERED);
  private final Loop loop;

  Dispatcher(
      Claims claims,
      Announcer announcer,
      WakeUp wakeUp,
      DispatchProperties properties,
      MeterRegistry metrics) {
    this.claims = claims;
    this.announcer = announcer;
    this.properties = properties;
    this.loop = new Loop("dispatcher", wakeUp, this::pass);
    this.claimed = metrics.counter("postpilot.dispatch.claimed");
    this.announced = metrics.counter("postpilot.dispatch.announced");
  }

  private Duration pass() throws InterruptedException {
    int count = announcer.kafkaAway() ? 0 : round();
    return count < properties.batchSize() ? untilNextLook() : Duration.ZERO;
  }

  private int round() throws InterruptedException {
    room.acquire();
    List<Claimed> batch = List.of();
    try {
      batch = claims.claim();
    } finally {
      if (batch.isEmpty()) {
        room.release();
      }
    }
    if (!batch.isEmpty()) {
      claimed.increment(batch.size());
      var sent = announcer.send(batch);
      Thread.ofVirtual().name("announced").start(() -> settle(sent));
    }
    return batch.size();
  }

  private void settle(Announcer.Sent sent) {
    try {
      var acknowledged = announcer.acknowledged(sent);
      if (!acknowledged.isEmpty()) {
        claims.announced(acknowledged);
        announced.increment(acknowledged.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.warn("A claim is not marked as announced and will be announced again: {}", e.toString());
    } finally {
      room.release();
    }
  }

  /** To the millisecond when something falls due before the next look. */
  private Duration untilNextLook() {
    var poll = properties.pollInterval();
    if (announcer.kafkaAway()) {
      return poll;
    }
    return claims
        .untilNext()
        .filter(next -> next.compareTo(poll) < 0)
        .map(next -> next.isPositive() ? next : Duration.ofMillis(20)) // held by an author
        .orElse(poll);
  }

  @Override
  public void start() {
    loop.start();
  }

  /** What is claimed is announced before this ends, if Kafka answers in time. */
  @Override
  public void stop() {
    loop.stop();
    try {
      if (room.tryAcquire(UNANSWERED, 5, TimeUnit.SECONDS)) {
        room.release(UNANSWERED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  /** Stops before the producer and the pool do. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 10;
  }
}
