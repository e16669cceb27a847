package com.postpilot.e2e.failure;

import com.postpilot.e2e.suite.Distributed;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.standalone.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code kill -9} and long pauses of the publisher, at each of its remote calls. */
@EndToEnd
class WorkerCrashIT {
  /** A call may hang for as long as it takes until all of them do. */
  private static final Map<String, String> PATIENT =
      Map.of("POSTPILOT_PUBLISHER_CALLTIMEOUT", "90s");

  private static final String EVERY_STEP =
      """
      INSTAGRAM_IMAGE container stall
      INSTAGRAM_IMAGE container stall_after_apply
      INSTAGRAM_IMAGE poll stall
      INSTAGRAM_IMAGE publish stall
      INSTAGRAM_IMAGE publish stall_after_apply
      INSTAGRAM_IMAGE details stall
      INSTAGRAM_CAROUSEL publish stall_after_apply
      INSTAGRAM_REEL poll stall
      FACEBOOK_PHOTO photo stall
      FACEBOOK_PHOTOS photo stall_after_apply
      FACEBOOK_PHOTO feed stall
      FACEBOOK_PHOTOS feed stall_after_apply
      FACEBOOK_LINK feed stall_after_apply
      FACEBOOK_REEL reel_start stall
      FACEBOOK_REEL reel_start stall_after_apply
      FACEBOOK_REEL reel_upload stall
      FACEBOOK_REEL reel_upload stall_after_apply
      FACEBOOK_REEL reel_finish stall
      FACEBOOK_REEL reel_finish stall_after_apply
      FACEBOOK_REEL details stall
      TIKTOK_VIDEO init stall
      TIKTOK_VIDEO init stall_after_apply
      TIKTOK_VIDEO upload stall
      TIKTOK_VIDEO upload stall_after_apply
      TIKTOK_VIDEO poll stall
      TIKTOK_PHOTOS init stall
      TIKTOK_PHOTOS init stall_after_apply
      TIKTOK_PHOTOS poll stall
      """;

  @Test
  void aWorkerKilledDuringAnyCallLosesNothingAndDoublesNothing(Distributed postpilot) {
    var worker = postpilot.process(Service.PUBLISHER_WORKER);
    worker.kill();
    worker.start(PATIENT).awaitReady();
    var stage = Stage.set(postpilot, EVERY_STEP).publish();

    stage.awaitHeld();
    worker.kill();
    stage.withdrawFaults();
    worker.start().awaitReady();

    stage.assertEachWentOutOnce();
  }

  /**
   * A call that a frozen worker has on its way is applied when it wakes. Where a platform cannot
   * tell such a call from a new one, nobody can keep it from having its effect.
   */
  private static final String STEPS_THAT_MAY_COME_LATE =
      """
      INSTAGRAM_IMAGE container stall
      INSTAGRAM_IMAGE container stall_after_apply
      INSTAGRAM_IMAGE publish stall
      INSTAGRAM_IMAGE publish stall_after_apply
      """;

  @Test
  void aWorkerFrozenPastItsLeaseIsReplacedAndDoesNoHarmWhenItWakes(Distributed postpilot) {
    var worker = postpilot.process(Service.PUBLISHER_WORKER);
    worker.kill();
    worker.start(PATIENT).awaitReady();
    var stage = Stage.set(postpilot, STEPS_THAT_MAY_COME_LATE).publish();

    stage.awaitHeld();
    worker.freeze();
    postpilot.startAnother(Service.PUBLISHER_WORKER);
    stage.assertEachWentOutOnce();
    stage.withdrawFaults();
    worker.thaw();

    stage.encore().assertEachWentOutOnce();
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
