package com.postpilot.e2e.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.e2e.suite.Distributed;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.standalone.Service;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code kill -9} of post-service and of the relays, held open at the statement in question. */
@EndToEnd
class DispatcherCrashIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "insert, in_flight", // in the middle of the claim
    "update, in_flight", // announced, and Kafka has answered, but that is not marked
  })
  void postServiceKilledAroundTheHandOverLosesNothingAndDoublesNothing(
      String change, String table, Distributed postpilot) throws SQLException {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("killed at " + change, owner.uploadPicture(), account);
    var dispatcher = postpilot.process(Service.POST_SERVICE);

    try (var hold = postpilot.hold(Service.POST_SERVICE, table, change)) {
      owner.publishNow(post);
      hold.awaitReached();
      dispatcher.kill();
    }
    dispatcher.start().awaitReady();

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    assertThat(postpilot.sandbox().publicationsOf(account.handle())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"POST_SERVICE", "PUBLISHER_WORKER"})
  void aRelayKilledBetweenKafkasAnswerAndItsOwnMarkTellsAgainAndNothingHappensTwice(
      Service service, Distributed postpilot) throws SQLException {
    var owner = postpilot.register();
    var killed = postpilot.process(service);
    try (var hold = postpilot.hold(service, "outbox", "delete")) {
      var account = owner.connectInstagram();
      var post = owner.createPost("told twice", owner.uploadPicture(), account);
      owner.publishNow(post);
      hold.awaitReached();
      killed.kill();
      hold.release();
      killed.start().awaitReady();

      owner.awaitStatus(post, "PUBLISHED", PATIENCE);
      assertThat(postpilot.sandbox().publicationsOf(account.handle())).hasSize(1);
    }
  }

  @Test
  void whatWasClaimedWhileKafkaWasAwayGoesOutWhenItIsBack(Distributed postpilot) {
    var burst = Burst.due(postpilot, 3, 2, Duration.ofSeconds(2));
    postpilot.kafka().kill();

    postpilot.process(Service.POST_SERVICE).kill();
    postpilot.process(Service.POST_SERVICE).start();
    postpilot.kafka().start().awaitReady();
    postpilot.process(Service.POST_SERVICE).awaitReady();

    burst.assertEverythingWentOutOnce();
  }

  @Test
  void aTopicThatWasLostWithItsAnnouncementsIsAnnouncedAgain(Distributed postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("lost with its topic", owner.uploadPicture(), account);
    var worker = postpilot.process(Service.PUBLISHER_WORKER);
    worker.kill();
    owner.publishNow(post);
    owner.awaitStatus(post, "DISPATCHED");
    postpilot.topics().lose("post.due.v1");
    worker.start().awaitReady();

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    assertThat(postpilot.sandbox().publicationsOf(account.handle())).hasSize(1);
  }

  @Test
  void aDispatcherKilledInABurstLosesNothingAndDoublesNothing(Distributed postpilot) {
    var burst = Burst.due(postpilot, 6, 5, Duration.ofSeconds(4));
    burst.awaitPublished(1);
    postpilot.process(Service.POST_SERVICE).restart();

    burst.assertEverythingWentOutOnce();
  }
}
