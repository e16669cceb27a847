package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.Topics;
import com.postpilot.post.PostServiceIT;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Authors against the dispatcher: one of them wins, and the other one knows. */
class RacesIT extends PostServiceIT {
  private static final int POSTS = 40;

  @Test
  void anEditIsInWhatGoesOutOrIsRefused() throws Exception {
    var edits = race(post -> shop.patch(post, "{\"caption\": \"new\"}"));

    var texts = new HashMap<UUID, String>();
    announcements(edits.keySet(), POSTS).forEach(event -> texts.put(event.postId(), event.text()));
    edits.forEach(
        (post, reply) -> {
          if (reply.status() == 200) {
            assertThat(texts.get(post)).isEqualTo("new");
          } else {
            assertThat(reply.is(409).code()).isEqualTo("already_dispatched");
            assertThat(texts.get(post)).isEqualTo("old");
          }
        });
  }

  @Test
  void whatIsMovedAwayInTimeDoesNotGoOut() throws Exception {
    var later = inHours(5);
    goesOutOrNot(race(post -> shop.schedule(post, later)), 200, "SCHEDULED");
  }

  @Test
  void whatIsUnscheduledInTimeDoesNotGoOut() throws Exception {
    goesOutOrNot(race(post -> shop.post("/posts/" + post + "/unschedule", null)), 200, "DRAFT");
  }

  @Test
  void whatIsDeletedInTimeDoesNotGoOut() throws Exception {
    goesOutOrNot(race(post -> shop.delete("/posts/" + post)), 204, null);
  }

  @Test
  void twoAuthorsDoNotTakeEachOtherForTheDispatcher() throws Exception {
    var post = shop.scheduled("old", inHours(3));
    var calls = new ArrayList<Callable<Reply>>();
    for (int i = 0; i < 20; i++) {
      var caption = "{\"caption\": \"edit %d\"}".formatted(i);
      calls.add(() -> shop.patch(post, caption));
      calls.add(() -> shop.schedule(post, inHours(4)));
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var reply : threads.invokeAll(calls)) {
        reply.get().is(200);
      }
    }
    assertThat(count("select count(*) from due where target_id = '" + shop.targetId(post) + "'"))
        .isOne();
    assertThat(shop.read(post).eTag()).isEqualTo("\"42\"");
  }

  private void goesOutOrNot(Map<UUID, Reply> replies, int success, String status) throws Exception {
    var lost =
        replies.entrySet().stream().filter(reply -> reply.getValue().status() != success).toList();
    lost.forEach(
        reply -> assertThat(reply.getValue().is(409).code()).isEqualTo("already_dispatched"));

    var announced = announcements(replies.keySet(), lost.size());

    assertThat(announced.stream().map(PostDue::postId))
        .containsExactlyInAnyOrderElementsOf(lost.stream().map(Map.Entry::getKey).toList());
    replies.forEach(
        (post, reply) -> {
          if (reply.status() == success && status != null) {
            assertThat(shop.status(post)).isEqualTo(status);
          }
        });
    assertThat(
            count(
                """
                select count(*) from in_flight f join due d on d.target_id = f.target_id
                """))
        .as("never both")
        .isZero();
  }

  /** Acts on posts around the moment at which each falls due: some in time, some too late. */
  private Map<UUID, Reply> race(Function<UUID, Reply> act) throws Exception {
    var account = shop.instagram();
    var picture = shop.picture();
    var posts = new ArrayList<UUID>();
    for (int i = 0; i < POSTS; i++) {
      posts.add(shop.post("/posts", draftJson("old", account, picture)).is(201).id());
    }
    var due = Instant.now().plusMillis(2_500);
    for (var post : posts) {
      shop.schedule(post, due).is(200);
    }
    var calls = new ArrayList<Callable<Reply>>();
    for (int i = 0; i < POSTS; i++) {
      var post = posts.get(i);
      var at = due.plusMillis(-60 + 3L * i);
      calls.add(
          () -> {
            LockSupport.parkNanos(Duration.between(Instant.now(), at).toNanos());
            return act.apply(post);
          });
    }
    var replies = new HashMap<UUID, Reply>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.invokeAll(calls);
      for (int i = 0; i < POSTS; i++) {
        replies.put(posts.get(i), answers.get(i).get());
      }
    }
    return replies;
  }

  /** What was announced of these posts, when nothing more of them is due. */
  private List<PostDue> announcements(Iterable<UUID> posts, int atLeast) {
    var wanted = new ArrayList<UUID>();
    posts.forEach(wanted::add);
    try (var topic = KAFKA.follow(Topics.POST_DUE)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  count(
                          "select count(*) from due d join post_target t on t.id = d.target_id where t.workspace_id = '%s' and d.due_at <= now()"
                              .formatted(shop.id))
                      == 0);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  count(
                          "select count(*) from in_flight f join post_target t on t.id = f.target_id where t.workspace_id = '%s' and f.announced_at is null"
                              .formatted(shop.id))
                      == 0);
      return await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  topic.events(PostDue.class).stream()
                      .filter(event -> wanted.contains(event.postId()))
                      .toList(),
              found -> found.size() >= atLeast);
    }
  }
}
