package com.postpilot.e2e.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.client.Kind;
import com.postpilot.e2e.suite.Distributed;
import com.postpilot.e2e.suite.EndToEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A platform that applies a call and then says something else, or nothing. */
@EndToEnd
class LyingPlatformIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Between them they take every step that a platform has. */
  private static final List<Kind> KINDS =
      List.of(
          Kind.INSTAGRAM_IMAGE,
          Kind.INSTAGRAM_REEL,
          Kind.FACEBOOK_PHOTOS,
          Kind.FACEBOOK_REEL,
          Kind.TIKTOK_PHOTOS,
          Kind.TIKTOK_VIDEO);

  private static final List<String> AT_ANY_CALL =
      List.of(
          "stall",
          "stall_after_apply",
          "drop_before_apply",
          "drop_response_after_apply",
          "error_before_apply",
          "error_after_apply",
          "garbage",
          "rate_limited",
          "token_revoked");

  /** Where a platform takes media in before it has seen whether they can be processed. */
  private static final Set<String> MAY_FAIL_LATER = Set.of("container", "reel_finish", "init");

  private static final Set<String> VISIBLE = Set.of("publish", "feed", "reel_finish", "init");

  /** Besides what happens at every step. */
  private static final String PARTICULAR =
      """
      INSTAGRAM_CAROUSEL publish drop_response_after_apply
      FACEBOOK_LINK feed drop_response_after_apply
      INSTAGRAM_IMAGE publish error_after_apply error_code=1
      INSTAGRAM_IMAGE publish error_after_apply error_code=4
      INSTAGRAM_IMAGE publish error_after_apply error_code=32
      INSTAGRAM_IMAGE publish error_after_apply error_code=80002
      INSTAGRAM_IMAGE publish error_after_apply error_code=4 error_subcode=2207051
      INSTAGRAM_IMAGE publish error_after_apply error_code=24 error_subcode=2207006
      INSTAGRAM_IMAGE publish error_after_apply error_code=-1 error_subcode=2207001
      INSTAGRAM_IMAGE publish error_before_apply error_code=9007 error_subcode=2207027
      FACEBOOK_PHOTO feed error_after_apply error_code=1
      FACEBOOK_PHOTO feed error_after_apply error_code=4
      FACEBOOK_PHOTO feed error_after_apply error_code=32
      FACEBOOK_REEL reel_finish error_after_apply error_code=4
      """;

  /**
   * Long after the time-out and the consistency delay together: the absence is "proven" before.
   * These platforms publish nothing twice that has the same id.
   */
  private static final String FAR_TOO_LATE =
      """
      INSTAGRAM_IMAGE publish apply_late delay_ms=12000
      FACEBOOK_REEL reel_finish apply_late delay_ms=12000
      TIKTOK_VIDEO upload apply_late delay_ms=12000
      """;

  @Test
  void whateverItAnswersAPostGoesOutOnce(Distributed postpilot) {
    var scenes = new ArrayList<Scene>();
    for (var kind : KINDS) {
      AT_ANY_CALL.forEach(fault -> scenes.addAll(at(kind, kind.steps(), fault)));
      scenes.addAll(at(kind, kind.changingSteps(), "apply_late delay_ms=4300"));
      scenes.addAll(at(kind, only(MAY_FAIL_LATER, kind), "processing_fails"));
      // Shown only to the second look at what became of the lost call.
      only(VISIBLE, kind)
          .forEach(
              step ->
                  scenes.add(
                      Scene.of(
                          kind,
                          step + " listing_lags delay_ms=1500",
                          step + " drop_response_after_apply")));
    }
    (PARTICULAR + FAR_TOO_LATE).lines().map(Scene::of).forEach(scenes::add);

    Stage.open(postpilot, scenes).awaitEnded().awaitPlayed().assertEachWentOutOnce();
  }

  private static List<String> only(Set<String> steps, Kind kind) {
    return kind.steps().stream().filter(steps::contains).toList();
  }

  /** One post meets the fault at all the steps, unless it may end at one of them. */
  private static List<Scene> at(Kind kind, List<String> steps, String fault) {
    return steps.stream().collect(Collectors.partitioningBy(kind::leavesNoTrace)).values().stream()
        .filter(some -> !some.isEmpty())
        .map(some -> Scene.of(kind, troubles(kind, some, fault)))
        .toList();
  }

  /** A limit of one account: that of the application would stop all other scenes, too. */
  private static String[] troubles(Kind kind, List<String> steps, String fault) {
    var how =
        fault.equals("rate_limited") && !kind.platform().equals("TIKTOK")
            ? fault + " error_code=32"
            : fault;
    return steps.stream().map(step -> step + " " + how).toArray(String[]::new);
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
    await().atMost(PATIENCE).until(() -> lost.state().holding() == 1);
    var mute = sandbox.fail("poll", "drop_before_apply", Map.of("account", handle, "times", 1000));

    var held = owner.awaitStatus(post, "HELD", PATIENCE);
    assertThat(held.target().holdReason()).isEqualTo("UNCONFIRMED");
    mute.withdraw();
    owner.api().post("/posts/" + post.id() + "/retry", Map.of()).expect(200);

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    assertThat(sandbox.publicationsOf(handle)).hasSize(1);
  }

  @Test
  void aReconnectThatOvertakesTheNewsOfTheHoldResumesThePost(Distributed postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("overtaken", owner.uploadPicture(), account);
    var publish = postpilot.sandbox().failNext("publish", "token_revoked", account.handle());
    var poll = postpilot.sandbox().failNext("poll", "stall", account.handle());
    owner.publishNow(post);
    await().atMost(PATIENCE).until(() -> poll.state().holding() == 1);

    postpilot.kafka().freeze(); // from here on no event arrives
    poll.withdraw();
    await().atMost(PATIENCE).until(() -> publish.state().struck() == 1);
    await().atMost(PATIENCE).until(() -> owner.read(account).health().equals("NEEDS_REAUTH"));
    owner.connectInstagram(account.handle());
    postpilot.kafka().thaw();

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    assertThat(postpilot.sandbox().publicationsOf(account.handle())).hasSize(1);
  }
}
