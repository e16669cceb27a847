package com.postpilot.e2e.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.suite.Distributed;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.standalone.EmbeddedPostgres;
import com.postpilot.standalone.Service;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Several instances, and databases and brokers that come and go. */
@EndToEnd
class OutageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void twoDispatchersAndThreeWorkersPublishEverythingOnceAlsoWhenOneOfEachDies(
      Distributed postpilot) {
    var more =
        postpilot.startMore(
            Service.POST_SERVICE, Service.PUBLISHER_WORKER, Service.PUBLISHER_WORKER);
    var burst = Burst.due(postpilot, 6, 5, Duration.ofSeconds(4));

    burst.awaitPublished(8);
    more.get(0).kill();
    more.get(1).kill();

    burst.assertEverythingWentOutOnce();
  }

  @Test
  void aDatabaseThatIsRestartedAtOnceHoldsNothingUpForLong(Distributed postpilot) throws Exception {
    var burst = Burst.due(postpilot, 6, 4, Duration.ofSeconds(4));
    burst.awaitPublished(3);

    postpilot.postgres().stop(EmbeddedPostgres.Shutdown.IMMEDIATE);
    postpilot.postgres().start();

    burst.assertEverythingWentOutOnce();
  }

  @Test
  void aBrokerThatIsKilledAndComesBackHoldsNothingUpForLong(Distributed postpilot) {
    var burst = Burst.due(postpilot, 6, 4, Duration.ofSeconds(4));
    burst.awaitPublished(3);

    postpilot.kafka().restart();

    burst.assertEverythingWentOutOnce();
  }

  @Test
  void whileKafkaIsAwayPostsAreStillWrittenEditedAndScheduled(Distributed postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var picture = owner.uploadPicture();
    postpilot.kafka().kill();

    var post = owner.createPost("written without Kafka", picture, account);
    owner.schedule(post, Instant.now().plusSeconds(2));
    postpilot.kafka().start().awaitReady();

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    assertThat(postpilot.sandbox().publicationsOf(account.handle())).hasSize(1);
  }

  @Test
  void whileAccountServiceIsAwayPublicationsWaitAndNoneFails(Distributed postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("waits for its token", owner.uploadPicture(), account);
    var accountService = postpilot.process(Service.ACCOUNT_SERVICE);
    accountService.kill();

    owner.publishNow(post);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                owner
                    .api()
                    .get("/posts/" + post.id() + "/timeline")
                    .toString()
                    .contains("account-service"));
    assertThat(owner.read(post).status()).isEqualTo("DISPATCHED");
    accountService.start().awaitReady();

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    assertThat(postpilot.sandbox().publicationsOf(account.handle())).hasSize(1);
  }

  @Test
  void aTopicThatIsMissingIsMadeByItsOwnerWhoHasSomethingToTell(Distributed postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("told in the end", owner.uploadPicture(), account);
    postpilot.topics().delete("publisher.outcome.v1");

    owner.publishNow(post);

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
  }

  @Test
  void aRecordThatNobodyCanReadHoldsUpNothing(Distributed postpilot) {
    postpilot.topics().send("post.due.v1", "PostDue", "{ this is not JSON");
    postpilot.topics().send("publisher.outcome.v1", "PostPublished", "{}");
    postpilot.topics().send("account.lifecycle.v1", "AccountDisconnected", "null");
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("behind the poison", owner.uploadPicture(), account);

    owner.publishNow(post);

    owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    assertThat(postpilot.sandbox().publicationsOf(account.handle())).hasSize(1);
  }
}
