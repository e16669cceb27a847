package com.postpilot.publisher.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.AccountEvent.AccountErased;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.common.testing.Database;
import com.postpilot.common.testing.Jobs;
import com.postpilot.common.testing.TestKafka;
import com.postpilot.publisher.PublisherIT;
import com.postpilot.publisher.PublisherProperties;
import com.postpilot.publisher.execution.Workshop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Claims, leases, fences and erasures, with the worker's own loop at rest. */
class LedgerIT extends PublisherIT {
  @Autowired ApplicationContext context;
  @Autowired Workshop workshop;
  @Autowired Deliveries deliveries;
  @Autowired Ledger ledger;
  @Autowired Erasures erasures;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired PublicationRows rows;
  @Autowired PublisherProperties properties;

  private Claims oneWorker;
  private Claims anotherWorker;

  @BeforeEach
  void rest() {
    workshop.stop();
    everywhere("delete from publication");
    everywhere("delete from parking");
    oneWorker = new Claims(jdbc, transaction, rows, properties);
    anotherWorker = new Claims(jdbc, transaction, rows, properties);
  }

  @AfterEach
  void goOn() {
    everywhere("delete from publication");
    everywhere("delete from parking");
    workshop.start();
  }

  private void everywhere(String sql) {
    Tenants.acrossAll(() -> transaction.execute(ignored -> jdbc.sql(sql).update()));
  }

  private PostDue arrived(String account, String text) {
    var delivery = due(account, Instant.now(), text);
    deliveries.accept(List.of(delivery));
    return delivery;
  }

  private void leasesExpire() {
    everywhere(
        "update publication set lease_until = now() - interval '1 s' where lease_until is not null");
  }

  @Test
  void aWorkerThatSaidNothingForALeaseLosesItsClaimAndCanWriteNothingMore() {
    arrived("a", "text");
    var held = oneWorker.claim(10).getFirst();
    assertThat(anotherWorker.claim(10)).isEmpty();

    leasesExpire();
    oneWorker.heartbeat(List.of(held.publication())); // too late: what is lost stays lost
    var taken = anotherWorker.claim(10).getFirst();

    assertThat(taken.publication().fence()).isGreaterThan(held.publication().fence());
    assertThatThrownBy(() -> ledger.begin(held.publication(), StepKind.PUBLISH, 0, "hash"))
        .isInstanceOf(Overtaken.class);
    assertThatThrownBy(
            () ->
                ledger.end(
                    held.publication(),
                    new Ending.Held(HoldReason.UNCONFIRMED, null, "", null, null),
                    List.of()))
        .isInstanceOf(Overtaken.class);
    assertThatThrownBy(() -> ledger.postpone(held.publication(), Instant.now(), 0, List.of()))
        .isInstanceOf(Overtaken.class);
    assertThat(ledger.begin(taken.publication(), StepKind.PUBLISH, 0, "hash")).isEqualTo(1);
  }

  @Test
  void onlyWhatWasPublishedHalfAYearAgoIsForgotten() {
    ended("PUBLISHED", "181 days");
    var lately = ended("PUBLISHED", "179 days");
    var neverPublished = ended("FAILED", "181 days");

    Jobs.run(context);

    List<UUID> kept =
        Tenants.acrossAll(
            () ->
                transaction.execute(
                    ignored ->
                        jdbc.sql("select target_id from publication").query(UUID.class).list()));
    assertThat(kept).containsExactlyInAnyOrder(lately, neverPublished);
  }

  private UUID ended(String state, String ago) {
    var targetId = arrived("a", "text").targetId();
    Database.change(
        "update publisher.publication set state = ?, ending = '{}', next_action_at = null,"
            + " ended_at = now() - ?::interval where target_id = ?",
        state,
        ago,
        targetId);
    return targetId;
  }

  @Test
  void aVisibleStepIsNotBegunOnALeaseThatHasEnded() {
    arrived("a", "text");
    var held = oneWorker.claim(10).getFirst();
    leasesExpire();

    assertThatThrownBy(() -> ledger.begin(held.publication(), StepKind.PUBLISH, 0, "hash"))
        .isInstanceOf(Overtaken.class);
  }

