package com.postpilot.post.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.loop.WakeUp;
import com.postpilot.common.testing.TestPostgres;
import com.postpilot.post.PostServiceIT;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DispatcherIT extends PostServiceIT {
  @Autowired Claims claims;
  @Autowired Announcer announcer;
  @Autowired DispatchProperties properties;
  @Autowired Dispatcher dispatcher;
  @Autowired Reannouncing reannouncing;

  @AfterEach
  void runAgain() {
    if (!dispatcher.isRunning()) {
      dispatcher.start();
    }
    if (!reannouncing.isRunning()) {
      reannouncing.start();
    }
  }

  @Test
  void severalDispatchersClaimEachDueRowOnceAndNoneEarly() {
    reannouncing.stop(); // on a busy machine it would take slow answers for lost ones
    int count = 2_000;
    var due = Instant.now().plusSeconds(3);
    insertDue(count, due);
    insertDue(50, due.plus(Duration.ofDays(365)));
    var others = List.of(another(), another());
    others.forEach(Dispatcher::start);
    try (var announcements = KAFKA.follow(Topics.POST_DUE)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ofThisShop(announcements.events(PostDue.class)).size() >= count);

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> count(inFlightOfThisShop("f.announced_at is null")) == 0);
      var announced = ofThisShop(announcements.events(PostDue.class));
      assertThat(announced).hasSize(count);
      assertThat(new HashSet<>(announced.stream().map(PostDue::eventId).toList())).hasSize(count);
      assertThat(announced)
          .allSatisfy(event -> assertThat(event.occurredAt()).isAfterOrEqualTo(event.dueAt()));
      assertThat(count(inFlightOfThisShop("true"))).isEqualTo(count);
      assertThat(
              count(
                  "select count(*) from due d join post_target t on t.id = d.target_id where t.workspace_id = '"
                      + shop.id
                      + "'"))
          .as("what is due next year")
          .isEqualTo(50);
    } finally {
      others.forEach(Dispatcher::stop);
    }
  }

  @Test
  void whatWasClaimedAndNotAnnouncedIsAnnouncedAgainUnderTheSameDelivery() {
    dispatcher.stop();
    var post = shop.dueNow("crash gap");
    var target = shop.targetId(post);

    // A dispatcher that dies between its commit and its send.
    var claimed =
        await()
            .atMost(Duration.ofSeconds(10))
            .until(claims::claim, all -> all.stream().anyMatch(one -> isOf(one, target)))
            .stream()
            .filter(one -> isOf(one, target))
            .findFirst()
            .orElseThrow();

    try (var announcements = KAFKA.follow(Topics.POST_DUE)) {
      var announced =
          await()
              .atMost(Duration.ofSeconds(20))
              .until(
                  () -> of(target, announcements.events(PostDue.class)),
                  events -> !events.isEmpty());
      assertThat(announced).allSatisfy(event -> assertThat(event).isEqualTo(claimed.due()));
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(shop.timeline(post))
                    .containsExactly("created", "scheduled", "dispatched", "announced_again"));
  }

  @Test
  void aDeliveryWithoutAnOutcomeIsAnnouncedAgain() {
    var post = shop.dueNow("lost outcome");
    var target = shop.targetId(post);
    var delivery = inFlight(target);
    await().atMost(Duration.ofSeconds(10)).until(() -> count(announced(target)) == 1);

    execute(
        "update in_flight set announced_at = now() - interval '16 minutes' where target_id = '%s'"
            .formatted(target));

    try (var announcements = KAFKA.follow(Topics.POST_DUE)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> of(target, announcements.events(PostDue.class)).size() == 2);
      assertThat(of(target, announcements.events(PostDue.class)))
          .allSatisfy(event -> assertThat(event.eventId()).isEqualTo(delivery));
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> shop.timeline(post).contains("announced_again"));
  }

  @Test
  void aPostThatIsDueSoonIsHandedOverWithinMomentsOfItsTime() {
    var post = shop.draft("punctual");
    var target = shop.targetId(post);
    shop.schedule(post, Instant.now().plusMillis(1_500)).is(200);
    inFlight(target);

    var lateMillis =
        count(
            "select 1000 * extract(epoch from f.dispatched_at - t.due_at) from in_flight f join post_target t on t.id = f.target_id where t.id = '%s'"
                .formatted(target));
    assertThat(lateMillis).isBetween(0L, 500L);
  }

  @Test
  void aRowThatAnAuthorHasInHandsIsSkippedAndClaimedLater() throws SQLException {
    dispatcher.stop();
    var target = shop.targetId(shop.scheduled("locked", inHours(1)));
    var other = shop.targetId(shop.scheduled("beside it", inHours(1)));
    execute(
        "update due set due_at = now() where target_id in ('%s', '%s')".formatted(target, other));
    try (var author = TestPostgres.instance().superuser();
        var statement = author.createStatement()) {
      author.setAutoCommit(false);
      statement.execute("select from post.due where target_id = '%s' for update".formatted(target));

      dispatcher.start();

      inFlight(other);
      assertThat(count("select count(*) from in_flight where target_id = '%s'".formatted(target)))
          .isZero();
      author.rollback();
    }
    inFlight(target);
  }

  private Dispatcher another() {
    return new Dispatcher(claims, announcer, new WakeUp(), properties, new SimpleMeterRegistry());
  }

  private static boolean isOf(Claimed claimed, UUID target) {
    return claimed.due().targetId().equals(target);
  }

  private static List<PostDue> of(UUID target, List<PostDue> events) {
    return events.stream().filter(event -> event.targetId().equals(target)).toList();
  }

  private List<PostDue> ofThisShop(List<PostDue> events) {
    return events.stream().filter(event -> event.workspaceId().equals(shop.id)).toList();
  }

  private static String announced(UUID target) {
    return "select count(*) from in_flight where target_id = '%s' and announced_at is not null"
        .formatted(target);
  }

  private String inFlightOfThisShop(String condition) {
    return "select count(*) from in_flight f join post_target t on t.id = f.target_id where t.workspace_id = '%s' and %s"
        .formatted(shop.id, condition);
  }

  /** Scheduled targets as the authoring side writes them, many at once. */
  private void insertDue(int count, Instant due) {
    var statements = new ArrayList<String>();
    var batch = UUID.randomUUID();
    statements.add(
        """
        insert into post (id, workspace_id, version, caption, hashtags, status, scheduled_at,
          local_time, timezone, created_by, created_at, updated_at)
        select md5('p%s' || n)::uuid, '%s', 1, 'bulk', '{}', 'SCHEDULED', '%s', '%s', 'UTC',
          '%s', now(), now()
        from generate_series(1, %d) n"""
            .formatted(batch, shop.id, due, due.toString().replace("Z", ""), shop.id, count));
    statements.add(
        """
        insert into post_target (id, workspace_id, post_id, position, account_id,
          external_account_id, platform, options, state, due_at, rendered_text, rendered_media,
          content_hash)
        select md5('t%s' || n)::uuid, '%s', md5('p%s' || n)::uuid, 0, md5('a' || n %% 97)::uuid,
          'ext', 'INSTAGRAM', '{}', 'OPEN', '%s', 'text ' || n, '[]', 'hash'
        from generate_series(1, %d) n"""
            .formatted(batch, shop.id, batch, due, count));
    statements.add(
        """
        insert into due (target_id, due_at, delivery_id)
        select md5('t%s' || n)::uuid, '%s', md5('d%s' || n)::uuid from generate_series(1, %d) n"""
            .formatted(batch, due, batch, count));
    statements.forEach(PostServiceIT::execute);
  }
}
