package com.postpilot.queue.generation;

import com.postpilot.common.loop.Loop;
import com.postpilot.common.loop.WakeUp;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Claims what is to be written, as much as there is room for, and writes each on a thread of its
 * own; meanwhile tells the rows that this process lives.
 */
@Component
class WritingRoom implements SmartLifecycle {
  private static final int LONGEST_STOP_SECONDS = 10;

  private final Generations generations;
  private final Writing writing;
  private final Semaphore room;
  private final WakeUp wakeUp = new WakeUp();
  private final Loop claiming;
  private final Loop heartbeat;
  private final Set<Generation> held = ConcurrentHashMap.newKeySet();
  private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  WritingRoom(Generations generations, Writing writing, GenerationProperties properties) {
    this.generations = generations;
    this.writing = writing;
    this.room = new Semaphore(properties.concurrency());
    this.claiming =
        new Loop(
            "generations",
            wakeUp,
            () -> {
              claimAll();
              return properties.pollInterval();
            });
    this.heartbeat =
        new Loop(
            "generation-heartbeat",
            new WakeUp(),
            () -> {
              generations.heartbeat(held);
              return properties.lease().dividedBy(3);
            });
  }

  /** There may be something to write. */
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
      var claimed = generations.claim(free);
      for (var generation : claimed) {
        held.add(generation);
        room.acquireUninterruptibly();
        threads.execute(() -> run(generation));
      }
      if (claimed.isEmpty()) {
        return;
      }
      free = room.availablePermits();
    }
  }

  private void run(Generation generation) {
    try {
      writing.write(generation);
    } finally {
      held.remove(generation);
      room.release();
      wake(); // its workspace may have another one written
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
