package com.postpilot.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PublisherOutcome.PostFailed;
import com.postpilot.common.contract.PublisherOutcome.PostHeld;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.contract.PublisherOutcome.PublicationDetails;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.common.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Videos that are sent and photos that TikTok fetches, and answers that get lost on the way. */
class TikTokIT extends PublisherIT {
  private static final Map<String, Object> CHOSEN =
      Map.of(
          "privacy_level",
          "SELF_ONLY",
          "consent_at",
          "2026-11-22T10:00:00Z",
          "disable_duet",
          true,
          "disable_stitch",
          false);

  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private static PostDue.Media film(long size, long durationMs) {
    return new PostDue.Media(
        "film.mp4", "sha", MediaKind.VIDEO, "video/mp4", size, durationMs, null);
  }

  private static PostDue sent(String text, Map<String, Object> options, PostDue.Media... media) {
    var delivery = due(Platform.TIKTOK, text, options, media);
    TestKafka.instance().send(delivery);
    return delivery;
  }

  private static PostDue film(String text) {
    return sent(text, CHOSEN, film(9, 5_000));
  }

  private static PostDue photos(String text) {
    return sent(text, CHOSEN, media("a.jpg"), media("b.jpg"));
  }

  @Test
  void aVideoIsSentInChunksAndItsLinkFollows() {
    var delivery = sent("A long film", CHOSEN, film(25_000_123, 5_000));

    var published = awaitTold(delivery, PostPublished.class);

    assertThat(TIKTOK.ranges())
        .containsExactly("bytes 0-9999999/25000123", "bytes 10000000-25000122/25000123");
    assertThat(TIKTOK.posts())
        .singleElement()
        .satisfies(
            post -> {
              assertThat(post.title()).isEqualTo("A long film");
              assertThat(post.id()).isEqualTo(published.remoteId());
              var info = post.init().path("post_info");
              assertThat(info.path("privacy_level").asString()).isEqualTo("SELF_ONLY");
              assertThat(info.path("disable_duet").asBoolean()).isTrue();
              assertThat(info.path("disable_stitch").asBoolean()).isFalse();
              assertThat(info.path("disable_comment").asBoolean()).isTrue();
              var source = post.init().path("source_info");
              assertThat(source.path("chunk_size").asLong()).isEqualTo(10_000_000);
              assertThat(source.path("total_chunk_count").asLong()).isEqualTo(2);
            });
    assertThat(awaitTold(delivery, PublicationDetails.class).permalink())
        .isEqualTo("https://tt/" + published.remoteId());
  }

  @Test
  void aPostThatNobodyElseMaySeeIsPublishedWithoutAnId() {
    TIKTOK.shows(false);
    var delivery = film("For my eyes only");

    assertThat(awaitTold(delivery, PostPublished.class).remoteId()).isNull();
  }

  @Test
  void photosAreFetchedByTikTokWithTheFirstParagraphAsTitle() {
    var delivery = photos("Summer sale\n\nAll hats are cheaper.");

    awaitTold(delivery, PostPublished.class);

    assertThat(TIKTOK.posts())
        .singleElement()
        .satisfies(
            post -> {
              assertThat(post.title()).isEqualTo("Summer sale");
              assertThat(post.init().path("post_info").path("description").asString())
                  .isEqualTo("All hats are cheaper.");
              assertThat(post.init().path("source_info").path("photo_images")).hasSize(2);
            });
  }

  @ParameterizedTest
  @CsvSource({"consent_at, privacy_required", "privacy_level, consent_required"})
  void nothingIsSentWithoutConsentAndAChosenAudience(String given, String code) {
    var delivery = sent("Nobody chose", Map.of(given, "SELF_ONLY"), film(9, 5_000));

    var failed = awaitTold(delivery, PostFailed.class);

    assertThat(failed.errorCode()).isEqualTo(code);
    assertThat(TIKTOK.posts()).isEmpty();
  }