  @Test
  void aHeartbeatKeepsAClaim() {
    arrived("a", "text");
    var held = oneWorker.claim(10).stream().map(Claim::publication).toList();
    assertThat(held).hasSize(1);
    var end = Instant.now().plus(properties.lease()).plusMillis(500);

    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              oneWorker.heartbeat(held);
              assertThat(anotherWorker.claim(10)).isEmpty();
              return Instant.now().isAfter(end);
            });
  }

  @Test
  void oneAccountHasOnePublicationInFlightHoweverManyWorkersAsk() throws Exception {
    for (int i = 0; i < 40; i++) {
      arrived("account-" + i % 4, "text " + i);
    }
    List<Claim> claimed = Collections.synchronizedList(new ArrayList<>());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        var worker = i % 2 == 0 ? oneWorker : anotherWorker;
        threads.execute(() -> claimed.addAll(worker.claim(10)));
      }
    }

    assertThat(claimed)
        .extracting(claim -> claim.publication().lane())
        .doesNotHaveDuplicates()
        .hasSize(4);
  }

  @Test
  void anAccountThatRestsKeepsNobodyElseWaiting() {
    var resting = arrived("rests", "text");
    arrived("works", "text");
    ledger.park("INSTAGRAM/rests", Instant.now().plusSeconds(60), false, "limit");

    var claimed = oneWorker.claim(10);

    assertThat(claimed)
        .singleElement()
        .satisfies(claim -> assertThat(claim.publication().externalAccountId()).isEqualTo("works"));
    ledger.park("INSTAGRAM", Instant.now().plusSeconds(60), false, "limit");
    arrived("another", "text");
    assertThat(oneWorker.claim(10)).isEmpty();
    assertThat(resting.externalAccountId()).isEqualTo("rests");
  }

  @Test
  void aPublicationWithTheTextOfOneWhoseOutcomeIsUnknownWaitsForIt() {
    var unknown = arrived("a", "same text");
    var held = oneWorker.claim(10).getFirst();
    int step = ledger.begin(held.publication(), StepKind.PUBLISH, 0, "container");
    ledger.postpone(held.publication(), Instant.now().plusSeconds(60), 0, List.of());
    arrived("a", "same text");
    var other = arrived("a", "another text");

    assertThat(oneWorker.claim(10))
        .singleElement()
        .satisfies(claim -> assertThat(claim.publication().targetId()).isEqualTo(other.targetId()));
    assertThat(step).isEqualTo(1);
    assertThat(unknown.text()).isEqualTo("same text");
  }

  @Test
  void whatACrashLeftIsFoundWithEveryStepThatWasSent() {
    arrived("a", "text");
    var crashed = oneWorker.claim(10).getFirst();
    int container = ledger.begin(crashed.publication(), StepKind.CONTAINER, 0, "hash");
    ledger.finish(crashed.publication(), container, Step.Outcome.DONE, "1790", null);
    ledger.begin(crashed.publication(), StepKind.PUBLISH, 0, "1790");
    leasesExpire();

    var found = anotherWorker.claim(10).getFirst();

    assertThat(found.steps())
        .extracting(Step::kind)
        .containsExactly(StepKind.CONTAINER, StepKind.PUBLISH);
    assertThat(found.unsettled())
        .hasValueSatisfying(step -> assertThat(step.requestHash()).isEqualTo("1790"));
  }

  @Test
  void aBatchWithRepeatsAndSeveralDeliveriesOfOneTargetIsTakenInWhole() {
    var first = due("a", Instant.now(), "first");
    var others =
        IntStream.range(0, 50).mapToObj(i -> due("b" + i, Instant.now(), "t" + i)).toList();
    var batch = new ArrayList<>(others);
    batch.add(first);
    batch.add(first);

    deliveries.accept(batch);
    deliveries.accept(batch.reversed());

    assertThat(oneWorker.claim(100)).hasSize(51);
  }

  @Test
  void aDeliveryForAClaimThatIsStillHeldTakesItsWriterOut() {
    var first = arrived("a", "old");
    var held = oneWorker.claim(10).getFirst();
    var second =
        new PostDue(
            UUID.randomUUID(),
            first.workspaceId(),
            first.postId(),
            first.targetId(),
            first.accountId(),
            first.externalAccountId(),
            first.platform(),
            first.dueAt(),
            first.misfireAt(),
            "new",
            first.media(),
            first.options(),
            null,
            "new hash",
            null,
            first.dueAt());
    deliveries.accept(List.of(second));

    assertThatThrownBy(() -> ledger.begin(held.publication(), StepKind.PUBLISH, 0, "hash"))
        .isInstanceOf(Overtaken.class);
    assertThat(anotherWorker.claim(10))
        .singleElement()
        .satisfies(claim -> assertThat(claim.publication().text()).isEqualTo("new"));
  }

  private String everythingAbout(PostDue delivery) {
    return Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            select concat(
                              (select json_agg(p) from publication p where target_id = :target),
                              (select json_agg(s) from step s where target_id = :target),
                              (select json_agg(parking) from parking))
                            """)
                        .param("target", delivery.targetId())
                        .query(String.class)
                        .single()));
  }

  private static AccountErased erased(PostDue delivery) {
    return new AccountErased(
        Ids.next(),
        delivery.workspaceId(),
        delivery.accountId(),
        delivery.platform(),
        1,
        Instant.now());
  }

  private static void publish(Ledger ledger, Publication publication) {
    int start = ledger.begin(publication, StepKind.REEL_START, 0, "hash");
    ledger.opened(publication, start, "video-7", "https://upload/video-7");
    int finish = ledger.begin(publication, StepKind.REEL_FINISH, 0, "video-7");
    ledger.published(
        publication, finish, new Ending.Published("video-7", Instant.now()), List.of());
  }

  @Test
  void whoeverWantsToBeForgottenIsNamedNowhereAndStillNothingGoesOutTwice() {
    var delivery = arrived("a-person", "text");
    var publication = oneWorker.claim(10).getFirst().publication();
    ledger.park(publication.lane(), Instant.now().plusSeconds(60), true, "a limit");
    publish(ledger, publication);
    assertThat(everythingAbout(delivery)).contains("a-person").contains("video-7");

    TestKafka.instance().send(erased(delivery));

    await()
        .untilAsserted(
            () -> assertThat(everythingAbout(delivery)).doesNotContain("a-person", "video-7"));
    var again = redelivered(delivery, "text", delivery.misfireAt());
    deliveries.accept(List.of(again));
    assertThat(awaitTold(again, PostPublished.class).remoteId()).isNull();
    assertThat(oneWorker.claim(10)).isEmpty();
  }

  @Test
  void whatIsUnderWayForSomebodyToBeForgottenEndsBeforeItLosesItsNames() {
    var delivery = arrived("a-person", "text");
    var publication = oneWorker.claim(10).getFirst().publication();

    erasures.accept(erased(delivery));
    publish(ledger, publication);
    assertThat(awaitTold(delivery, PostPublished.class).remoteId()).isEqualTo("video-7");

    erasures.erase();
    assertThat(everythingAbout(delivery)).doesNotContain("a-person", "video-7");
  }
}
