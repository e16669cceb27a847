package com.postpilot.common.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoopTests {
  private static final Duration LONG = Duration.ofHours(1);

  private final WakeUp wakeUp = new WakeUp();
  private final AtomicInteger passes = new AtomicInteger();
  private Loop loop = new Loop("test", wakeUp, this::counted);

  private Duration counted() {
    passes.incrementAndGet();
    return LONG;
  }

  @AfterEach
  void stop() {
    loop.stop();
  }

  @Test
  void aWakeUpEndsTheRest() {
    loop.start();
    await().until(() -> passes.get() == 1);

    wakeUp.now();

    await().until(() -> passes.get() == 2);
  }

  @Test
  void manyWakeUpsCountAsOne() throws Exception {
    var firstPass = new CountDownLatch(1);
    loop =
        new Loop(
            "test",
            wakeUp,
            () -> {
              firstPass.await();
              return counted();
            });
    loop.start();
    for (int i = 0; i < 10; i++) {
      wakeUp.now();
    }
    firstPass.countDown();

    await().during(Duration.ofMillis(200)).until(() -> passes.get() == 2);
  }

  static List<Loop.Pass> failures() {
    return List.of(
        () -> {
          throw new IllegalStateException("the database is away");
        },
        () -> {
          throw new StackOverflowError();
        });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailedPassIsMadeAgain(Loop.Pass failure) {
    loop = new Loop("test", wakeUp, () -> passes.incrementAndGet() == 1 ? failure.run() : LONG);
    loop.start();

    await().until(() -> passes.get() == 2);
    assertThat(loop.isRunning()).isTrue();
  }

  @Test
  void stoppingWaitsForThePassThatIsBeingMade() throws Exception {
    var inside = new CountDownLatch(1);
    loop =
        new Loop(
            "test",
            wakeUp,
            () -> {
              inside.countDown();
              Thread.sleep(100);
              return counted();
            });
    loop.start();
    inside.await();

    loop.stop();

    assertThat(passes).hasValue(1);
    assertThat(loop.isRunning()).isFalse();
  }

  @Test
  void startsAgainAfterAStop() {
    loop.start();
    await().until(() -> passes.get() == 1);
    loop.stop();

    loop.start();

    await().until(() -> passes.get() >= 2);
  }
}
