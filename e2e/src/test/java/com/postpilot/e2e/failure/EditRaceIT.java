package com.postpilot.e2e.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.client.Http;
import com.postpilot.e2e.client.Kind;
import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.client.Sandbox;
import com.postpilot.e2e.suite.Distributed;
import com.postpilot.e2e.suite.EndToEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What an owner does to posts on all platforms in the very moment in which they are due. */
@EndToEnd
class EditRaceIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration AHEAD = Duration.ofSeconds(4);
  private static final List<Kind> KINDS =
      List.of(Kind.INSTAGRAM_IMAGE, Kind.FACEBOOK_PHOTO, Kind.TIKTOK_PHOTOS, Kind.TIKTOK_VIDEO);

  /** TikTok takes six posts of one account in a minute. */
  private static final int EACH = 6;

  /** A shop with an account for each kind, and posts on them that are due at one moment. */
  private record Shop(
      Distributed postpilot,
      Owner owner,
      Map<Kind, Owner.Account> accounts,
      List<Entry> entries,
      Instant due) {

    static Shop open(Distributed postpilot, int each) {
      var owner = postpilot.register();
      var accounts = new EnumMap<Kind, Owner.Account>(Kind.class);
      var entries = new ArrayList<Entry>();
      for (var kind : KINDS) {
        var account = owner.connect(kind.platform());
        var media = owner.upload(kind);
        accounts.put(kind, account);
        for (int i = 0; i < each; i++) {
          entries.add(
              new Entry(
                  kind, owner.createPost("old %s %d".formatted(kind, i), kind, media, account)));
        }
      }
      var due = Instant.now().plus(AHEAD).plus(Burst.TO_SCHEDULE_ONE.multipliedBy(entries.size()));
      entries.forEach(entry -> owner.schedule(entry.post(), due));
      return new Shop(postpilot, owner, accounts, entries, due);
    }

    List<Sandbox.Publication> seen() {
      var handles = accounts.values().stream().map(Owner.Account::handle).toList();
      return postpilot.sandbox().publications().stream()
          .filter(publication -> handles.contains(publication.handle()))
          .toList();
    }

    void assertSeen(List<String> captions) {
      assertThat(seen())
          .extracting(Sandbox.Publication::caption)
          .containsExactlyInAnyOrderElementsOf(captions);
    }
  }

  private record Entry(Kind kind, Owner.Post post) {}

  /** One post and what was answered to what its owner did at the last moment. */
  private record Raced(Entry entry, Http.Answer answer) {
    Owner.Post post() {
      return entry.post();
    }

    boolean wasInTime() {
      return answer.status() < 300;
    }
  }

  /**
   * Does {@code deed} to each post within a second around the due moment, most of them close to it.
   */
  private static List<Raced> race(Shop shop, Function<Entry, Http.Answer> deed) throws Exception {
    var count = shop.entries().size();
    var deeds = new ArrayList<Callable<Raced>>();
    for (int i = 0; i < count; i++) {
      // Every platform has early ones and late ones.
      var entry = shop.entries().get(i % KINDS.size() * EACH + i / KINDS.size());
      var away = i - count / 2;
      var moment = shop.due().plusMillis(away * away * away / 2);
      deeds.add(
          () -> {
            sleepUntil(moment);
            return new Raced(entry, deed.apply(entry));
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var raced = new ArrayList<Raced>();
      for (var running : threads.invokeAll(deeds)) {
        raced.add(running.get());
      }
      assertThat(raced)
          .allSatisfy(
              one ->
                  assertThat(one.answer().status()).as(one.answer().toString()).isIn(200, 204, 409))
          .anyMatch(Raced::wasInTime)
          .anyMatch(one -> !one.wasInTime());
      return raced;
    }
  }

  private static void sleepUntil(Instant moment) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.max(0, Duration.between(Instant.now(), moment).toNanos()));
  }

  @Test
  void anEditInTimeIsPublishedAndALateOneIsRefusedSoThatNoOldCaptionGoesOut(Distributed postpilot)
      throws Exception {
    var shop = Shop.open(postpilot, EACH);

    var raced =
        race(
            shop,
            entry ->
                shop.owner()
                    .api()
                    .patch(
                        "/posts/" + entry.post().id(),
                        Map.of(
                            "caption",
                            edited(entry.post()),
                            "targets", // with a consent to what it says now
                            List.of(
                                Map.of(
                                    "account_id",
                                    shop.accounts().get(entry.kind()).id(),
                                    "options",
                                    entry.kind().options())))));

    var expected = new ArrayList<String>();
    for (var one : raced) {
      shop.owner().awaitStatus(one.post(), "PUBLISHED", PATIENCE);
      expected.add(one.wasInTime() ? edited(one.post()) : one.post().caption());
    }
    shop.assertSeen(expected);
  }

  private static String edited(Owner.Post post) {
    return post.caption().replace("old", "new");
  }

  @Test
  void aPostThatWasTakenOffTheScheduleInTimeStaysADraft(Distributed postpilot) throws Exception {
    var shop = Shop.open(postpilot, EACH);

    var raced =
        race(
            shop,
            entry ->
                shop.owner().api().post("/posts/" + entry.post().id() + "/unschedule", Map.of()));

    var expected = new ArrayList<String>();
    for (var one : raced) {
      shop.owner().awaitStatus(one.post(), one.wasInTime() ? "DRAFT" : "PUBLISHED", PATIENCE);
      if (!one.wasInTime()) {
        expected.add(one.post().caption());
      }
    }
    shop.assertSeen(expected);
  }

  @Test
  void aPostThatWasDeletedInTimeIsNeverSeen(Distributed postpilot) throws Exception {
    var shop = Shop.open(postpilot, EACH);
    // A published post is archived with the same answer: none is before all were deleted.
    var held =
        KINDS.stream()
            .map(
                kind ->
                    postpilot
                        .sandbox()
                        .fail(
                            kind.sandboxPlatform(),
                            kind.steps().getFirst(),
                            "stall",
                            Map.of("account", shop.accounts().get(kind).handle(), "times", EACH)))
            .toList();

    var raced = race(shop, entry -> shop.owner().api().delete("/posts/" + entry.post().id()));
    held.forEach(Sandbox.Fault::withdraw);

    var expected = new ArrayList<String>();
    for (var one : raced) {
      if (one.wasInTime()) {
        shop.owner().api().get("/posts/" + one.post().id()).expect(404);
      } else {
        shop.owner().awaitStatus(one.post(), "PUBLISHED", PATIENCE);
        expected.add(one.post().caption());
      }
    }
    shop.assertSeen(expected);
  }

  @Test
  void aPostThatWasMovedInTimeGoesOutAtItsNewTimeAndOnlyThen(Distributed postpilot)
      throws Exception {
    var shop = Shop.open(postpilot, EACH);
    var later = shop.due().plusSeconds(6);

    var raced =
        race(
            shop,
            entry ->
                shop.owner()
                    .api()
                    .post(
                        "/posts/" + entry.post().id() + "/schedule",
                        Map.of("schedule", Map.of("scheduled_at", later.toString()))));

    for (var one : raced) {
      shop.owner().awaitStatus(one.post(), "PUBLISHED", PATIENCE);
    }
    shop.assertSeen(raced.stream().map(one -> one.post().caption()).toList());
    var moved = raced.stream().filter(Raced::wasInTime).map(one -> one.post().caption()).toList();
    assertThat(shop.seen())
        .filteredOn(publication -> moved.contains(publication.caption()))
        .allSatisfy(publication -> assertThat(publication.publishedAt()).isAfterOrEqualTo(later));
  }

  @Test
  void aDisconnectAtTheDueMomentHoldsWhatHasNotGoneOutAndAReconnectSendsItOnce(
      Distributed postpilot) throws Exception {
    var shop = Shop.open(postpilot, 3);
    var owner = shop.owner();
    sleepUntil(shop.due());

    shop.accounts().values().forEach(account -> owner.disconnect(account));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                shop.entries().stream()
                    .map(entry -> owner.read(entry.post()).status())
                    .allMatch(List.of("HELD", "PUBLISHED")::contains));
    shop.accounts()
        .values()
        .forEach(
            account -> {
              postpilot.sandbox().awaitRevoked(account);
              owner.connect(account.platform(), account.handle());
            });

    for (var entry : shop.entries()) {
      owner.awaitStatus(entry.post(), "PUBLISHED", PATIENCE);
    }
    shop.assertSeen(shop.entries().stream().map(entry -> entry.post().caption()).toList());
  }
}
