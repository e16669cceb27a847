package com.postpilot.queue.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.QueueEvent.CaptionGenerated;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.testing.TestIdentity;
import com.postpilot.common.testing.TestKafka;
import com.postpilot.queue.FakeWriter;
import com.postpilot.queue.QueueServiceIT;
import com.postpilot.queue.caption.CaptionWriter;
import com.postpilot.queue.caption.CaptionWriter.Caption;
import com.postpilot.queue.caption.CaptionWriter.Written;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.quota.AiQuota;
import com.postpilot.queue.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class GenerationIT extends QueueServiceIT {
  private final String title = "Mug " + shop.id;

  @Autowired private WritingRoom room;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transaction;
  @Autowired private GenerationProperties properties;
  @Autowired private Generations generations;
  @Autowired private Items items;
  @Autowired private Settings settings;
  @Autowired private ObjectProvider<CaptionWriter> writers;
  @Autowired private AiQuota quota;
  @Autowired private Outbox outbox;
  @Autowired private Clock clock;

  /** Of the processes that the tests make up. */
  private final MeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void captionsAreWrittenAsTheyWereWishedFor() {
    var wished = new AtomicReference<Tone>();
    WRITER.behave(
        title,
        request -> {
          wished.set(request.tone());
          return FakeWriter.captions(request);
        });
    var item = shop.item(title);

    var accepted =
        shop.post(
                "/queue/" + item + "/generate",
                json("{'tone': 'LUXURY', 'platforms': ['FACEBOOK'], 'language': 'de-AT'}"))
            .is(202);

    assertThat(accepted.at("/status")).isEqualTo("GENERATING");
    becomes(item, "IN_REVIEW");
    var written = shop.read(item);
    assertThat(wished).hasValue(Tone.LUXURY);
    assertThat(written.at("/language")).isEqualTo("de-AT");
    assertThat(written.at("/captions/FACEBOOK/caption")).isEqualTo(title + ", for FACEBOOK");
    assertThat(written.at("/captions/FACEBOOK/writer")).isEqualTo("fake");
    assertThat(written.body().get("captions").size()).isOne();
    assertThat(announced(item)).isOne();
    assertThat(open()).isZero();
  }

  @Test
  void aWriterThatDoesNotAnswerIsAskedAgain() {
    WRITER.behave(
        title,
        request ->
            WRITER.calls(title) < 3
                ? new Written.Unavailable("Overloaded.", Duration.ofMillis(1))
                : FakeWriter.captions(request));
    var item = generated();

    becomes(item, "IN_REVIEW");
    assertThat(WRITER.calls(title)).isEqualTo(3);
    assertThat(used()).isOne();
  }

  @Test
  void aWriterThatNeverAnswersIsGivenUpAndCostsNothing() {
    WRITER.behave(title, request -> new Written.Unavailable("Overloaded.", null));
    var item = generated();

    becomes(item, "FAILED");
    var failed = shop.read(item);
    assertThat(failed.at("/failure/code")).isEqualTo("writer_unavailable");
    assertThat(failed.at("/failure/message")).contains("Overloaded.").contains("again later");
    assertThat(used()).isZero();
    assertThat(WRITER.calls(title)).isGreaterThan(1);
  }

  @Test
  void aWriterThatThrowsIsAskedAgain() {
    WRITER.behave(
        title,
        request -> {
          if (WRITER.calls(title) == 1) {
            throw new IllegalStateException("a bug");
          }
          return FakeWriter.captions(request);
        });

    becomes(generated(), "IN_REVIEW");
  }

  @Test
  void aRefusalIsToldAndEndsIt() {
    WRITER.behave(title, request -> new Written.Refused("refused", "Describe it otherwise."));
    var item = generated();

    becomes(item, "FAILED");
    assertThat(shop.read(item).at("/failure/code")).isEqualTo("refused");
    assertThat(shop.read(item).at("/failure/message")).isEqualTo("Describe it otherwise.");
    assertThat(WRITER.calls(title)).isOne();
    assertThat(used()).isOne();

    WRITER.behave(title, request -> new Written.Refused("spend_limit", "Raise the limit."));
    shop.post("/queue/" + item + "/generate", "{}").is(202);
    await().until(() -> WRITER.calls(title) == 2);
    becomes(item, "FAILED");
    assertThat(used()).as("no fault of the workspace").isOne();
  }

  @Test
  void whatAProcessWroteThatDiedBeforeItsCommitIsWrittenAgainButCountsOnce() {
    WRITER.behave(
        title,
        request -> {
          if (WRITER.calls(title) == 1) { // its lease runs out, and another one takes it up
            execute(
                """
                update generation set lease_until = now() - interval '1 second', fence = fence + 1
                where workspace_id = '%s'"""
                    .formatted(shop.id));
            await().until(() -> WRITER.calls(title) == 2);
          }
          return FakeWriter.captions(request);
        });
    var item = generated();

    becomes(item, "IN_REVIEW");
    await().until(() -> open() == 0);
    assertThat(WRITER.calls(title)).isEqualTo(2);
    assertThat(announced(item)).isOne();
    assertThat(used()).isOne();
    assertThat(written(item)).isOne();
  }

  @Test
  void whatAProcessWroteThatWasKilledInItsCommitIsWrittenByAnother() {
    room.stop();
    UUID item;
    try {
      item = generated();
      var killed =
          new Generations(jdbc, transaction, withLeaseOf(Duration.ofMillis(1_500))) {
            @Override
            boolean end(Generation generation) {
              super.end(generation);
              throw new Killed();
            }
          };

      assertThatThrownBy(() -> process(killed).write(claimed(killed))).isInstanceOf(Killed.class);

      assertThat(WRITER.calls(title)).isOne();
      assertThat(shop.status(item)).isEqualTo("GENERATING");
      assertThat(open()).as("its row is still there").isOne();
      assertThat(written(item)).isZero();
    } finally {
      room.start();
    }

    becomes(item, "IN_REVIEW"); // once the lease of the dead has run out
    assertThat(WRITER.calls(title)).isEqualTo(2);
    assertThat(open()).isZero();
    assertThat(written(item)).isOne();
    assertThat(announced(item)).isOne();
    assertThat(used()).isOne();
  }

  @Test
  void aProcessThatWakesUpAfterItsLeaseRanOutChangesNothing() throws Exception {
    var firstMayEnd = new Semaphore(0);
    var secondMayEnd = new Semaphore(0);
    WRITER.behave(
        title,
        request -> {
          int call = WRITER.calls(title);
          (call == 1 ? firstMayEnd : secondMayEnd).acquireUninterruptibly();
          return new Written.Captions(
              Map.of(Platform.INSTAGRAM, new Caption("By process " + call, List.of("shop"))),
              "fake");
        });
    room.stop();
    UUID item;
    Thread sleeper;
    try {
      item = generated();
      // It never says that it lives: no heartbeat is sent for what it holds.
      var asleep = new Generations(jdbc, transaction, withLeaseOf(Duration.ofMillis(1_500)));
      var generation = claimed(asleep);
      sleeper = Thread.ofVirtual().start(() -> process(asleep).write(generation));
      await().until(() -> WRITER.calls(title) == 1);
    } finally {
      room.start();
    }
    await().until(() -> WRITER.calls(title) == 2); // taken over

    firstMayEnd.release();
    sleeper.join();

    assertThat(shop.status(item)).isEqualTo("GENERATING");
    assertThat(written(item)).isZero();
    assertThat(open()).isOne();
    secondMayEnd.release();
    becomes(item, "IN_REVIEW");
    assertThat(shop.read(item).at("/captions/INSTAGRAM/caption")).isEqualTo("By process 2");
    assertThat(written(item)).isOne();
    assertThat(announced(item)).isOne();
    assertThat(used()).isOne();
    assertThat(outcomes("written")).as("of the sleeper").isZero();
  }

  @Test
  void generationsAreCountedByWriterAndResult() {
    room.stop();
    try {
      generated();
      process(generations).write(claimed(generations));
      WRITER.behave(title, request -> new Written.Refused("refused", "Describe it otherwise."));
      generated();
      process(generations).write(claimed(generations));
    } finally {
      room.start();
    }

    assertThat(outcomes("written")).isOne();
    assertThat(outcomes("refused")).isOne();
  }

  @Test
  void aWorkspaceHasNoMoreWrittenAtOnceThanItChose() {
    shop.request(
            "PUT",
            "/queue/settings",
            json(
                """
                {'approval_policy': 'NONE', 'banned_claims': [], 'product_rule': 'HOLD',
                 'generations_at_once': 2}"""),
            Map.of())
        .is(200);
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var mayEnd = new Semaphore(0);
    WRITER.behave(
        title,
        request -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          mayEnd.acquireUninterruptibly();
          running.decrementAndGet();
          return FakeWriter.captions(request);
        });
    var items = new ArrayList<UUID>();
    for (int i = 0; i < 6; i++) {
      items.add(generated());
    }

    await().until(() -> running.get() == 2);
    mayEnd.release(items.size());

    items.forEach(item -> becomes(item, "IN_REVIEW"));
    assertThat(most).hasValue(2);
  }

  @Test
  void anItemThatIsBeingWrittenOrIsDeletedIsLeftAlone() {
    var mayEnd = new Semaphore(0);
    WRITER.behave(
        title,
        request -> {
          mayEnd.acquireUninterruptibly();
          return FakeWriter.captions(request);
        });
    var item = generated();

    var refusal = shop.post("/queue/" + item + "/generate", "{}").is(409);
    assertThat(refusal.code()).isEqualTo("state_conflict");
    assertThat(refusal.at("/allowed")).contains("delete");
    shop.delete(item).is(204);
    mayEnd.release();

    await().until(() -> open() == 0);
    assertThat(written(item)).isZero();
  }

  @Test
  void sentAgainUnderItsKeyItIsOneGeneration() {
    var item = shop.item(title);
    var key = Map.of("Idempotency-Key", "k");

    var first = shop.request("POST", "/queue/" + item + "/generate", "{}", key).is(202);
    var again = shop.request("POST", "/queue/" + item + "/generate", "{}", key).is(202);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(used()).isOne();
  }

  @Test
  void manyAreWrittenByOneRequest() {
    var one = shop.item(title);
    var two = shop.item(title + " 2");

    var results =
        shop.post(
                "/queue/bulk",
                json(
                    "{'action': 'generate', 'items': [{'id': '%s'}, {'id': '%s'}]}"
                        .formatted(one, two)))
            .is(200);

    assertThat(results.at("/succeeded")).isEqualTo("2");
    becomes(one, "IN_REVIEW");
    becomes(two, "IN_REVIEW");
  }

  @Test
  void itIsForWhoWrites() {
    var item = shop.item(title);
    for (var role : List.of("VIEWER", "APPROVER")) {
      var token = TestIdentity.instance().token(UUID.randomUUID(), shop.id, role);
      request(token, "POST", "/queue/" + item + "/generate", "{}", Map.of()).is(403);
    }
    new Workspace().post("/queue/" + item + "/generate", "{}").is(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'tone': 'LOUD'}",
        "{'platforms': []}",
        "{'platforms': ['INSTAGRAM', 'INSTAGRAM']}",
        "{'language': '???'}",
        "{'x': 1}",
        "[]"
      })
  void whatIsNoWishIsRefused(String wishes) {
    var item = shop.item(title);

    shop.post("/queue/" + item + "/generate", json(wishes)).is(422);

    assertThat(shop.status(item)).isEqualTo("NEW");
  }

  private static final class Killed extends Error {
    Killed() {
      super("killed between writing and committing");
    }
  }

  private GenerationProperties withLeaseOf(Duration lease) {
    return new GenerationProperties(
        properties.concurrency(),
        lease,
        properties.pollInterval(),
        properties.backOff(),
        properties.longestBackOff(),
        properties.giveUpAfter());
  }

  /** Another process, as far as the rows can tell. */
  private Writing process(Generations generations) {
    return new Writing(
        generations,
        items,
        settings,
        writers,
        quota,
        outbox,
        transaction,
        properties,
        metrics,
        clock);
  }

  private Generation claimed(Generations generations) {
    return generations.claim(100).stream()
        .filter(generation -> generation.workspaceId().equals(shop.id))
        .findAny()
        .orElseThrow();
  }

  private double outcomes(String result) {
    var counter =
        metrics
            .find("postpilot.caption.outcome")
            .tags("writer", "fake", "result", result)
            .counter();
    return counter == null ? 0 : counter.count();
  }

  private UUID generated() {
    var item = shop.item(title);
    shop.post("/queue/" + item + "/generate", json("{'platforms': ['INSTAGRAM']}")).is(202);
    return item;
  }

  private void becomes(UUID item, String status) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(shop.status(item)).isEqualTo(status));
  }

  private long open() {
    return count("select count(*) from generation where workspace_id = '" + shop.id + "'");
  }

  private long used() {
    return count(
        "select coalesce(sum(ai_captions), 0) from usage where workspace_id = '" + shop.id + "'");
  }

  private static long written(UUID item) {
    return count(
        "select count(*) from item_version where change = 'GENERATED' and item_id = '%s'"
            .formatted(item));
  }

  /** How often others were told; whatever is to be told is on its way by now. */
  private static long announced(UUID item) {
    await().until(() -> count("select count(*) from outbox") == 0);
    try (var told = TestKafka.instance().follow(Topics.QUEUE_LIFECYCLE)) {
      await().until(() -> !told.records().isEmpty());
      told.records();
      told.records();
      return told.events(CaptionGenerated.class).stream()
          .filter(event -> event.itemId().equals(item))
          .count();
    }
  }
}
