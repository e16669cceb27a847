package com.postpilot.publisher.execution;

import com.postpilot.common.loop.Loop;
import com.postpilot.common.loop.WakeUp;
import com.postpilot.publisher.PublisherProperties;
import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Claims;
import com.postpilot.publisher.ledger.Publication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Claims what is ready, as much as there is room for, and runs each claim on a thread of its own;
 * meanwhile tells the ledger that this worker lives.
 */
@Component
public class Workshop implements SmartLifecycle {
  private static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(1);
  private static final int LONGEST_STOP_SECONDS = 15;

  private final Claims claims;
  private final Publishing publishing;
  private final Semaphore room;
  private final WakeUp wakeUp = new WakeUp();
  private final Loop claiming;
  private final Loop heartbeat;
  private final Loop search;
  private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Publication> held = ConcurrentHashMap.newKeySet();
  private final Clock clock;
  private volatile Instant progress;

  Workshop(
      Claims claims,
      Publishing publishing,
      DetailsSearch details,
      PublisherProperties properties,
      Clock clock) {
    this.claims = claims;
    this.publishing = publishing;
    this.room = new Semaphore(properties.concurrency());
    this.clock = clock;
    this.progress = clock.instant();
    this.claiming =
        new Loop(
            "claiming",
            wakeUp,
            () -> {
              claimAll();
              return properties.pollInterval();
            });
    this.heartbeat =
        new Loop(
            "heartbeat",
            new WakeUp(),
            () -> {
              claims.heartbeat(held);
              return properties.lease().dividedBy(3);
            });
    this.search =
        new Loop(
            "details",
            new WakeUp(),
            () -> {
              details.search(threads);
              return BETWEEN_SEARCHES;
            });
  }

  /** When an attempt last came to its end, whatever that was. */
  Instant progress() {
    return progress;
  }

  /** Something may be ready. */
  public void wake() {
    wakeUp.now();
  }

  @Override
  public void start() {
    threads = Executors.newVirtualThreadPerTaskExecutor();
    claiming.start();
    heartbeat.start();
    search.start();
  }

  private void claimAll() {
    int free = room.availablePermits();
    while (claiming.isRunning() && free > 0) {
      List<Claim> claimed = claims.claim(free);
      for (var claim : claimed) {
        held.add(claim.publication());
        room.acquireUninterruptibly();
        threads.execute(() -> run(claim));
      }
      if (claimed.isEmpty()) {
        return;
      }
      free = room.availablePermits();
    }
  }

  private void run(Claim claim) {
    try {
      publishing.run(claim);
    } finally {
      held.remove(claim.publication());
      progress = clock.instant();
      room.release();
      wake(); // its lane is free
    }
  }

  /** Claims nothing more and lets what was claimed finish; what does not is taken up elsewhere. */
  @Override
  public void stop() {
    claiming.stop();
    search.stop();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    heartbeat.stop();
  }

  @Override
  public boolean isRunning() {
    return claiming.isRunning();
  }
}