  @Test
  void whatTheCreatorMayNotDoIsRefusedBeforeAnythingIsSent() {
    var audience =
        sent(
            "Friends",
            Map.of("privacy_level", "MUTUAL_FOLLOW_FRIENDS", "consent_at", "now"),
            film(9, 5_000));
    var tooLong = sent("Too long", CHOSEN, film(9, 61_000));

    assertThat(awaitTold(audience, PostFailed.class).errorCode())
        .isEqualTo("privacy_level_option_mismatch");
    assertThat(awaitTold(tooLong, PostFailed.class).errorCode()).isEqualTo("duration_check_failed");
    assertThat(TIKTOK.posts()).isEmpty();
  }

  @Test
  void aRefusalInsideAnHttp200IsARefusal() {
    TIKTOK.next("creator_info", Fault.tiktok(200, "spam_risk_too_many_posts"));
    var delivery = film("Sixteenth today");

    var held = awaitTold(delivery, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.QUOTA);
    assertThat(held.retryAt()).isAfter(Instant.now().plus(Duration.ofHours(23)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"creator_info", "init", "poll"})
  void aLostAnswerOfAnUploadThatShowsNothingIsSimplyAskedForAgain(String step) {
    TIKTOK.next(step, Fault.dropped().afterApplying());
    var delivery = film("Lost " + step);

    awaitTold(delivery, PostPublished.class);

    assertThat(TIKTOK.posts()).hasSize(1);
  }

  @Test
  void aChunkWhoseAnswerWasLostIsNotSentTwiceToTheEnd() {
    TIKTOK.next("upload", Fault.dropped().afterApplying());
    var delivery = sent("First chunk lost", CHOSEN, film(25_000_000, 5_000));

    awaitTold(delivery, PostPublished.class);

    // The first is sent again, TikTok says where to go on.
    assertThat(TIKTOK.ranges())
        .containsExactly(
            "bytes 0-9999999/25000000",
            "bytes 0-9999999/25000000",
            "bytes 10000000-24999999/25000000");
    assertThat(TIKTOK.posts()).hasSize(1);
  }

  @Test
  void anUploadThatRanOutBeginsAgain() {
    TIKTOK.next("upload", Fault.answer(403, ""));
    var delivery = film("Ran out");

    awaitTold(delivery, PostPublished.class);

    assertThat(TIKTOK.posts()).hasSize(1);
  }

  static List<Fault> badAnswers() {
    return List.of(
        Fault.dropped().afterApplying(),
        Fault.answer(500, "").afterApplying(),
        Fault.answer(429, "").afterApplying());
  }

  @ParameterizedTest
  @MethodSource("badAnswers")
  void aVideoThatWentLiveBehindABadAnswerIsFoundByItsPublishId(Fault fault) {
    TIKTOK.next("upload", fault);
    var delivery = film("Live behind a bad answer");

    awaitTold(delivery, PostPublished.class);

    assertThat(TIKTOK.posts()).hasSize(1);
    assertThat(TIKTOK.ranges()).hasSize(1);
  }

  @Test
  void aLastChunkThatNeverArrivedIsSentAgainOnceThatIsProven() {
    TIKTOK.next("upload", Fault.dropped());
    var delivery = film("Last chunk lost");

    awaitTold(delivery, PostPublished.class);

    assertThat(TIKTOK.posts()).hasSize(1);
    assertThat(TIKTOK.ranges()).hasSize(2);
  }

  @Test
  void aPostThatTikTokGivesUpFailsWithItsRemedyAndMayBeTriedAgain() {
    TIKTOK.next("poll", failed("frame_rate_check_failed"));
    TIKTOK.next("upload", Fault.answer(201, ""));
    var first = film("Too many frames");

    var failed = awaitTold(first, PostFailed.class);
    assertThat(failed.action()).contains("Export the video");

    var second = redelivered(first, "Fewer frames", first.misfireAt());
    TestKafka.instance().send(second);
    awaitTold(second, PostPublished.class);
    assertThat(TIKTOK.posts()).hasSize(1);
  }

  @Test
  void whatTikTokCouldNotProcessForAMomentIsSentAnew() {
    TIKTOK.next("poll", failed("internal"));
    TIKTOK.next("upload", Fault.answer(201, ""));
    var delivery = film("Try again");

    awaitTold(delivery, PostPublished.class);

    assertThat(TIKTOK.posts()).hasSize(1);
  }

  private static Fault failed(String reason) {
    return Fault.answer(
        200,
        """
        {"data": {"status": "FAILED", "fail_reason": "%s"}, "error": {"code": "ok"}}"""
            .formatted(reason));
  }

  @Test
  void photosWhoseInitGotNoAnswerAreLeftToAPersonAndNotSentAgain() {
    TIKTOK.shows(false);
    TIKTOK.next("init", Fault.dropped().afterApplying());
    var first = photos("Did they arrive?");
    var held = awaitTold(first, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.UNCONFIRMED);
    assertThat(TIKTOK.posts()).hasSize(1);

    TIKTOK.shows(true); // such a listing is what a lost video would be found by
    var second = redelivered(first, "Did they arrive? Edited.", first.misfireAt());
    TestKafka.instance().send(second);
    awaitTold(second, PostPublished.class);
    assertThat(TIKTOK.posts()).hasSize(1);
  }

  @Test
  void whatAPersonHasLookedForInVainIsSentAgain() {
    TIKTOK.shows(false);
    TIKTOK.next("init", Fault.dropped());
    var first = photos("They never arrived");
    awaitTold(first, PostHeld.class);
    assertThat(TIKTOK.posts()).isEmpty();

    var second = foundAbsent(first);
    TestKafka.instance().send(second);

    awaitTold(second, PostPublished.class);
    assertThat(TIKTOK.posts()).hasSize(1);
  }

  @Test
  void aRefusedInitIsFinal() {
    TIKTOK.next("init", Fault.tiktok(403, "url_ownership_unverified"));
    var delivery = photos("From nowhere");

    var held = awaitTold(delivery, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.ACCOUNT_RESTRICTED);
    assertThat(held.detail()).contains("Ask whoever runs PostPilot");
  }

  @Test
  void aRenewedTokenGoesOnWhereTheOldOneStopped() {
    ACCOUNTS.renewWhenRefused("another secret");
    TIKTOK.next("creator_info", Fault.tiktok(401, "access_token_invalid"));
    var delivery = film("Renewed");

    awaitTold(delivery, PostPublished.class);

    assertThat(TIKTOK.posts()).hasSize(1);
  }

  @Test
  void aLinkThatShowsAfterAWhileIsToldSoon() {
    TIKTOK.shows(false);
    var delivery = film("In moderation");
    var published = awaitTold(delivery, PostPublished.class);
    await().until(() -> TIKTOK.calls("poll") >= 2); // the second looks for details

    TIKTOK.shows(true);

    assertThat(
            Duration.between(
                published.occurredAt(), awaitTold(delivery, PublicationDetails.class).occurredAt()))
        .isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void whatOtherWorkersSentCountsTooAndOnlyTheAccountThatHadItsSixWaits() {
    var first = film("First");
    awaitTold(first, PostPublished.class);
    initsByOtherWorkers(first, 5);

    var seventh =
        due(
            Platform.TIKTOK,
            first.externalAccountId(),
            Instant.now(),
            "Seventh",
            CHOSEN,
            List.of(film(9, 5_000)));
    TestKafka.instance().send(seventh);
    var others = film("Another account's");

    awaitTold(others, PostPublished.class);
    var held = awaitTold(seventh, PostHeld.class);
    assertThat(held.reason()).isEqualTo(HoldReason.QUOTA);
    assertThat(held.errorCode()).isEqualTo("budget/init");
    assertThat(held.retryAt()).isBefore(Instant.now().plusSeconds(62));
    assertThat(TIKTOK.posts()).hasSize(2);
  }

  private void initsByOtherWorkers(PostDue delivery, int count) {
    Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            insert into step
                              (target_id, no, workspace_id, delivery_id, kind, position, visible,
                               request_hash, started_at)
                            select target_id, no + 100 + more, workspace_id, delivery_id, kind,
                              position, visible, request_hash, now()
                            from step, generate_series(1, ?) as more
                            where target_id = ? and kind = 'INIT'
                            """)
                        .params(count, delivery.targetId())
                        .update()));
  }

  @Test
  void aSecondDeliveryOfAPublishedPostIsToldSo() {
    var first = film("Twice asked");
    awaitTold(first, PostPublished.class);
    var second = redelivered(first, "Twice asked", first.misfireAt());

    TestKafka.instance().send(second);

    awaitTold(second, PostPublished.class);
    assertThat(TIKTOK.posts()).hasSize(1);
  }
}
