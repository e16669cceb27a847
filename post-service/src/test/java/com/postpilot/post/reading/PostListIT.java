package com.postpilot.post.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.post.PostServiceIT;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class PostListIT extends PostServiceIT {

  @Test
  void pagesFollowEachOtherWithoutGapsWhateverIsAddedMeanwhile() {
    var account = shop.instagram();
    var picture = shop.picture();
    var at = Instant.parse("2040-01-01T00:00:00Z");
    var made = new ArrayList<UUID>();
    for (int i = 0; i < 23; i++) {
      var post = shop.post("/posts", draftJson("p" + i, account, picture)).is(201).id();
      made.add(post);
      if (i % 2 == 0) {
        shop.schedule(post, at.plusSeconds(i / 6)).is(200); // several at the same instant
      }
    }

    var seen = new ArrayList<UUID>();
    var sorts = new ArrayList<String>();
    String cursor = null;
    do {
      var page = shop.get("/posts?limit=5" + (cursor == null ? "" : "&cursor=" + cursor)).is(200);
      page.body()
          .get("items")
          .forEach(item -> seen.add(UUID.fromString(item.get("id").asString())));
      page.body()
          .get("items")
          .forEach(
              item ->
                  sorts.add(
                      item.get("schedule").isNull()
                          ? item.get("created_at").asString()
                          : item.get("schedule").get("scheduled_at").asString()));
      cursor = page.body().get("next_cursor").asString(null);
      shop.post("/posts", draftJson("new", account, picture)).is(201);
    } while (cursor != null);

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(new HashSet<>(seen)).containsAll(made);
    var instants = sorts.stream().map(Instant::parse).toList();
    assertThat(instants).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void filtersNarrowTheList() {
    var account = shop.instagram();
    var facebook = ACCOUNTS.connected(shop.id, "FACEBOOK");
    var draft = shop.draft("draft", account);
    var soon = shop.scheduled("soon", account, inHours(2));
    var later = shop.scheduled("later", facebook, inHours(30));
    var sent = shop.dueNow("sent", account);
    inFlight(shop.targetId(sent));

    assertThat(ids("")).containsExactlyInAnyOrder(draft, soon, later, sent);
    assertThat(ids("status=DRAFT")).containsExactly(draft);
    assertThat(ids("status=SCHEDULED")).containsExactlyInAnyOrder(soon, later);
    assertThat(ids("status=DISPATCHED")).containsExactly(sent);
    assertThat(ids("status=PUBLISHED")).isEmpty();
    assertThat(ids("status=PUBLISHING")).isEmpty();
    assertThat(ids("platform=FACEBOOK")).containsExactly(later);
    assertThat(ids("account_id=" + account)).containsExactlyInAnyOrder(draft, soon, sent);
    assertThat(ids("from=%s&to=%s".formatted(inHours(1), inHours(3)))).containsExactly(soon);
    assertThat(ids("from=" + inHours(3))).containsExactly(later);

    shop.delete("/posts/" + draft).is(204);
    assertThat(ids("status=DRAFT")).isEmpty();
  }

  @Test
  void aSearchFindsEveryWordInWhateverWasWritten() {
    var account = shop.instagram();
    var picture = shop.picture();
    var lamp =
        shop.post(
                "/posts",
                """
                {"caption": "A Lamp, 100%% brass", "hashtags": ["Homeware"], "media": [{"id": "%s"}],
                 "targets": [{"account_id": "%s", "caption": "Für Dich"}]}"""
                    .formatted(picture, account))
            .is(201)
            .id();
    var chair = shop.post("/posts", draftJson("A chair of 100 years", account, picture)).id();
    new Workspace().draft("A lamp of somebody else");

    assertThat(ids("q=lamp")).containsExactly(lamp);
    assertThat(ids("q=100")).containsExactlyInAnyOrder(lamp, chair);
    assertThat(ids("q=100%25")).containsExactly(lamp);
    assertThat(ids("q=100%20LAMP")).containsExactly(lamp);
    assertThat(ids("q=homeware%20brass")).containsExactly(lamp);
    assertThat(ids("q=f%C3%BCr")).containsExactly(lamp);
    assertThat(ids("q=_amp")).isEmpty();
    assertThat(ids("q=%5C")).isEmpty();
    assertThat(ids("q=lamp&status=SCHEDULED")).isEmpty();
    assertThat(ids("q=%20")).hasSize(2);
    assertThat(shop.get("/posts?q=" + "x".repeat(201)).is(422).field()).isEqualTo("q");
  }

  /** It finds nothing, and so has to look at all of them. */
  @Test
  void aSearchThroughManyPostsIsAnsweredSoon() {
    var stranger = new Workspace();
    for (var workspace : List.of(shop, stranger)) {
      execute(
          """
          insert into post (id, workspace_id, version, caption, hashtags, status, created_by, created_at, updated_at)
          select gen_random_uuid(), '%s', 1, repeat('word ' || n || ' ', 40), '{a,b}', 'DRAFT', '%s',
                 now() - n * interval '1 minute', now()
          from generate_series(1, 20000) n"""
              .formatted(workspace.id, workspace.id));
    }
    execute("analyze post");

    long before = System.nanoTime();
    assertThat(ids("q=nowhere")).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    assertThat(ids("q=word%20777")).hasSize(25); // a page of them
    execute("delete from post where workspace_id in ('%s', '%s')".formatted(shop.id, stranger.id));
  }

  @Test
  void aPostOfWhichOnlyAPartIsOnItsWayIsPublishing() {
    var one = shop.instagram();
    var two = shop.instagram();
    var post =
        shop.post(
                "/posts",
                "{\"caption\": \"two\", \"media\": [{\"id\": \"%s\"}], \"targets\": [{\"account_id\": \"%s\"}, {\"account_id\": \"%s\"}]}"
                    .formatted(shop.picture(), one, two))
            .is(201)
            .id();
    shop.schedule(post, inHours(2)).is(200);
    var first = shop.targetId(post);

    execute("update due set due_at = now() where target_id = '%s'".formatted(first));
    inFlight(first);

    assertThat(shop.status(post)).isEqualTo("PUBLISHING");
    assertThat(ids("status=PUBLISHING")).containsExactly(post);
    assertThat(ids("status=SCHEDULED")).isEmpty();
    assertThat(ids("status=DISPATCHED")).isEmpty();
    execute(
        "update due set due_at = now() where target_id in (select id from post_target where post_id = '%s')"
            .formatted(post));
    await().until(() -> ids("status=DISPATCHED").contains(post));
    assertThat(shop.status(post)).isEqualTo("DISPATCHED");
  }

  private List<UUID> ids(String query) {
    return StreamSupport.stream(
            shop.get("/posts?" + query).is(200).body().get("items").spliterator(), false)
        .map(item -> UUID.fromString(item.get("id").asString()))
        .toList();
  }
}
