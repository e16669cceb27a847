package com.postpilot.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.contract.PublisherOutcome.PublicationDetails;
import com.postpilot.common.testing.TestKafka;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The other ways in which videos reach the platforms: Facebook is sent bytes, TikTok fetches. */
@TestPropertySource(
    properties = {
      "postpilot.publisher.facebook.reel-upload=bytes",
      "postpilot.publisher.tiktok.video-source=pull_from_url",
    })
class OtherSourcesIT extends PublisherIT {
  private static PostDue film(Platform platform, String text) {
    var delivery =
        due(
            platform,
            text,
            Map.of("privacy_level", "PUBLIC_TO_EVERYONE", "consent_at", "2026-11-22T10:00:00Z"),
            media("film.mp4"));
    TestKafka.instance().send(delivery);
    return delivery;
  }

  @Test
  void aReelIsSentAsBytes() {
    var delivery = film(Platform.FACEBOOK, "Sent");

    awaitTold(delivery, PostPublished.class);

    assertThat(FACEBOOK.posts())
        .singleElement()
        .satisfies(reel -> assertThat(reel.media()).containsExactly("9 bytes"));
  }

  @Test
  void anUploadOfAReelThatBreaksOffGoesOnWhereFacebookStopped() {
    FACEBOOK.breaksOffAt(4);
    var delivery = film(Platform.FACEBOOK, "Broken off");

    awaitTold(delivery, PostPublished.class);

    assertThat(FACEBOOK.offsets()).containsExactly("0", "4");
    assertThat(FACEBOOK.posts())
        .singleElement()
        .satisfies(reel -> assertThat(reel.media()).containsExactly("9 bytes"));
  }

  @Test
  void aVideoIsFetchedByTikTok() {
    var delivery = film(Platform.TIKTOK, "Fetched");

    awaitTold(delivery, PostPublished.class);

    assertThat(TIKTOK.ranges()).isEmpty();
    assertThat(TIKTOK.posts())
        .singleElement()
        .satisfies(
            post ->
                assertThat(post.init().path("source_info").path("video_url").asString())
                    .contains("film.mp4"));
  }

  @Test
  void aVideoWhoseInitGotNoAnswerIsFoundInTheCreatorsListAndNotSentAgain() {
    TIKTOK.next("init", Fault.dropped().afterApplying());
    var delivery = film(Platform.TIKTOK, "Did it arrive?");

    var published = awaitTold(delivery, PostPublished.class);

    assertThat(TIKTOK.posts())
        .singleElement()
        .satisfies(post -> assertThat(post.id()).isEqualTo(published.remoteId()));
    assertThat(awaitTold(delivery, PublicationDetails.class).permalink())
        .isEqualTo("https://tt/" + published.remoteId());
  }

  @Test
  void anOlderVideoWithTheSameTextIsNotTakenForTheLostOne() {
    var older = film(Platform.TIKTOK, "Said twice");
    var olderId = awaitTold(older, PostPublished.class).remoteId();
    TIKTOK.next("init", Fault.dropped().afterApplying());
    var delivery = film(Platform.TIKTOK, "Said twice");

    var published = awaitTold(delivery, PostPublished.class);

    assertThat(published.remoteId()).isNotEqualTo(olderId);
    assertThat(TIKTOK.posts()).hasSize(2);
  }
}
