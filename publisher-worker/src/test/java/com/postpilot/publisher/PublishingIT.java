package com.postpilot.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PublisherOutcome;
import com.postpilot.common.contract.PublisherOutcome.PostFailed;
import com.postpilot.common.contract.PublisherOutcome.PostHeld;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.contract.PublisherOutcome.PublicationDetails;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestKafka;
import com.postpilot.common.testing.TestPostgres;
import com.postpilot.publisher.FakeInstagram.Fault;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublishingIT extends PublisherIT {
  private static TestKafka.Follower outcomes;

  @BeforeAll
  static void follow() {
    outcomes = TestKafka.instance().follow(Topics.PUBLISHER_OUTCOME);
  }

  @AfterAll
  static void unfollow() {
    outcomes.close();
  }

  @BeforeEach
  void quietPlatform() {
    INSTAGRAM.reset();
  }

  private static PostDue redelivered(PostDue first, String text, Instant misfireAt) {
    return new PostDue(
        Ids.next(),
        first.workspaceId(),
        first.postId(),
        first.targetId(),
        first.accountId(),
        first.externalAccountId(),
        first.platform(),
        first.dueAt(),
        misfireAt,
        text,
        first.media(),
        first.options(),
        "hash of " + text,
        Instant.now());
  }

  private static <E extends PublisherOutcome> List<E> told(PostDue delivery, Class<E> kind) {
    return outcomes.events(PublisherOutcome.class).stream()
        .filter(outcome -> outcome.deliveryId().equals(delivery.eventId()))
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static <E extends PublisherOutcome> E awaitTold(PostDue delivery, Class<E> kind) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !told(delivery, kind).isEmpty());
    return told(delivery, kind).getFirst();
  }

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
              assertThat(post.images())
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
                assertThat(post.images())
                    .satisfiesExactly(
                        first -> assertThat(first).contains("a.jpg"),
                        second -> assertThat(second).contains("b.jpg"),
                        third -> assertThat(third).contains("c.jpg")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "DROP_AFTER_APPLY",
        "SERVER_ERROR_AFTER_APPLY",
        "RATE_LIMIT_AFTER_APPLY",
        "GARBAGE_AFTER_APPLY",
        "SPAM_BUT_LIVE",
        "GONE_BUT_LIVE"
      })
  void aPostThatWentLiveBehindABadAnswerIsFoundAndNotSentAgain(Fault fault) {
    var delivery = due("Live behind " + fault);
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
    INSTAGRAM.next("publish", Fault.DROP_BEFORE_APPLY);
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.posts()).hasSize(1);
  }

  @Test
  void aContainerWhoseAnswerWasLostIsSimplyMadeAgain() {
    var delivery = due("Container lost");
    INSTAGRAM.next("container", Fault.DROP_AFTER_APPLY);
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.posts()).hasSize(1);
  }

  @Test
  void aPostThatIsNotReadyYetWaitsAndGoesOut() {
    var delivery = due("Not ready");
    INSTAGRAM.next("publish", Fault.NOT_READY);
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.posts()).hasSize(1);
  }

  @Test
  void contentThatInstagramRefusesFailsWithItsCauseAndRemedy() {
    var delivery = due("Too narrow");
    INSTAGRAM.next("container", Fault.BAD_RATIO);
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
    INSTAGRAM.next("publish", Fault.DAILY_LIMIT);
    TestKafka.instance().send(delivery);

    var held = awaitTold(delivery, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.QUOTA);
    assertThat(held.retryAt()).isAfter(Instant.now().plus(Duration.ofHours(20)));
  }

  @Test
  void afterALongLimitTheAccountIsNotAskedAgainAndItsPostsAreHeldAtOnce() {
    var first = due("limited-account", Instant.now(), "The one that met the limit");
    INSTAGRAM.next("publish", Fault.DAILY_LIMIT);
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
  void aRefusalThatWasLiveAllTheSameIsFoundBeforeAnythingIsSentAgain() {
    var delivery = due("Not ready, and live");
    INSTAGRAM.next("publish", Fault.NOT_READY_BUT_LIVE);
    TestKafka.instance().send(delivery);

    awaitTold(delivery, PostPublished.class);

    assertThat(INSTAGRAM.posts()).hasSize(1);
  }

  @Test
  void aTokenThatDiesDuringThePublishHoldsThePostAndAccountServiceIsTold() {
    var delivery = due("Token dies");
    INSTAGRAM.next("publish", Fault.TOKEN_DEAD);
    TestKafka.instance().send(delivery);

    var held = awaitTold(delivery, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.NEEDS_REAUTH);
    assertThat(held.generation()).isEqualTo(3);
    assertThat(INSTAGRAM.complaints()).singleElement().asString().contains("190/463");
  }

  @Test
  void aDisconnectedAccountHoldsThePost() {
    INSTAGRAM.disconnect();
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
    INSTAGRAM.next("container", Fault.BAD_RATIO);
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
    INSTAGRAM.next("publish", Fault.DROP_AFTER_APPLY);
    INSTAGRAM.next("poll", Fault.NONE);
    for (int i = 0; i < 50; i++) {
      INSTAGRAM.next("poll", Fault.DROP_BEFORE_APPLY);
    }
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
    INSTAGRAM.next("container", Fault.BAD_RATIO);
    TestKafka.instance().send(first);
    awaitTold(first, PostFailed.class);
    var second = redelivered(first, "Second", first.misfireAt());
    INSTAGRAM.next("container", Fault.BAD_RATIO);
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
