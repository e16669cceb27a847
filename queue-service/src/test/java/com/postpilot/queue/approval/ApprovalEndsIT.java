package com.postpilot.queue.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.testing.TestIdentity;
import com.postpilot.queue.QueueServiceIT;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed, and by whichever way: what was approved before does not go out. */
class ApprovalEndsIT extends QueueServiceIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'captions': {'INSTAGRAM': {'caption': 'Another.'}}}",
        "{'captions': {'INSTAGRAM': {'hashtags': ['sale']}}}",
        "{'captions': {'FACEBOOK': null}}",
        "{'options': {'INSTAGRAM': {'kind': 'FEED'}}}",
        "{'options': null}",
        "{'platforms': ['INSTAGRAM']}",
        "{'tone': 'LUXURY'}",
        "{'language': 'de'}",
        "{'media': [{'id': 'MEDIUM'}]}",
        "{'product': {'title': 'Cup'}}",
        "{'product': {'price': 19.90}}",
        "{'product': {'images': ['http://shop.example/other.jpg']}}",
      })
  void anEditOfAnyPart(String patch) {
    var item = scheduled();
    var post = NEIGHBOURS.postOf(item);

    var edited =
        shop.patch(item, json(patch.replace("MEDIUM", NEIGHBOURS.upload().toString()))).is(200);

    assertThat(edited.at("/status")).isEqualTo("IN_REVIEW");
    assertThat(edited.at("/approval")).isEqualTo("null");
    assertThat(NEIGHBOURS.told(post)).first().isEqualTo("unschedule");
  }

  @ParameterizedTest
  @CsvSource({
    "/reopen,   {}",
    "/generate, {}",
    "/reject,   {'reason': 'Too loud'}",
  })
  void aDecision(String path, String body) {
    var item = scheduled();

    var reply = shop.post("/queue/" + item + path, json(body));

    assertThat(reply.status()).isIn(200, 202);
    assertThat(reply.at("/approval")).isEqualTo("null");
    assertThat(NEIGHBOURS.told(NEIGHBOURS.postOf(item))).containsExactly("unschedule");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reopen", "generate", "reject", "delete"})
  void manyAtOnce(String action) {
    var item = scheduled();
    var onItsWay = scheduled();
    NEIGHBOURS.dispatched(NEIGHBOURS.postOf(onItsWay));

    var results =
        shop.post(
                "/queue/bulk",
                json(
                    "{'action': '%s', 'items': [{'id': '%s'}, {'id': '%s'}]%s}"
                        .formatted(
                            action,
                            item,
                            onItsWay,
                            action.equals("reject") ? ", 'reason': 'Too loud'" : "")))
            .is(200);

    assertThat(results.at("/succeeded")).isEqualTo("1");
    assertThat(results.at("/items/1/problem/code")).isEqualTo("already_dispatched");
    assertThat(NEIGHBOURS.told(NEIGHBOURS.postOf(item))).containsExactly("unschedule");
    assertThat(shop.status(onItsWay)).isEqualTo("SCHEDULED");
  }

  @Test
  void itsDeletion() {
    var item = scheduled();

    shop.delete(item).is(204);

    assertThat(NEIGHBOURS.told(NEIGHBOURS.postOf(item))).containsExactly("unschedule");
  }

  @Test
  void aChangeAtTheVeryMomentOfScheduling() throws Exception {
    for (int round = 0; round < 10; round++) {
      var item = approved();
      var calls = new ArrayList<Callable<Reply>>();
      calls.add(() -> schedule(item));
      calls.add(() -> shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'After.'}}}")));
      calls.add(() -> shop.post("/queue/" + item + "/reject", json("{'reason': 'No.'}")));
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var reply : threads.invokeAll(calls)) {
          assertThat(reply.get().status()).isIn(200, 409, 412, 503);
        }
      }
      await()
          .until(
              () ->
                  count(
                          """
                          select (select count(*) from errand where workspace_id = '%s')
                            + (select count(*) from scheduling where workspace_id = '%s')"""
                              .formatted(shop.id, shop.id))
                      == 0);

      var now = shop.read(item);
      var posts = NEIGHBOURS.postsOf(item);
      if (now.at("/status").equals("SCHEDULED")) {
        assertThat(posts.getLast().at("/targets/0/caption").asString())
            .isEqualTo(now.at("/captions/INSTAGRAM/caption"));
        assertThat(NEIGHBOURS.told(NEIGHBOURS.postOf(item))).isEmpty();
      } else if (!posts.isEmpty()) {
        assertThat(NEIGHBOURS.told(NEIGHBOURS.postOf(item)))
            .containsAnyOf("unschedule", "withdraw");
      }
    }
  }

  @Test
  void underFourEyesWhoeverHadAHandInItIsAnAuthor() {
    shop.request(
            "PUT",
            "/queue/settings",
            json(
                """
                {'approval_policy': 'FOUR_EYES', 'banned_claims': [], 'product_rule': 'HOLD',
                 'generations_at_once': 2}"""),
            Map.of())
        .is(200);
    var item = shop.written("Mug", "A mug.");
    var editor = TestIdentity.instance().token(UUID.randomUUID(), shop.id, "ADMIN");
    var asker = TestIdentity.instance().token(UUID.randomUUID(), shop.id, "ADMIN");
    var other = TestIdentity.instance().token(UUID.randomUUID(), shop.id, "APPROVER");
    request(
            editor,
            "PATCH",
            "/queue/" + item,
            json("{'media': [{'id': '%s'}]}".formatted(NEIGHBOURS.upload())),
            Map.of())
        .is(200);
    request(asker, "POST", "/queue/" + item + "/generate", "{}", Map.of()).is(202);
    await().until(() -> shop.status(item).equals("IN_REVIEW"));

    for (var author : new String[] {editor, asker}) {
      assertThat(approve(author, item).is(403).code()).isEqualTo("forbidden");
    }
    approve(other, item).is(200);
  }

  private Reply approve(String token, UUID item) {
    return request(token, "POST", "/queue/" + item + "/approve", "{}", Map.of());
  }

  private UUID scheduled() {
    var item = approved();
    schedule(item).is(200);
    return item;
  }

  private UUID approved() {
    var item =
        shop.post(
                "/queue",
                json(
                    """
                    {'title': 'Mug', 'price': 24.90, 'currency': 'EUR',
                     'platforms': ['INSTAGRAM', 'FACEBOOK']}"""))
            .is(201)
            .id();
    shop.patch(
            item,
            json(
                """
                {'captions': {'INSTAGRAM': {'caption': 'A mug.'}, 'FACEBOOK': {'caption': 'Mug.'}},
                 'options': {'INSTAGRAM': {'kind': 'REEL'}}}"""))
        .is(200);
    shop.post("/queue/" + item + "/approve", "{}").is(200);
    return item;
  }

  private Reply schedule(UUID item) {
    return shop.post(
        "/queue/" + item + "/schedule",
        json(
            """
            {'account_ids': ['%s', '%s'], 'schedule': {'scheduled_at': '2099-01-01T09:00:00Z'}}"""
                .formatted(NEIGHBOURS.account("INSTAGRAM"), NEIGHBOURS.account("FACEBOOK"))));
  }
}
