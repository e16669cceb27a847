package com.postpilot.common.loop;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one pass after the other on a virtual thread of its own, from {@link #start} to {@link
 * #stop}. A pass that fails is made again after a second.
 */
public final class Loop {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final String name;
  private final WakeUp wakeUp;
  private final Pass pass;
  private volatile boolean running;
  private Thread thread = new Thread();

  /**
   * @param name of the thread, and in the log
   */
  public Loop(String name, WakeUp wakeUp, Pass pass) {
    this.name = name;
    this.wakeUp = wakeUp;
    this.pass = pass;
  }

  /** One round of the work. */
  @FunctionalInterface
  public interface Pass {
    /** Returns the longest rest until the next pass; zero for none. */
    Duration run() throws Exception;
  }

  public void start() {
    running = true;
    thread = Thread.ofVirtual().name(name).start(this::repeat);
  }

  /** Lets the pass that is being made come to its end, for a few seconds. */
  public void stop() {
    running = false;
    wakeUp.now();
    try {
      thread.join(LONGEST_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean isRunning() {
    return running;
  }

  private void repeat() {
    try {
      while (running) {
        rest(round());
      }
    } catch (InterruptedException e) {
      log.debug("{} was told to end", name);
    }
  }

  private Duration round() throws InterruptedException {
    try {
      return pass.run();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | Error e) { // a loop that ends unseen is worse than any error
      log.warn("{} goes on in {}: {}", name, AFTER_A_FAULT, e.toString());
      Thread.sleep(AFTER_A_FAULT); // no wake-up shortens it: what failed would fail again
      return Duration.ZERO;
    }
  }

  private void rest(Duration longest) throws InterruptedException {
    if (running && longest.isPositive()) {
      wakeUp.sleep(longest);
    }
  }
}
