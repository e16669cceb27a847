package com.postpilot.e2e.failure;

import com.postpilot.e2e.client.Kind;
import com.postpilot.e2e.suite.Distributed;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.e2e.suite.ManagedProcess;
import com.postpilot.standalone.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code kill -9} and long pauses of the publisher, at each of its remote calls. */
@EndToEnd
class WorkerCrashIT {
  /** A call may hang for as long as it takes until all of them do. */
  private static final Map<String, String> PATIENT =
      Map.of(
          "POSTPILOT_PUBLISHER_CALLTIMEOUT", "120s",
          "POSTPILOT_PUBLISHER_UPLOADTIMEOUT", "120s");

  @Test
  void aWorkerKilledDuringAnyCallLosesNothingAndDoublesNothing(Distributed postpilot) {
    var worker = patientWorker(postpilot);
    var stage = Stage.open(postpilot, everyStepOfEveryKind());

    stage.awaitHeld();
    worker.kill();
    postpilot.sandbox().withdrawFaults();
    worker.start().awaitReady();

    stage.awaitEnded().assertEachWentOutOnce();
  }

  /** Each call, before it has its effect and, if it has one, after it. */
  private static List<Scene> everyStepOfEveryKind() {
    var scenes = new ArrayList<Scene>();
    for (var kind : Kind.values()) {
      kind.steps().forEach(step -> scenes.add(Scene.of(kind, step + " stall")));
      kind.changingSteps().forEach(step -> scenes.add(Scene.of(kind, step + " stall_after_apply")));
    }
    return scenes;
  }

  /**
   * A call that a frozen worker has on its way is applied when it wakes. Where a platform cannot
   * tell such a call from a new one, nobody can keep it from having its effect.
   */
  private static final List<Scene> STEPS_THAT_MAY_COME_LATE =
      Stream.of(
              "INSTAGRAM_IMAGE container stall",
              "INSTAGRAM_IMAGE container stall_after_apply",
              "INSTAGRAM_IMAGE publish stall",
              "INSTAGRAM_IMAGE publish stall_after_apply",
              "FACEBOOK_REEL reel_finish stall",
              "FACEBOOK_REEL reel_finish stall_after_apply",
              "TIKTOK_VIDEO upload stall",
              "TIKTOK_VIDEO upload stall_after_apply")
          .map(Scene::of)
          .toList();

  @Test
  void aWorkerFrozenPastItsLeaseIsReplacedAndDoesNoHarmWhenItWakes(Distributed postpilot) {
    var worker = patientWorker(postpilot);
    var stage = Stage.open(postpilot, STEPS_THAT_MAY_COME_LATE);

    stage.awaitHeld();
    worker.freeze();
    postpilot.startMore(Service.PUBLISHER_WORKER);
    stage.awaitEnded().assertEachWentOutOnce();
    postpilot.sandbox().withdrawFaults();
    worker.thaw();

    stage.encore().awaitEnded().assertEachWentOutOnce();
  }

  private static ManagedProcess patientWorker(Distributed postpilot) {
    var worker = postpilot.process(Service.PUBLISHER_WORKER);
    worker.kill();
    return worker.start(PATIENT).awaitReady();
  }

  @Test
  void aWorkerKilledAgainAndAgainStillPublishesEverythingOnce(Distributed postpilot) {
    var burst = Burst.due(postpilot, 6, 3, Duration.ofSeconds(4));
    var worker = postpilot.process(Service.PUBLISHER_WORKER);

    for (int i = 1; i <= 2; i++) {
      burst.awaitPublished(i * 4);
      worker.restart();
    }

    burst.assertEverythingWentOutOnce();
  }
}
