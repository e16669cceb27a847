package com.postpilot.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PartsTests {
  final List<String> events = new CopyOnWriteArrayList<>();
  final Parts parts = new Parts(2);

  @Test
  void partsStopInReverseWhateverTheOrderInWhichTheyCameUp() throws InterruptedException {
    var serviceIsUp = new CountDownLatch(1);
    parts.start(
        List.of(part("database", serviceIsUp::await), part("service", serviceIsUp::countDown)));

    parts.close();

    assertThat(events).endsWith("service down", "database down").hasSize(4);
  }

  @Test
  void atTheFirstThatFailsTheOthersAreNotTriedAndTheReasonIsGiven() {
    var failing =
        part(
            "auth-service",
            () -> {
              throw new IllegalStateException(new IllegalStateException("no such table"));
            });
    var oneAtATime = new Parts(1);

    assertThatThrownBy(() -> oneAtATime.start(List.of(failing, part("gateway", () -> {}))))
        .isInstanceOf(CannotStart.class)
        .hasMessage("auth-service did not start: no such table");
    oneAtATime.close();

    assertThat(events).isEmpty();
  }

  @Test
  void aStartUnderWayIsAwaitedAndThenStopped() throws InterruptedException {
    var starting = new CountDownLatch(1);
    var mayFinish = new CountDownLatch(1);
    var database =
        part(
            "database",
            () -> {
              starting.countDown();
              mayFinish.await();
            });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ =
          threads.submit(
              () -> {
                parts.start(List.of(database));
                return null;
              });
      starting.await();
      var closing = Thread.ofVirtual().start(parts::close);
      await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
      assertThat(events).isEmpty();
      mayFinish.countDown();
      closing.join();
    }

    assertThat(events).containsExactly("database up", "database down");
  }

  @Test
  void aPartThatDoesNotStopDoesNotKeepTheOthersFromStopping() throws InterruptedException {
    parts.start(List.of(part("database", () -> {}), stubborn()));

    parts.close();

    assertThat(events).contains("database down");
  }

  private interface Step {
    void run() throws Exception;
  }

  private Parts.Part part(String name, Step step) {
    return new Parts.Part(
        name,
        1,
        () -> {
          step.run();
          events.add(name + " up");
          return () -> events.add(name + " down");
        });
  }

  private static Parts.Part stubborn() {
    AutoCloseable stop =
        () -> {
          throw new IllegalStateException("I stay");
        };
    return new Parts.Part("stubborn", 1, () -> stop);
  }
}
