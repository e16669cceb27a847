package com.postpilot.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PublisherOutcome.PostFailed;
import com.postpilot.common.contract.PublisherOutcome.PostHeld;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.contract.PublisherOutcome.PublicationDetails;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestKafka;
import com.postpilot.common.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds on every platform, and Instagram. */
class PublishingIT extends PublisherIT {
  private static final Fault IN_PROGRESS = Fault.answer(200, "{\"status_code\": \"IN_PROGRESS\"}");

  @Test
  void aDueImageIsPublishedOnceAndItsPermalinkFollows() {
    var delivery = due("Hello shop");
    TestKafka.instance().send(delivery);

    var published = awaitTold(delivery, PostPublished.class);
    var details = awaitTold(delivery, PublicationDetails.class);

    assertThat(INSTAGRAM.posts())
        .singleElement()
        .satisfies(
            post -> {
              assertThat(post.caption()).isEqualTo("Hello shop");
              assertThat(post.id()).isEqualTo(published.remoteId());
              assertThat(post.media())
                  .singleElement()
                  .asString()
                  .contains("picture.jpg", "X-Amz-Signature");
            });
    assertThat(details.permalink()).isEqualTo("https://ig/p/" + published.remoteId());
  }

  @Test
  void severalPicturesBecomeOneCarouselInTheirOrder() {
    var delivery = due("Three at once", "a.jpg", "b.jpg", "c.jpg");
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.posts())
        .singleElement()
        .satisfies(
            post ->
                assertThat(post.media())
                    .satisfiesExactly(
                        first -> assertThat(first).contains("a.jpg"),
                        second -> assertThat(second).contains("b.jpg"),
                        third -> assertThat(third).contains("c.jpg")));
  }

  static List<Fault> badAnswers() {
    return List.of(
        Fault.dropped().afterApplying(),
        Fault.answer(500, "<html>oops</html>").afterApplying(),
        Fault.answer(200, "not json").afterApplying(),
        Fault.graph(4, 0).afterApplying(),
        Fault.graph(4, 2207051).afterApplying(),
        Fault.graph(24, 2207006).afterApplying());
  }

  @ParameterizedTest
  @MethodSource("badAnswers")
  void aPostThatWentLiveBehindABadAnswerIsFoundAndNotSentAgain(Fault fault) {
    var delivery = due("Live behind a bad answer");
    INSTAGRAM.next("publish", fault);
    TestKafka.instance().send(delivery);

    var published = awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.posts())
        .singleElement()
        .satisfies(post -> assertThat(post.id()).isEqualTo(published.remoteId()));
    assertThat(told(delivery, PostFailed.class)).isEmpty();
  }

  @Test
  void aPublishThatNeverArrivedIsSentAgainOnceItsAbsenceIsProven() {
    var delivery = due("Lost on the way");
    INSTAGRAM.next("publish", Fault.dropped());
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.posts()).hasSize(1);
  }

  @Test
  void aSingleVideoIsAReel() {
    INSTAGRAM.next("poll", IN_PROGRESS, 2);
    var delivery = due("A reel", "film.mp4");
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.types()).containsExactly("REELS");
    assertThat(INSTAGRAM.posts())
        .singleElement()
        .satisfies(
            post -> assertThat(post.media()).singleElement().asString().contains("film.mp4"));
  }

  @Test
  void aCarouselWaitsForItsVideosBeforeItIsPutTogether() {
    INSTAGRAM.next("poll", IN_PROGRESS, 2);
    var delivery = due("Mixed", "a.jpg", "film.mp4");
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.types()).containsExactly("IMAGE", "VIDEO", "CAROUSEL");
    assertThat(INSTAGRAM.posts())
        .singleElement()
        .satisfies(post -> assertThat(post.media()).hasSize(2));
  }

  @Test
  void aReelWhoseAnswerWasLostIsFoundAndNotSentAgain() {
    INSTAGRAM.next("publish", Fault.dropped().afterApplying());
    var delivery = due("A lost reel", "film.mp4");
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.posts()).hasSize(1);
  }

  @Test
  void aRefusedItemOfACarouselIsNamed() {
    INSTAGRAM.next("container", Fault.NONE);
    INSTAGRAM.next("container", Fault.graph(36003, 2207009));
    var delivery = due("One bad picture", "a.jpg", "b.jpg", "c.jpg");
    TestKafka.instance().send(delivery);

    assertThat(awaitTold(delivery, PostFailed.class).reason()).startsWith("Item 2 of 3: ");
  }

  @Test
  void aVideoThatCouldNotBeConvertedFailsWithItsRemedy() {
    INSTAGRAM.next(
        "poll",
        Fault.answer(
            200,
            """
            {"status_code": "ERROR", "status": "Error: Media upload has failed with error code 2207026"}"""));
    var delivery = due("A bad film", "film.mp4");
    TestKafka.instance().send(delivery);

    var failed = awaitTold(delivery, PostFailed.class);
    assertThat(failed.errorCode()).isEqualTo("352/2207026");
    assertThat(failed.action()).contains("H.264");
  }

  @Test
  void aContainerWhoseAnswerWasLostIsSimplyMadeAgain() {
    var delivery = due("Container lost");
    INSTAGRAM.next("container", Fault.dropped().afterApplying());
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.posts()).hasSize(1);
  }

  @Test
  void aPostThatIsNotReadyYetWaitsAndGoesOut() {
    var delivery = due("Not ready");
    INSTAGRAM.next("publish", Fault.graph(9007, 2207027));
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.posts()).hasSize(1);
  }

  @Test
  void contentThatInstagramRefusesFailsWithItsCauseAndRemedy() {
    var delivery = due("Too narrow");
    INSTAGRAM.next("container", Fault.graph(36003, 2207009));
    TestKafka.instance().send(delivery);

    var failed = awaitTold(delivery, PostFailed.class);

    assertThat(failed.errorCode()).isEqualTo("36003/2207009");
    assertThat(failed.reason()).contains("4:5 to 1.91:1");
    assertThat(failed.action()).contains("Crop");
    assertThat(INSTAGRAM.posts()).isEmpty();
  }

  @Test
  void aSpentDailyLimitHoldsThePostUntilItOpensAgain() {
    var delivery = due("Too many today");
    INSTAGRAM.next("publish", Fault.graph(9, 2207042));
    INSTAGRAM.quota(since -> 50);
    TestKafka.instance().send(delivery);

    var held = awaitTold(delivery, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.QUOTA);
    assertThat(held.retryAt()).isAfter(Instant.now().plus(Duration.ofHours(20)));
  }

  @Test
  void afterALongLimitTheAccountIsNotAskedAgainAndItsPostsAreHeldAtOnce() {
    INSTAGRAM.quota(since -> 50);
    var first = due("limited-account", Instant.now(), "The one that met the limit");
    INSTAGRAM.next("publish", Fault.graph(9, 2207042));
    TestKafka.instance().send(first);
    var retryAt = awaitTold(first, PostHeld.class).retryAt();
    var second = due("limited-account", Instant.now(), "The next one");

    TestKafka.instance().send(second);

    var held = awaitTold(second, PostHeld.class);
    assertThat(held.reason()).isEqualTo(HoldReason.QUOTA);
    assertThat(held.retryAt()).isCloseTo(retryAt, within(1, ChronoUnit.SECONDS));
    assertThat(INSTAGRAM.posts()).isEmpty();
  }

  @Test
  void afterTheQuotaIsSpentInstagramIsAskedWhenItOpens() {
    var delivery = due("Over quota");
    INSTAGRAM.next("publish", Fault.graph(9, 2207042));
    // Of the last day's posts all but one are older than six hours.
    INSTAGRAM.quota(since -> since.isBefore(Instant.now().minus(Duration.ofHours(18))) ? 50 : 49);
    TestKafka.instance().send(delivery);

    var held = awaitTold(delivery, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.QUOTA);
    assertThat(held.retryAt())
        .isCloseTo(Instant.now().plus(Duration.ofHours(6)), within(31, ChronoUnit.MINUTES));
  }

  @Test
  void anAccountNearItsLimitRestsAndKeepsNobodyElseWaiting() {
    INSTAGRAM.header(
        "details",
        "X-Business-Use-Case-Usage",
        """
        {"1": [{"type": "instagram", "call_count": 96, "estimated_time_to_regain_access": 0}]}""");
    var first = due("busy-account", Instant.now(), "The last call before the limit");
    TestKafka.instance().send(first);
    awaitTold(first, PublicationDetails.class);
    var second = due("busy-account", Instant.now(), "Has to wait");
    var other = due("quiet-account", Instant.now(), "Goes out");

    TestKafka.instance().send(second);
    TestKafka.instance().send(other);

    awaitTold(other, PostPublished.class);
    assertThat(INSTAGRAM.postsWith("Has to wait")).isEmpty();
  }

  @Test
  void aDeliveryThatWaitsForAccountServiceForTooLongIsHeldUntilLater() {
    ACCOUNTS.next("token", Fault.answer(503, "{}"), 20);
    var delivery = due("Nobody answers");
    TestKafka.instance().send(delivery);

    var held = awaitTold(delivery, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.UNAVAILABLE);
    assertThat(held.retryAt()).isAfter(Instant.now());
    ACCOUNTS.clear("token");
    var second = redelivered(delivery, delivery.text(), delivery.misfireAt());
    TestKafka.instance().send(second);
    awaitTold(second, PostPublished.class);
    assertThat(INSTAGRAM.posts()).hasSize(1);
  }

  @Test
  void aDeliveryThatWaitsForThePlatformForTooLongIsHeldUntilLater() {
    INSTAGRAM.next("poll", IN_PROGRESS, 60);
    var delivery = due("Never ready");
    TestKafka.instance().send(delivery);

    assertThat(awaitTold(delivery, PostHeld.class).reason()).isEqualTo(HoldReason.UNAVAILABLE);
  }

  @Test
  void aTokenThatCouldBeReplacedIsNoReasonToHoldThePost() {
    ACCOUNTS.renewWhenRefused("another secret");
    INSTAGRAM.next("container", Fault.graph(190, 463));
    var delivery = due("Renewed");
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(ACCOUNTS.complaints()).hasSize(1);
  }

  @Test
  void aBlockOfWhichNobodyKnewWhetherItHeldCountsOnceNothingIsLive() {
    INSTAGRAM.next("publish", Fault.graph(4, 2207051));
    var delivery = due("Blocked as spam");
    TestKafka.instance().send(delivery);

    var held = awaitTold(delivery, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.ACCOUNT_RESTRICTED);
    assertThat(held.errorCode()).isEqualTo("4/2207051");
    assertThat(INSTAGRAM.posts()).isEmpty();
  }

  @Test
  void aRefusalThatWasLiveAllTheSameIsFoundBeforeAnythingIsSentAgain() {
    var delivery = due("Not ready, and live");
    INSTAGRAM.next("publish", Fault.graph(9007, 2207027).afterApplying());
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.posts()).hasSize(1);
  }

  @Test
  void aTokenThatDiesDuringThePublishHoldsThePostAndAccountServiceIsTold() {
    var delivery = due("Token dies");
    INSTAGRAM.next("publish", Fault.graph(190, 463));
    TestKafka.instance().send(delivery);

    var held = awaitTold(delivery, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.NEEDS_REAUTH);
    assertThat(held.generation()).isEqualTo(3);
    assertThat(ACCOUNTS.complaints()).singleElement().asString().contains("190/463");
  }

  @Test
  void aDisconnectedAccountHoldsThePost() {
    ACCOUNTS.disconnect();
    var delivery = due("Nobody there");
    TestKafka.instance().send(delivery);

    var held = awaitTold(delivery, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.NEEDS_REAUTH);
    assertThat(held.generation()).isEqualTo(3);
  }

  @Test
  void aDeliveryAfterItsMisfireTimeIsHeldAndNothingIsSent() {
    var first = due("Too late");
    var late = redelivered(first, "Too late", Instant.now().minusSeconds(1));
    TestKafka.instance().send(late);

    assertThat(awaitTold(late, PostHeld.class).reason()).isEqualTo(HoldReason.MISSED_WINDOW);
    assertThat(INSTAGRAM.posts()).isEmpty();
  }

  @Test
  void theSameDeliveryAgainIsAnsweredAgainAndNotPublishedAgain() {
    var delivery = due("Announced twice");
    TestKafka.instance().send(delivery);
    awaitTold(delivery, PostPublished.class);

    TestKafka.instance().send(delivery);

    await().until(() -> told(delivery, PostPublished.class).size() == 2);
    assertThat(INSTAGRAM.posts()).hasSize(1);
  }

  @Test
  void aLaterDeliveryOfAPublishedTargetIsToldThatItIsPublished() {
    var first = due("Once is enough");
    TestKafka.instance().send(first);
    awaitTold(first, PostPublished.class);
    var second = redelivered(first, "Once is enough, edited", first.misfireAt());

    TestKafka.instance().send(second);

    awaitTold(second, PostPublished.class);
    assertThat(INSTAGRAM.posts())
        .singleElement()
        .satisfies(post -> assertThat(post.caption()).isEqualTo("Once is enough"));
  }

  @Test
  void aLaterDeliveryAfterAFailureIsPublishedWithItsNewContent() {
    var first = due("Wrong shape");
    INSTAGRAM.next("container", Fault.graph(36003, 2207009));
    TestKafka.instance().send(first);
    awaitTold(first, PostFailed.class);
    var second = redelivered(first, "Right shape", first.misfireAt());

    TestKafka.instance().send(second);

    awaitTold(second, PostPublished.class);
    assertThat(INSTAGRAM.posts())
        .singleElement()
        .satisfies(post -> assertThat(post.caption()).isEqualTo("Right shape"));
  }

  @Test
  void aRetryAfterAnUnconfirmedPostThatWasLiveDoesNotPublishAgain() {
    var first = due("Was it live?");
    INSTAGRAM.next("publish", Fault.dropped().afterApplying());
    INSTAGRAM.next("poll", Fault.NONE);
    INSTAGRAM.next("poll", Fault.dropped(), 50);
    TestKafka.instance().send(first);
    var held = awaitTold(first, PostHeld.class);
    assertThat(held.reason()).isEqualTo(HoldReason.UNCONFIRMED);
    assertThat(held.detail()).contains("Look at the account");
    INSTAGRAM.clear("poll");
    var second = redelivered(first, "Was it live? Edited.", first.misfireAt());

    TestKafka.instance().send(second);

    awaitTold(second, PostPublished.class);
    assertThat(INSTAGRAM.posts())
        .singleElement()
        .satisfies(post -> assertThat(post.caption()).isEqualTo("Was it live?"));
  }

  @Test
  void aDeliveryThatWasOvertakenStaysWithoutEffect() {
    var first = due("First");
    INSTAGRAM.next("container", Fault.graph(36003, 2207009));
    TestKafka.instance().send(first);
    awaitTold(first, PostFailed.class);
    var second = redelivered(first, "Second", first.misfireAt());
    INSTAGRAM.next("container", Fault.graph(36003, 2207009));
    TestKafka.instance().send(second);
    awaitTold(second, PostFailed.class);

    TestKafka.instance().send(first);
    var marker = due("Behind it");
    TestKafka.instance().send(marker);
    awaitTold(marker, PostPublished.class);

    assertThat(told(first, PostFailed.class)).hasSize(1);
    assertThat(INSTAGRAM.postsWith("First")).isEmpty();
  }

  @Test
  void oneAccountPublishesOneAtATimeInTheOrderOfDueTimes() {
    var start = Instant.now();
    var deliveries =
        IntStream.range(0, 20)
            .mapToObj(i -> due("one-account", start.plusMillis(i), "lane " + i))
            .toList();
    deliveries.forEach(TestKafka.instance()::send);

    deliveries.forEach(delivery -> awaitTold(delivery, PostPublished.class));

    assertThat(INSTAGRAM.posts())
        .extracting(FakeInstagram.Post::caption)
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "lane " + i).toList());
  }

  @Test
  void aRecordThatCannotBeReadGoesToTheDeadLettersAndHoldsUpNothing() {
    var poison =
        new ProducerRecord<>(Topics.POST_DUE, "key", "{ not json".getBytes(StandardCharsets.UTF_8));
    poison.headers().add("ce_type", "PostDue".getBytes(StandardCharsets.UTF_8));
    TestKafka.instance().send(poison);
    var delivery = due("After the poison");
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    try (var deadLetters = TestKafka.instance().follow("post.due.v1.publisher-worker.dlt")) {
      await().until(() -> !deadLetters.records().isEmpty());
    }
  }

  @Test
  void aWorkerWithoutATenantSeesNoPublication() throws SQLException {
    var delivery = due("Behind the wall");
    TestKafka.instance().send(delivery);
    awaitTold(delivery, PostPublished.class);

    try (var connection = TestPostgres.instance().app("publisher");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from publication")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isZero();
    }
  }
}
