package com.postpilot.e2e.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.suite.Distributed;
import com.postpilot.e2e.suite.EndToEnd;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A platform that applies a call and then says something else, or nothing. */
@EndToEnd
class LyingPlatformIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String LIES =
      """
      INSTAGRAM_IMAGE publish drop_response_after_apply
      INSTAGRAM_IMAGE publish drop_before_apply
      INSTAGRAM_IMAGE publish garbage
      INSTAGRAM_IMAGE publish error_after_apply 2
      INSTAGRAM_IMAGE publish error_after_apply 1
      INSTAGRAM_IMAGE publish error_after_apply 4
      INSTAGRAM_IMAGE publish error_after_apply 32
      INSTAGRAM_IMAGE publish error_after_apply 80002
      INSTAGRAM_IMAGE publish error_after_apply 4/2207051
      INSTAGRAM_IMAGE publish error_after_apply 24/2207006
      INSTAGRAM_IMAGE publish error_after_apply -1/2207001
      INSTAGRAM_IMAGE publish error_before_apply 2
      INSTAGRAM_IMAGE publish error_before_apply 9007/2207027
      INSTAGRAM_IMAGE publish listing_lags
      FACEBOOK_PHOTO photo drop_response_after_apply
      FACEBOOK_PHOTO photo garbage
      FACEBOOK_PHOTO feed drop_response_after_apply
      FACEBOOK_LINK feed drop_before_apply
      FACEBOOK_PHOTOS feed garbage
      FACEBOOK_PHOTO feed error_after_apply 1
      FACEBOOK_PHOTO feed error_after_apply 2
      FACEBOOK_PHOTO feed error_after_apply 4
      FACEBOOK_PHOTO feed error_after_apply 32
      FACEBOOK_PHOTO feed error_before_apply 2
      FACEBOOK_REEL reel_start drop_response_after_apply
      FACEBOOK_REEL reel_upload drop_response_after_apply
      FACEBOOK_REEL reel_upload drop_before_apply
      FACEBOOK_REEL reel_finish drop_response_after_apply
      FACEBOOK_REEL reel_finish drop_before_apply
      FACEBOOK_REEL reel_finish garbage
      FACEBOOK_REEL reel_finish error_after_apply 2
      FACEBOOK_REEL reel_finish error_after_apply 4
      TIKTOK_VIDEO init drop_response_after_apply
      TIKTOK_VIDEO init drop_before_apply
      TIKTOK_VIDEO init garbage
      TIKTOK_VIDEO upload drop_response_after_apply
      TIKTOK_VIDEO upload drop_before_apply
      TIKTOK_VIDEO upload garbage
      TIKTOK_VIDEO poll drop_response_after_apply
      TIKTOK_VIDEO poll garbage
      TIKTOK_PHOTOS init drop_response_after_apply
      TIKTOK_PHOTOS init drop_before_apply
      TIKTOK_PHOTOS init garbage
      TIKTOK_PHOTOS poll garbage
      """;

  @Test
  void whateverItAnswersAPostGoesOutOnce(Distributed postpilot) {
    Stage.set(postpilot, LIES).publish().assertEachWentOutOnce();
  }

  @Test
  void aCallThatIsAppliedLongAfterItsTimeOutIsNotMadeTwice(Distributed postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("late", owner.uploadPicture(), account);
    // Longer than the time-out and the consistency delay together: its absence is "proven" before.
    postpilot
        .sandbox()
        .fail(
            "publish",
            "apply_late",
            Map.of("account", account.handle(), "times", 1, "delay_ms", 12_000));

    owner.publishNow(post);

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    await()
        .atMost(PATIENCE)
        .during(Duration.ofSeconds(8)) // what was applied late has come by then
        .until(() -> postpilot.sandbox().publicationsOf(account.handle()).size() == 1);
  }

  @Test
  void anOutcomeThatNobodyCanKnowEndsUnconfirmedAndItsRetryPublishesNothingTwice(
      Distributed postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("who knows", owner.uploadPicture(), account);
    var handle = account.handle();
    var sandbox = postpilot.sandbox();
    var lost = sandbox.fail("publish", "stall_after_apply", Map.of("account", handle, "times", 1));
    owner.publishNow(post);
    await().atMost(PATIENCE).until(() -> lost.holding() == 1);
    var mute = sandbox.fail("poll", "drop_before_apply", Map.of("account", handle, "times", 1000));

    var held = owner.awaitStatus(post, "HELD", PATIENCE);
    assertThat(held.target().holdReason()).isEqualTo("UNCONFIRMED");
    mute.withdraw();
    owner.api().post("/posts/" + post.id() + "/retry", Map.of()).expect(200);

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    assertThat(sandbox.publicationsOf(handle)).hasSize(1);
  }

  @Test
  void aTokenRevokedDuringThePublishHoldsThePostUntilItsOwnerReconnects(Distributed postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("revoked", owner.uploadPicture(), account);
    postpilot.sandbox().failNext("publish", "token_revoked", account.handle());

    owner.publishNow(post);
    var held = owner.awaitStatus(post, "HELD", PATIENCE);
    assertThat(held.target().holdReason()).isEqualTo("NEEDS_REAUTH");
    assertThat(owner.accounts())
        .singleElement()
        .satisfies(seen -> assertThat(seen.health()).isEqualTo("NEEDS_REAUTH"));
    owner.connectInstagram(account.handle());

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    assertThat(postpilot.sandbox().publicationsOf(account.handle())).hasSize(1);
  }

  @Test
  void aReconnectThatOvertakesTheNewsOfTheHoldResumesThePost(Distributed postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("overtaken", owner.uploadPicture(), account);
    var publish = postpilot.sandbox().failNext("publish", "token_revoked", account.handle());
    var poll = postpilot.sandbox().failNext("poll", "stall", account.handle());
    owner.publishNow(post);
    await().atMost(PATIENCE).until(() -> poll.holding() == 1);

    postpilot.kafka().freeze(); // from here on no event arrives
    poll.withdraw();
    await().atMost(PATIENCE).until(() -> publish.struck() == 1);
    await()
        .atMost(PATIENCE)
        .until(() -> owner.accounts().getFirst().health().equals("NEEDS_REAUTH"));
    owner.connectInstagram(account.handle());
    postpilot.kafka().thaw();

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    assertThat(postpilot.sandbox().publicationsOf(account.handle())).hasSize(1);
  }
}
