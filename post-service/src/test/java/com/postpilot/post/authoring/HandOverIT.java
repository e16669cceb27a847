package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.content.ContentHash;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestIdentity;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items that become posts: once, as they were approved, and only for the queue. */
class HandOverIT extends QueueIT {

  @Test
  void anApprovedItemBecomesAScheduledPostOfWhatWasApproved() {
    var at = inHours(3);
    var reply =
        create("one", approved(at, onInstagram("A red mug"), onFacebook("A red mug, for you")))
            .is(201);

    assertThat(reply.body().get("status").asString()).isEqualTo("SCHEDULED");
    assertThat(reply.body().get("created_by").asString()).isEqualTo(user.toString());
    assertThat(reply.body().get("schedule").get("scheduled_at").asString())
        .isEqualTo(at.toString());
    assertThat(due(reply.id())).isEqualTo(2);
    assertThat(
            texts(
                "select rendered_text from post_target where post_id = '%s' order by position"
                    .formatted(reply.id())))
        .containsExactly("A red mug\n\n#mug #red", "A red mug, for you");
    assertThat(shop.timeline(reply.id())).contains("approved", "created", "scheduled");
  }

  @Test
  void thePublisherIsToldWhatWasApproved() {
    var post = scheduledItem();

    try (var announcements = KAFKA.follow(Topics.POST_DUE)) {
      shop.post("/posts/" + post + "/publish", "{}").is(200); // time alone may change

      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () ->
                  assertThat(announcements.events(PostDue.class))
                      .filteredOn(due -> due.postId().equals(post))
                      .hasSize(2)
                      .allSatisfy(
                          due ->
                              assertThat(due.approvedHash())
                                  .isEqualTo(due.contentHash())
                                  .isEqualTo(ContentHash.of(due))));
    }
  }

  @Test
  void contentThatIsNotTheApprovedOneIsRefusedAndThePlatformIsNamed() {
    var hashes =
        check(onInstagram("A red mug"), onFacebook("For you"))
            .is(200)
            .body()
            .get("content_hashes")
            .toString();

    var refused =
        create(
            "other",
            handedOver(inHours(3), hashes, onInstagram("A red mug"), onFacebook("For you!")));

    assertThat(refused.is(409).code()).isEqualTo("approval_required");
    assertThat(refused.body().get("platforms").toString()).isEqualTo("[\"FACEBOOK\"]");
    assertThat(posts()).isZero();
    create("other", handedOver(inHours(3), hashes, onInstagram("A red mug"), onFacebook("For you")))
        .is(201);
  }

  @Test
  void twentyCallsAtOnceMakeOnePost() throws Exception {
    var json = approved(inHours(3), onInstagram("Once"));
    var made = new HashSet<UUID>();

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var reply :
          clients.invokeAll(Collections.<Callable<Reply>>nCopies(20, () -> create("same", json)))) {
        made.add(reply.get().is(201).id());
      }
    }

    assertThat(made).hasSize(1);
    assertThat(posts()).isOne();
    assertThat(count("select sum(posts) from usage where workspace_id = '" + shop.id + "'"))
        .isOne();
  }

  @Test
  void whoGotNoAnswerGetsItLaterWhateverHasHappenedMeanwhile() {
    var json = approved(inHours(3), onInstagram("No answer"));
    var post = create("lost", json).is(201).id();
    execute("delete from idempotency_key");
    shop.patch(post, "{\"caption\": \"Changed since\"}").is(200);

    ACCOUNTS.down(true);
    try {
      assertThat(create("lost", json).is(201).id()).isEqualTo(post);
    } finally {
      ACCOUNTS.down(false);
    }
    assertThat(shop.status(post)).isEqualTo("DRAFT");
    assertThat(create("another", json).is(201).id()).isNotEqualTo(post);
  }

  @Test
  void whatAPlatformRefusesIsNotStored() {
    var refused = create("blocked", approved(inHours(3), onInstagram("x".repeat(2_300))));

    assertThat(refused.is(422).code()).isEqualTo("validation_failed");
    assertThat(posts()).isZero();
  }

  @Test
  void aCheckTellsFindingsAndHashesWithoutAnyAccount() {
    var reply =
        check(
                onInstagram("x".repeat(2_300)),
                new Piece("TIKTOK", instagram, "Look", "", "{\"disable_comment\": true}"))
            .is(200);

    assertThat(reply.body().get("status").asString()).isEqualTo("blocked");
    assertThat(reply.body().get("findings").valueStream().map(one -> one.get("code").asString()))
        .containsExactly("text_too_long", "privacy_missing", "consent_missing");
    assertThat(reply.body().get("findings").get(0).get("field").asString())
        .isEqualTo("targets[0].caption");
    var sha = texts("select sha256 from media where id = '" + picture + "'");
    assertThat(reply.body().get("content_hashes").get("TIKTOK").asString())
        .isEqualTo(ContentHash.of("Look", sha, Map.of("disable_comment", true)));
  }

  @Test
  void aConsentIsThatOfWhomApproved() {
    var tiktok = ACCOUNTS.connected(shop.id, "TIKTOK");
    var piece =
        new Piece(
            "TIKTOK",
            tiktok,
            "Look",
            "",
            "{\"privacy_level\": \"SELF_ONLY\", \"consent_at\": \"2026-11-20T12:00:00Z\"}");

    var post = create("consent", approved(inHours(3), piece)).is(201).id();

    assertThat(uuid("select consent_by from post_target where post_id = '" + post + "'"))
        .isEqualTo(user);
  }

  @Test
  void aChangedProductHoldsUntilTheQueueLetsItGoOn() {
    var post = scheduledItem();
    var hold = "{\"reason\": \"PRODUCT_CHANGED\", \"detail\": \"The price is 12.00 now.\"}";

    queue("/posts/" + post + "/hold", hold).is(200);
    queue("/posts/" + post + "/hold", hold).is(200);

    assertThat(shop.target(post).get("hold_reason").asString()).isEqualTo("PRODUCT_CHANGED");
    assertThat(shop.target(post).get("failure").get("message").asString())
        .isEqualTo("The price is 12.00 now.");
    assertThat(due(post)).isZero();

    queue("/posts/" + post + "/resume", null).is(200);
    queue("/posts/" + post + "/resume", null).is(200);

    assertThat(shop.status(post)).isEqualTo("SCHEDULED");
    assertThat(due(post)).isEqualTo(2);
    assertThat(shop.timeline(post)).filteredOn("held"::equals).hasSize(2);
  }

  @Test
  void whatWaitsForAConnectionDoesNotGoOnWithAnOldPrice() {
    var post = scheduledItem();
    execute(
        """
        update post_target set state = 'HELD', hold_reason = 'QUOTA', next_action_at = now() + interval '1 h'
        where post_id = '%s'"""
            .formatted(post));
    execute(
        "delete from due where target_id in (select id from post_target where post_id = '%s')"
            .formatted(post));

    queue(
            "/posts/" + post + "/hold",
            "{\"reason\": \"PRODUCT_CHANGED\", \"detail\": \"Sold out.\"}")
        .is(200);

    assertThat(shop.target(post).get("hold_reason").asString()).isEqualTo("PRODUCT_CHANGED");
    assertThat(shop.target(post).get("next_action_at").isNull()).isTrue();
  }

  @Test
  void theQueueTakesAPostOffTheScheduleUnlessItIsOnItsWay() {
    var post = scheduledItem();
    queue("/posts/" + post + "/unschedule", null).is(200);
    assertThat(shop.status(post)).isEqualTo("DRAFT");
    assertThat(due(post)).isZero();

    shop.post("/posts/" + post + "/publish", "{}").is(200);
    inFlight(shop.targetId(post));

    assertThat(queue("/posts/" + post + "/unschedule", null).is(409).code())
        .isEqualTo("already_dispatched");
  }

  @Test
  void whatIsNotThereOrMakesNoSenseIsRefused() {
    var post = scheduledItem();

    assertThat(
            queue("/posts/" + post + "/hold", "{\"reason\": \"QUOTA\", \"detail\": \"x\"}")
                .is(422)
                .field())
        .isEqualTo("reason");
    assertThat(create(" ", approved(inHours(3), onInstagram("x"))).is(422).field())
        .isEqualTo("Idempotency-Key");
    queue("/posts", approved(inHours(3), onInstagram("x"))).is(400); // without a key
    assertThat(check(onInstagram("x"), onInstagram("y")).is(422).field())
        .isEqualTo("targets[0].platform");
    assertThat(
            check(new Piece("INSTAGRAM", instagram, "x", "", "{\"mood\": \"sunny\"}"))
                .is(422)
                .field())
        .isEqualTo("targets[0].options.mood");
    assertThat(check(new Piece("INSTAGRAM", instagram, "x", "\"two words\"", "{}")).is(422).field())
        .isEqualTo("targets[0].hashtags[0]");
    picture = UUID.randomUUID();
    assertThat(check(onInstagram("x")).is(404).field()).isEqualTo("media[0].id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unschedule", "withdraw", "hold", "resume"})
  void anotherWorkspacesPostsAreNotThere(String action) {
    var post = new Workspace().scheduled("theirs", inHours(3));

    queue(
            "/posts/" + post + "/" + action,
            switch (action) {
              case "hold" -> "{\"reason\": \"PRODUCT_CHANGED\", \"detail\": \"x\"}";
              case "withdraw" -> "{\"detail\": \"x\"}";
              default -> null;
            })
        .is(404);
    asked("/posts/" + post).is(404);

    assertThat(due(post)).isOne();
  }

  @Test
  void anotherWorkspacesAccountsAndMediaAreNotThere() {
    var stranger = new Workspace();
    var theirs = new Piece("INSTAGRAM", stranger.instagram(), "x", "", "{}");

    assertThat(create("k1", approved(inHours(3), theirs)).is(404).field())
        .isEqualTo("targets[0].account_id");
    var json = approved(inHours(3), onInstagram("x"));
    assertThat(
            create("k2", json.replace(picture.toString(), stranger.picture().toString()))
                .is(404)
                .field())
        .isEqualTo("media[0].id");
  }

  @Test
  void theseRoutesAreForServicesAlone() {
    var post = scheduledItem();
    var owner = TestIdentity.instance().ownerToken(shop.id);
    var headers = Map.of("X-Acting-User", user.toString(), "Idempotency-Key", "k");

    for (var path :
        List.of(
            "/media/from-url",
            "/posts",
            "/posts/check",
            "/posts/" + post + "/unschedule",
            "/posts/" + post + "/withdraw",
            "/posts/" + post + "/hold",
            "/posts/" + post + "/resume")) {
      var full = "/workspaces/" + shop.id + path;
      internal(null, full, "{}", headers).is(401);
      assertThat(internal(owner, full, "{}", headers).is(403).code()).isEqualTo("forbidden");
    }
    assertThat(due(post)).isEqualTo(2);
  }

  @Test
  void thePictureOfAProductIsTakenInOnceWhileItIsTheSame() throws IOException {
    var shown = new AtomicReference<>(jpeg(800, 800));
    var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
          exchange.sendResponseHeaders(200, shown.get().length);
          exchange.getResponseBody().write(shown.get());
          exchange.close();
        });
    server.start();
    try {
      var json =
          "{\"url\": \"http://localhost:%d/mug.jpg\", \"alt_text\": \"A mug\"}"
              .formatted(server.getAddress().getPort());

      var first = queue("/media/from-url", json).is(201);
      var second = queue("/media/from-url", json).is(201);
      shown.set(jpeg(900, 900));
      var third = queue("/media/from-url", json).is(201);

      assertThat(second.id()).isEqualTo(first.id());
      assertThat(third.id()).isNotEqualTo(first.id());
      assertThat(first.body().get("alt_text").asString()).isEqualTo("A mug");
      assertThat(shop.get("/media/" + first.id()).is(200).body().get("width").asInt())
          .isEqualTo(800);
    } finally {
      server.stop(0);
    }
  }

  private long posts() {
    return count("select count(*) from post where workspace_id = '" + shop.id + "'");
  }
}
