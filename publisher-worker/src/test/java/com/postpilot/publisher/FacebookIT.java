package com.postpilot.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PublisherOutcome.PostFailed;
import com.postpilot.common.contract.PublisherOutcome.PostHeld;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.contract.PublisherOutcome.PublicationDetails;
import com.postpilot.common.testing.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts and reels of a Page, and answers that get lost on the way. */
class FacebookIT extends PublisherIT {
  private static PostDue sent(String text, String... keys) {
    return sent(text, Map.of(), keys);
  }

  private static PostDue sent(String text, Map<String, Object> options, String... keys) {
    var delivery =
        due(
            Platform.FACEBOOK,
            text,
            options,
            List.of(keys).stream().map(PublisherIT::media).toArray(PostDue.Media[]::new));
    TestKafka.instance().send(delivery);
    return delivery;
  }

  @Test
  void oneAsWellAsSeveralPhotosAreStagedBeforeThePostShowsThem() {
    var one = sent("One photo", "a.jpg");
    awaitTold(one, PostPublished.class);
    var three = sent("Three photos", "a.jpg", "b.jpg", "c.jpg");
    var published = awaitTold(three, PostPublished.class);

    assertThat(FACEBOOK.posts())
        .satisfiesExactly(
            first -> assertThat(first.media()).singleElement().asString().contains("a.jpg"),
            second ->
                assertThat(second.media())
                    .satisfiesExactly(
                        a -> assertThat(a).contains("a.jpg"),
                        b -> assertThat(b).contains("b.jpg"),
                        c -> assertThat(c).contains("c.jpg")));
    assertThat(awaitTold(three, PublicationDetails.class).permalink())
        .isEqualTo("https://fb/" + published.remoteId());
  }

  @Test
  void aTextAndALinkNeedNoMedia() {
    var delivery = sent("Read this", Map.of("link", "https://shop.example/1"));

    awaitTold(delivery, PostPublished.class);

    assertThat(FACEBOOK.orders())
        .singleElement()
        .satisfies(
            post ->
                assertThat(post)
                    .containsOnlyKeys("message", "link")
                    .containsEntry("link", "https://shop.example/1"));
  }

  static List<Fault> badAnswers() {
    return List.of(
        Fault.dropped().afterApplying(),
        Fault.answer(500, "<html>oops</html>").afterApplying(),
        Fault.graph(1, 0).afterApplying(),
        Fault.graph(32, 0).afterApplying(),
        Fault.graph(506, 0).afterApplying());
  }

  @ParameterizedTest
  @MethodSource("badAnswers")
  void aPostThatWentLiveBehindABadAnswerIsFoundAndNotSentAgain(Fault fault) {
    FACEBOOK.next("feed", fault);
    var delivery = sent("Live behind a bad answer", "a.jpg");

    var published = awaitTold(delivery, PostPublished.class);

    assertThat(FACEBOOK.posts())
        .singleElement()
        .satisfies(post -> assertThat(post.id()).isEqualTo(published.remoteId()));
  }

  @Test
  void aPostThatNeverArrivedIsSentAgainOnceItsAbsenceIsProven() {
    FACEBOOK.next("feed", Fault.dropped());
    var delivery = sent("Lost on the way");

    awaitTold(delivery, PostPublished.class);

    assertThat(FACEBOOK.posts()).hasSize(1);
  }

  @Test
  void anotherApplicationsPostWithTheSameTextIsNotTakenForOurs() {
    FACEBOOK.posted("Same words", "another-application");
    FACEBOOK.next("feed", Fault.dropped());
    var delivery = sent("Same words");

    awaitTold(delivery, PostPublished.class);

    assertThat(FACEBOOK.posts())
        .extracting(FakeFacebook.Post::application)
        .containsExactly("another-application", FakeFacebook.APPLICATION);
  }

  @Test
  void aPostOfWhichFacebookDoesNotSayWhoMadeItIsLeftToAPerson() {
    FACEBOOK.posted("Whose is it?", "");
    FACEBOOK.next("feed", Fault.dropped());
    var delivery = sent("Whose is it?");

    assertThat(awaitTold(delivery, PostHeld.class).reason()).isEqualTo(HoldReason.UNCONFIRMED);
    assertThat(FACEBOOK.posts()).hasSize(1);
  }

  @Test
  void aRepeatThatFacebookRefusesFailsOnceItIsProvenThatNothingWentLive() {
    FACEBOOK.next("feed", Fault.graph(506, 0));
    var delivery = sent("Said before");

    var failed = awaitTold(delivery, PostFailed.class);

    assertThat(failed.errorCode()).isEqualTo("506");
    assertThat(failed.action()).contains("Change the text");
    assertThat(FACEBOOK.posts()).isEmpty();
  }

  @Test
  void aPostThatShowsLateIsFoundByALaterDelivery() {
    FACEBOOK.listingLags(true);
    FACEBOOK.next("feed", Fault.graph(506, 0).afterApplying());
    var first = sent("Shows late");
    awaitTold(first, PostFailed.class);
    FACEBOOK.listingLags(false);
    var second = redelivered(first, "Shows late, edited", first.misfireAt());

    TestKafka.instance().send(second);

    awaitTold(second, PostPublished.class);
    assertThat(FACEBOOK.posts()).hasSize(1);
  }

