package com.postpilot.e2e.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.suite.Distributed;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.standalone.Service;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code kill -9} and long pauses of the publisher, at each of its remote calls. */
@EndToEnd
class WorkerCrashIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "container, stall",
    "container, stall_after_apply",
    "poll, stall",
    "publish, stall",
    "publish, stall_after_apply",
    "details, stall",
  })
  void aWorkerKilledDuringACallLosesNothingAndDoublesNothing(
      String operation, String kind, Distributed postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("killed at " + operation, owner.uploadPicture(), account);
    var worker = postpilot.process(Service.PUBLISHER_WORKER);
    var held = postpilot.sandbox().failNext(operation, kind, account.handle());

    owner.publishNow(post);
    await().atMost(PATIENCE).until(() -> held.holding() == 1);
    worker.kill();
    held.withdraw();
    worker.start().awaitReady();

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    owner.awaitPermalink(post);
    assertThat(postpilot.sandbox().publicationsOf(account.handle())).hasSize(1);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "container, stall",
    "container, stall_after_apply",
    "publish, stall",
    "publish, stall_after_apply"
  })
  void aWorkerFrozenPastItsLeaseIsReplacedAndDoesNoHarmWhenItWakes(
      String operation, String kind, Distributed postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("frozen at " + operation, owner.uploadPicture(), account);
    var worker = postpilot.process(Service.PUBLISHER_WORKER);
    var held = postpilot.sandbox().failNext(operation, kind, account.handle());

    owner.publishNow(post);
    await().atMost(PATIENCE).until(() -> held.holding() == 1);
    worker.freeze();
    postpilot.startAnother(Service.PUBLISHER_WORKER);

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    held.withdraw();
    worker.thaw();
    var marker = owner.createPost("after the thaw", owner.uploadPicture(), account);
    owner.publishNow(marker);
    owner.awaitStatus(marker, "PUBLISHED", PATIENCE);
    assertThat(postpilot.sandbox().publicationsOf(account.handle()))
        .extracting(seen -> seen.caption())
        .containsExactly("frozen at " + operation, "after the thaw");
  }

  @Test
  void aWorkerKilledAgainAndAgainStillPublishesEverythingOnce(Distributed postpilot) {
    var burst = Burst.due(postpilot, 3, 5, Duration.ofSeconds(4));
    var worker = postpilot.process(Service.PUBLISHER_WORKER);

    for (int i = 1; i <= 2; i++) {
      burst.awaitPublished(i * 4);
      worker.restart();
    }

    burst.assertEverythingWentOutOnce();
  }
}
