package com.postpilot.post.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.post.PostServiceIT;
import com.postpilot.post.reading.PostSearch.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PostListIT extends PostServiceIT {
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

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

  /** Whatever is asked for, however many posts there are of this workspace and of others. */
  @Test
  void noListAndNoSearchReadsAWholeTable() {
    var shops = List.of(shop, new Workspace(), new Workspace(), new Workspace());
    var account = UUID.randomUUID();
    shops.forEach(one -> many(one, one == shop ? account : UUID.randomUUID()));
    var theirs =
        shops.stream().map(one -> "'" + one.id + "'").collect(Collectors.joining(",", "(", ")"));
    execute(
        "insert into in_flight select id, id, now(), now() from post_target where state = 'OPEN'"
            + " and workspace_id in "
            + theirs);
    execute("analyze post, post_target, in_flight");
    try {
      var from = Instant.now();
      var searches = new LinkedHashMap<String, UnaryOperator<PostSearch>>();
      searches.put("all", search -> search);
      for (var status : PostStatus.values()) {
        searches.put("status " + status, search -> search.status(status));
      }
      for (var platform : Platform.values()) {
        searches.put("platform " + platform, search -> search.on(platform, null));
      }
      searches.put("account", search -> search.on(null, account));
      searches.put("platform and account", search -> search.on(Platform.TIKTOK, account));
      searches.put("time", search -> search.between(from, from.plus(Duration.ofHours(1))));
      searches.put("words", search -> search.saying("word 777"));
      searches.put("words of none", search -> search.saying("nowhere"));
      searches.put("a later page", search -> search.after(new Position(from, UUID.randomUUID())));
      searches.put(
          "everything",
          search ->
              search
                  .status(PostStatus.SCHEDULED)
                  .on(Platform.INSTAGRAM, account)
                  .between(from, from.plus(Duration.ofDays(30)))
                  .saying("word")
                  .after(new Position(from, UUID.randomUUID())));
      searches.forEach(
          (name, narrowed) -> {
            var search = narrowed.apply(PostSearch.in(shop.id)).newest(26);
            readsNoWholeTable(name, search.sql(), search.values());
          });
      var page = texts("select id from post where workspace_id = '%s' limit 25".formatted(shop.id));
      var ids = page.stream().map(UUID::fromString).toArray(UUID[]::new);
      for (var statement :
          List.of(PostReader.POSTS, PostReader.TARGETS, PostReader.MEDIA, PostReader.OWN_MEDIA)) {
        readsNoWholeTable(statement, statement, List.of(shop.id, ids));
      }

      long before = System.nanoTime();
      assertThat(ids("q=nowhere")).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
      assertThat(ids("q=word%20777")).hasSize(19);
    } finally {
      execute(
          "delete from in_flight where target_id in (select id from post_target where workspace_id in %s)"
              .formatted(theirs));
      execute("delete from post where workspace_id in " + theirs);
    }
  }

  /**
   * As the service asks: with its role, behind the tenant wall. What is in flight at this moment is
   * little, and the database may read it whole.
   */
  private void readsNoWholeTable(String name, String sql, List<Object> values) {
    var plan =
        Tenants.inWorkspace(
            shop.id,
            () ->
                new TransactionTemplate(transactions)
                    .execute(
                        ignored ->
                            String.join(
                                "\n",
                                jdbc.sql("explain " + sql)
                                    .params(values)
                                    .query(String.class)
                                    .list())));
    assertThat(plan)
        .as("%s: %s", name, sql)
        .contains("Index")
        .doesNotContain("Seq Scan on post", "Seq Scan on media");
  }

  /** 10,000 posts in all states, each on one of 20 accounts and of three platforms. */
  private static void many(Workspace workspace, UUID account) {
    execute(
        """
        with made as (
          insert into post (id, workspace_id, version, caption, hashtags, status, created_by,
            created_at, updated_at, scheduled_at, local_time, timezone)
          select gen_random_uuid(), '%1$s', 1, repeat('word ' || n || ' ', 20), '{a,b}',
            (array['DRAFT', 'SCHEDULED', 'PUBLISHED', 'PARTIALLY_PUBLISHED', 'FAILED', 'HELD'])[1 + n %% 6],
            '%1$s', now() - n * interval '1 minute', now(), now() + (n - 5000) * interval '10 minutes',
            now(), 'UTC'
          from generate_series(1, 10000) n
          returning id, status, workspace_id)
        insert into post_target (id, workspace_id, post_id, position, account_id, external_account_id,
          platform, options, state, due_at, hold_reason, rendered_text, rendered_media, content_hash)
        select gen_random_uuid(), workspace_id, id, 0,
          case when n %% 20 = 0 then '%2$s' else gen_random_uuid() end, 'x',
          (array['INSTAGRAM', 'FACEBOOK', 'TIKTOK'])[1 + n %% 3], '{}',
          case when status = 'SCHEDULED' and n %% 7 = 0 then 'OPEN' else 'DRAFT' end, now(), null,
          '', '[]', ''
        from (select *, row_number() over () as n from made) made"""
            .formatted(workspace.id, account));
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
