package com.postpilot.queue.imports;

import com.postpilot.common.loop.Loop;
import com.postpilot.common.loop.WakeUp;
import com.postpilot.queue.imports.Job.Overtaken;
import java.io.IOException;
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
 * Claims imports that have something to do, as many as there is room for, and does it for each on a
 * thread of its own; meanwhile tells the rows that this process lives.
 */
@Component
class ImportRoom implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ImportRoom.class);
  private static final int LONGEST_STOP_SECONDS = 10;

  private final Jobs jobs;
  private final Reading reading;
  private final Committing committing;
  private final Semaphore room;
  private final WakeUp wakeUp = new WakeUp();
  private final Loop claiming;
  private final Loop heartbeat;
  private final Set<Job> held = ConcurrentHashMap.newKeySet();
  private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ImportRoom(Jobs jobs, Reading reading, Committing committing, ImportProperties properties) {
    this.jobs = jobs;
    this.reading = reading;
    this.committing = committing;
    this.room = new Semaphore(properties.concurrency());
    this.claiming =
        new Loop(
            "imports",
            wakeUp,
            () -> {
              claimAll();
              return properties.pollInterval();
            });
    this.heartbeat =
        new Loop(
            "import-heartbeat",
            new WakeUp(),
            () -> {
              jobs.heartbeat(held);
              return properties.lease().dividedBy(3);
            });
  }

  /** There may be something to do. */
  void wake() {
    wakeUp.now();
  }

  @Override
  public void start() {
    threads = Executors.newVirtualThreadPerTaskExecutor();
    claiming.start();
    heartbeat.start();
  }

  private void claimAll() {
    int free = room.availablePermits();
    while (claiming.isRunning() && free > 0) {
      var claimed = jobs.claim(free);
      for (var job : claimed) {
        held.add(job);
        room.acquireUninterruptibly();
        threads.execute(() -> run(job));
      }
      if (claimed.isEmpty()) {
        return;
      }
      free = room.availablePermits();
    }
  }

  private void run(Job job) {
    try {
      switch (job.status()) {
        case READING -> reading.read(job);
        case COMMITTING -> committing.commit(job);
        case READY, DONE, FAILED, EXPIRED ->
            throw new IllegalStateException("Nothing to do while it is " + job.status());
      }
    } catch (Overtaken gone) {
      log.debug("{}", gone.getMessage());
    } catch (IOException | RuntimeException e) {
      log.warn("Import {} is left where it is", job.id(), e);
      leave(job);
    } finally {
      held.remove(job);
      room.release();
      wake(); // its workspace may have another one
    }
  }

  /** To be taken up soon: a row that cannot be stored would keep all others for many leases. */
  private void leave(Job job) {
    held.remove(job);
    try {
      jobs.leave(job);
    } catch (RuntimeException e) {
      log.warn("Import {} keeps its lease until it runs out", job.id(), e);
    }
  }

  /** Claims nothing more and lets what was claimed finish; what does not is taken up elsewhere. */
  @Override
  public void stop() {
    claiming.stop();
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