  @Test
  void aPhotoWhoseAnswerWasLostIsStagedAgainAndARefusedOneIsNamed() {
    FACEBOOK.next("photo", Fault.dropped().afterApplying());
    awaitTold(sent("Staged twice", "a.jpg"), PostPublished.class);
    FACEBOOK.next("photo", Fault.NONE);
    FACEBOOK.next("photo", Fault.graph(324, 2069019));

    var failed = awaitTold(sent("A bad photo", "a.jpg", "b.jpg"), PostFailed.class);

    assertThat(FACEBOOK.posts()).hasSize(1);
    assertThat(failed.reason()).startsWith("Picture 2 of 2: ");
  }

  @Test
  void aLostPageRoleHoldsThePostAndAccountServiceIsTold() {
    FACEBOOK.next("feed", Fault.graph(190, 492));
    var delivery = sent("No role any more");

    assertThat(awaitTold(delivery, PostHeld.class).reason()).isEqualTo(HoldReason.NEEDS_REAUTH);
    assertThat(ACCOUNTS.complaints()).singleElement().asString().contains("190/492");
  }

  @Test
  void aVideoIsAReelAndItsVideoIdTellsWhereItIs() {
    var delivery = sent("A reel", "film.mp4");

    var published = awaitTold(delivery, PostPublished.class);

    assertThat(FACEBOOK.posts())
        .singleElement()
        .satisfies(
            reel -> {
              assertThat(reel.text()).isEqualTo("A reel");
              assertThat(reel.id()).isEqualTo(published.remoteId());
              assertThat(reel.media()).singleElement().asString().contains("film.mp4");
            });
    assertThat(awaitTold(delivery, PublicationDetails.class).permalink())
        .isEqualTo("https://www.facebook.com/reel/" + published.remoteId() + "/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reel_start", "reel_upload", "video"})
  void aLostStepOfAReelThatShowsNothingIsSimplyRepeated(String step) {
    FACEBOOK.next(step, Fault.dropped().afterApplying());
    var delivery = sent("Lost before it showed: " + step, "film.mp4");

    awaitTold(delivery, PostPublished.class);

    assertThat(FACEBOOK.posts()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("badAnswers")
  void aReelThatWasFinishedBehindABadAnswerIsFoundAndNotFinishedAgain(Fault fault) {
    FACEBOOK.next("reel_finish", fault);
    var delivery = sent("A reel behind a bad answer", "film.mp4");

    awaitTold(delivery, PostPublished.class);

    assertThat(FACEBOOK.posts()).hasSize(1);
  }

  @Test
  void aFinishThatNeverArrivedIsSentAgainForTheSameVideo() {
    FACEBOOK.next("reel_finish", Fault.dropped());
    var delivery = sent("Finish lost", "film.mp4");

    awaitTold(delivery, PostPublished.class);

    assertThat(FACEBOOK.posts()).hasSize(1);
  }

  @Test
  void aReelThatFacebookGivesUpFailsWithItsRemedy() {
    // Accepted by the finish, refused by the processing.
    FACEBOOK.next("video", Fault.NONE);
    FACEBOOK.next("reel_finish", Fault.answer(200, "{\"success\": true}"));
    FACEBOOK.next(
        "video",
        Fault.answer(
            200,
            """
            {"status": {"video_status": "error", "uploading_phase": {"status": "complete"},
              "processing_phase": {"status": "error", "errors": [{"code": 1363128, "message": "no"}]}}}"""));
    var delivery = sent("Too long", "film.mp4");

    var failed = awaitTold(delivery, PostFailed.class);

    assertThat(failed.reason()).contains("3 to 90 seconds");
    assertThat(FACEBOOK.posts()).isEmpty();
  }

  @Test
  void anUploadThatIsRefusedWithHttp200IsRefused() {
    FACEBOOK.next(
        "reel_upload",
        Fault.answer(
            200,
            """
            {"debug_info": {"retriable": false, "type": "ProcessingFailedError", "message": "no"}}"""),
        3);
    var delivery = sent("Broken film", "film.mp4");

    assertThat(awaitTold(delivery, PostFailed.class).errorCode())
        .isEqualTo("ProcessingFailedError");
  }

  @Test
  void anAccountWhoseTokenIsLongInComingKeepsNobodyElseWaitingForALink() {
    var slow = due(Platform.FACEBOOK, "Slow", Map.of());
    ACCOUNTS.next(slow.externalAccountId(), Fault.NONE);
    ACCOUNTS.next(slow.externalAccountId(), Fault.silent());
    TestKafka.instance().send(slow);
    await().until(() -> ACCOUNTS.calls(slow.externalAccountId()) == 2); // for its details

    var quick = sent("Quick");

    var published = awaitTold(quick, PostPublished.class);
    var details = awaitTold(quick, PublicationDetails.class);
    assertThat(Duration.between(published.occurredAt(), details.occurredAt()))
        .isLessThan(Duration.ofSeconds(4)); // account-service is given up after five
  }

  @Test
  void aSecondDeliveryOfAPublishedReelIsToldSo() {
    var first = sent("Twice asked", "film.mp4");
    awaitTold(first, PostPublished.class);
    var second = redelivered(first, "Twice asked", first.misfireAt());

    TestKafka.instance().send(second);

    awaitTold(second, PostPublished.class);
    assertThat(FACEBOOK.posts()).hasSize(1);
  }
}
