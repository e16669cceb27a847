package com.postpilot.publisher.execution;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Claims what is ready, as much as there is room for, and runs each claim on a thread of its own;
 * meanwhile tells the ledger that this worker lives.
 */
@Component
public class Workshop implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Workshop.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final int LONGEST_STOP_SECONDS = 15;

  private final Claims claims;
  private final Publishing publishing;
  private final DetailsSearch details;
  private final PublisherProperties properties;
  private final Semaphore room;
  private final Semaphore wake = new Semaphore(0);
  private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Publication> held = ConcurrentHashMap.newKeySet();
  private final Clock clock;
  private volatile Instant progress;
  private volatile boolean running;

  Workshop(
      Claims claims,
      Publishing publishing,
      DetailsSearch details,
      PublisherProperties properties,
      Clock clock) {
    this.claims = claims;
    this.publishing = publishing;
    this.details = details;
    this.properties = properties;
    this.room = new Semaphore(properties.concurrency());
    this.clock = clock;
    this.progress = clock.instant();
  }

  /** When an attempt last came to its end, whatever that was. */
  Instant progress() {
    return progress;
  }

  /** Something may be ready. */
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  @Override
  public void start() {
    running = true;
    threads = Executors.newVirtualThreadPerTaskExecutor();
    threads.execute(() -> repeat(properties.pollInterval(), this::claimAll, wake));
    threads.execute(
        () ->
            repeat(
                properties.lease().dividedBy(3), () -> claims.heartbeat(held), new Semaphore(0)));
    threads.execute(() -> repeat(Duration.ofSeconds(1), details::search, new Semaphore(0)));
  }

  /** Runs {@code work} again and again, after a pause that {@code earlier} can cut short. */
  private void repeat(Duration pause, Runnable work, Semaphore earlier) {
    while (running) {
      try {
        work.run();
        earlier.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        earlier.drainPermits();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("The publisher waits: {}", e.toString());
        pause(AFTER_FAILURE);
      }
    }
  }

  private void claimAll() {
    int free = room.availablePermits();
    while (running && free > 0) {
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

  private static void pause(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Claims nothing more and lets what was claimed finish; what does not is taken up elsewhere. */
  @Override
  public void stop() {
    running = false;
    wake();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
