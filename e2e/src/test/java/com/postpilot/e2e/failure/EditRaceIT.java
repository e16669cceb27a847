package com.postpilot.e2e.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.client.Http;
import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.suite.Distributed;
import com.postpilot.e2e.suite.EndToEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What an owner does to a post in the very moment in which it is due. */
@EndToEnd
class EditRaceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int POSTS = 24;
  private static final Duration AHEAD = Duration.ofSeconds(4);

  /** One post and what was answered to what its owner did at the last moment. */
  private record Raced(Owner.Post post, Http.Answer answer) {
    boolean wasInTime() {
      return answer.status() < 300;
    }
  }

  /** Does {@code deed} to each of many posts within 120 ms around the moment in which it is due. */
  private static List<Raced> race(
      Owner owner, Owner.Account account, BiFunction<Owner, Owner.Post, Http.Answer> deed)
      throws Exception {
    var picture = owner.uploadPicture();
    var posts = new ArrayList<Owner.Post>();
    for (int i = 0; i < POSTS; i++) {
      posts.add(owner.createPost("old " + i, picture, account));
    }
    var due = Instant.now().plus(AHEAD);
    posts.forEach(post -> owner.schedule(post, due));
    var deeds = new ArrayList<Callable<Raced>>();
    for (int i = 0; i < POSTS; i++) {
      var post = posts.get(i);
      var moment = due.plusMillis(-100 + 10L * i);
      deeds.add(
          () -> {
            var wait = Duration.between(Instant.now(), moment).toNanos();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
            return new Raced(post, deed.apply(owner, post));
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
                  assertThat(one.answer().status())
                      .as(one.answer().toString())
                      .isIn(200, 204, 409));
      return raced;
    }
  }

  private static List<String> seen(Distributed postpilot, Owner.Account account) {
    return postpilot.sandbox().publicationsOf(account.handle()).stream()
        .map(publication -> publication.caption())
        .toList();
  }

  @Test
  void anEditInTimeIsPublishedAndALateOneIsRefusedSoThatNoOldCaptionGoesOut(Distributed postpilot)
      throws Exception {
    var owner = postpilot.register();
    var account = owner.connectInstagram();

    var raced =
        race(
            owner,
            account,
            (who, post) ->
                who.api()
                    .patch(
                        "/posts/" + post.id(),
                        Map.of("caption", post.caption().replace("old", "new"))));

    var expected = new ArrayList<String>();
    for (var one : raced) {
      owner.awaitStatus(one.post(), "PUBLISHED", PATIENCE);
      var caption = one.post().caption();
      expected.add(one.wasInTime() ? caption.replace("old", "new") : caption);
    }
    assertThat(seen(postpilot, account)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aPostThatWasTakenOffTheScheduleInTimeStaysADraft(Distributed postpilot) throws Exception {
    var owner = postpilot.register();
    var account = owner.connectInstagram();

    var raced =
        race(
            owner,
            account,
            (who, post) -> who.api().post("/posts/" + post.id() + "/unschedule", Map.of()));

    var expected = new ArrayList<String>();
    for (var one : raced) {
      owner.awaitStatus(one.post(), one.wasInTime() ? "DRAFT" : "PUBLISHED", PATIENCE);
      if (!one.wasInTime()) {
        expected.add(one.post().caption());
      }
    }
    assertThat(seen(postpilot, account)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aPostThatWasDeletedInTimeIsNeverSeen(Distributed postpilot) throws Exception {
    var owner = postpilot.register();
    var account = owner.connectInstagram();

    var raced = race(owner, account, (who, post) -> who.api().delete("/posts/" + post.id()));

    var expected = new ArrayList<String>();
    for (var one : raced) {
      if (one.wasInTime()) {
        owner.api().get("/posts/" + one.post().id()).expect(404);
      } else {
        owner.awaitStatus(one.post(), "PUBLISHED", PATIENCE);
        expected.add(one.post().caption());
      }
    }
    assertThat(seen(postpilot, account)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aPostThatWasMovedInTimeGoesOutAtItsNewTimeAndOnlyThen(Distributed postpilot)
      throws Exception {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var later = Instant.now().plus(AHEAD).plusSeconds(25);

    var raced =
        race(
            owner,
            account,
            (who, post) ->
                who.api()
                    .post(
                        "/posts/" + post.id() + "/schedule",
                        Map.of("schedule", Map.of("scheduled_at", later.toString()))));

    for (var one : raced) {
      owner.awaitStatus(one.post(), "PUBLISHED", PATIENCE);
    }
    var moved = raced.stream().filter(Raced::wasInTime).map(one -> one.post().caption()).toList();
    assertThat(seen(postpilot, account))
        .containsExactlyInAnyOrderElementsOf(
            raced.stream().map(one -> one.post().caption()).toList());
    assertThat(postpilot.sandbox().publicationsOf(account.handle()))
        .filteredOn(publication -> moved.contains(publication.caption()))
        .allSatisfy(publication -> assertThat(publication.publishedAt()).isAfterOrEqualTo(later));
  }

  @Test
  void aDisconnectAtTheDueMomentHoldsWhatHasNotGoneOutAndAReconnectSendsItOnce(
      Distributed postpilot) throws Exception {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var picture = owner.uploadPicture();
    var posts = new ArrayList<Owner.Post>();
    for (int i = 0; i < 10; i++) {
      posts.add(owner.createPost("post " + i, picture, account));
    }
    var due = Instant.now().plusSeconds(3);
    posts.forEach(post -> owner.schedule(post, due));
    TimeUnit.NANOSECONDS.sleep(Duration.between(Instant.now(), due).toNanos());

    owner.api().delete("/accounts/" + account.id()).expect(204);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                posts.stream()
                    .map(owner::read)
                    .allMatch(post -> List.of("HELD", "PUBLISHED").contains(post.status())));
    owner.connectInstagram(account.handle());

    for (var post : posts) {
      owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    }
    assertThat(seen(postpilot, account))
        .containsExactlyInAnyOrderElementsOf(posts.stream().map(Owner.Post::caption).toList());
  }
}
