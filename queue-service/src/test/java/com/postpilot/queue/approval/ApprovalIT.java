package com.postpilot.queue.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.TestIdentity;
import com.postpilot.queue.Neighbours;
import com.postpilot.queue.QueueServiceIT;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalIT extends QueueServiceIT {

  @Test
  void anApprovalIsBoundToTheContentThatItWasGivenFor() {
    var item = withPicture("http://shop.example/mug.jpg");

    var approved = shop.post("/queue/" + item + "/approve", "{}").is(200);

    assertThat(approved.at("/status")).isEqualTo("APPROVED");
    assertThat(approved.at("/approval/content_hashes/INSTAGRAM")).isNotBlank();
    assertThat(approved.at("/approval/media/0"))
        .isEqualTo(Neighbours.medium("http://shop.example/mug.jpg").toString());
    assertThat(
            count(
                "select count(*) from item_version where change = 'APPROVED' and item_id = '%s'"
                    .formatted(item)))
        .isOne();

    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'another'}}}")).is(200);
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.read(item).body().get("approval").isNull()).isTrue();
  }

  @Test
  void fourEyesAreNotTheAuthors() {
    choosePolicy("FOUR_EYES");
    var item = shop.written("Mug", "A mug.");

    assertThat(shop.post("/queue/" + item + "/approve", "{}").is(403).code())
        .isEqualTo("forbidden");
    as("APPROVER", item, "approve", "{}").is(200);
  }

  @Test
  void fourEyesAreNotThoseOfWhoSetThePriceEither() {
    choosePolicy("FOUR_EYES");
    var bossId = UUID.randomUUID();
    var boss = TestIdentity.instance().token(bossId, shop.id, "ADMIN");
    var item = shop.post("/queue", mug("24.90", "")).is(201).id();
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'A mug.'}}}")).is(200);
    approve(boss, item).is(200);

    request(boss, "POST", "/queue", mug("19.90", ""), Map.of()).is(200);
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.get("/queue/" + item + "/versions").at("/items/0/by"))
        .isEqualTo(bossId.toString());
    assertThat(approve(boss, item).is(403).code()).isEqualTo("forbidden");
    as("APPROVER", item, "approve", "{}").is(200);

    shop.post("/queue/" + item + "/reopen", "{}").is(200);
    approve(boss, item).is(200); // somebody else has seen that price
  }

  @Test
  void norOfWhoSetItWithAnotherItemOfTheProduct() {
    choosePolicy("FOUR_EYES");
    var boss = TestIdentity.instance().token(UUID.randomUUID(), shop.id, "ADMIN");
    var one = shop.post("/queue", mug("24.90", "")).is(201).id();
    var other = shop.post("/queue", mug("24.90", ", 'again': true")).is(201).id();
    shop.patch(other, json("{'captions': {'INSTAGRAM': {'caption': 'A mug.'}}}")).is(200);

    request(boss, "PATCH", "/queue/" + one, json("{'product': {'price': 19.90}}"), Map.of())
        .is(200);

    approve(boss, other).is(403);
    as("APPROVER", other, "approve", "{}").is(200);
  }

  @Test
  void norOfWhoSetItWhileThePostWasHeld() {
    choosePolicy("FOUR_EYES");
    var boss = TestIdentity.instance().token(UUID.randomUUID(), shop.id, "ADMIN");
    var item = shop.post("/queue", mug("24.90", "")).is(201).id();
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'A mug.'}}}")).is(200);
    approve(boss, item).is(200);
    shop.post(
            "/queue/" + item + "/schedule",
            json(
                "{'account_ids': ['%s'], 'schedule': {'scheduled_at': '2099-01-01T09:00:00Z'}}"
                    .formatted(NEIGHBOURS.account("INSTAGRAM"))))
        .is(200);

    request(boss, "POST", "/queue", mug("19.90", ""), Map.of()).is(200);
    assertThat(shop.status(item)).isEqualTo("SCHEDULED");
    shop.post("/queue/" + item + "/reopen", "{}").is(200);

    approve(boss, item).is(403);
    as("APPROVER", item, "approve", "{}").is(200);
  }

  @Test
  void onlyWhoMayDecideDecides() {
    var item = shop.written("Mug", "A mug.");
    for (var role : List.of("VIEWER", "EDITOR")) {
      as(role, item, "approve", "{}").is(403);
      as(role, item, "reject", json("{'reason': 'no'}")).is(403);
    }
    new Workspace().post("/queue/" + item + "/approve", "{}").is(404);
    new Workspace().post("/queue/" + item + "/reject", json("{'reason': 'no'}")).is(404);
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
  }

  @Test
  void whatTheFactsDoNotBearOutBlocksUntilSomebodyAnswersForItByName() {
    var item = shop.written("Mug", "The best mug.");
    execute(
        """
        update item set captions = '{"INSTAGRAM": {"caption": "The best mug.", "hashtags": [],
          "writer": null, "unsupported": [{"start": 4, "end": 8, "text": "best",
            "kind": "SUPERLATIVE", "reason": "Nobody says so.", "accepted_by": null}]}}'
        where id = '%s'"""
            .formatted(item));

    var refusal = shop.post("/queue/" + item + "/approve", "{}").is(409);
    assertThat(refusal.at("/unsupported/INSTAGRAM/0/text")).isEqualTo("best");
    shop.post("/queue/" + item + "/approve", json("{'accept_unsupported': ['worst']}")).is(422);

    var approved =
        shop.post("/queue/" + item + "/approve", json("{'accept_unsupported': ['best']}")).is(200);

    assertThat(approved.at("/captions/INSTAGRAM/unsupported/0/accepted_by"))
        .isEqualTo(approved.at("/approval/by"));
  }

  @Test
  void onTikTokAPersonChoosesAndConsents() {
    var item = shop.post("/queue", json("{'title': 'Mug', 'platforms': ['TIKTOK']}")).is(201).id();
    shop.patch(item, json("{'captions': {'TIKTOK': {'caption': 'A mug.'}}}")).is(200);

    assertThat(shop.post("/queue/" + item + "/approve", "{}").is(422).field()).isEqualTo("tiktok");
    assertThat(approveTikTok(item, "{'consent': true}").is(422).field())
        .isEqualTo("tiktok.privacy_level");
    assertThat(approveTikTok(item, "{'privacy_level': 'SELF_ONLY'}").is(422).field())
        .isEqualTo("tiktok.consent");
    assertThat(approveTikTok(item, "{'privacy_level': 'ALL', 'consent': true}").is(422).field())
        .isEqualTo("tiktok.privacy_level");

    var approved =
        approveTikTok(
                item, "{'privacy_level': 'SELF_ONLY', 'disable_comment': false, 'consent': true}")
            .is(200);

    assertThat(approved.at("/options/TIKTOK/privacy_level")).isEqualTo("SELF_ONLY");
    assertThat(approved.at("/options/TIKTOK/disable_comment")).isEqualTo("false");
    assertThat(approved.at("/options/TIKTOK/consent_at")).isEqualTo(approved.at("/approval/at"));
    assertThat(approved.body().get("options").get("TIKTOK").size()).isEqualTo(3);
  }

  @Test
  void whatCouldNotBePublishedIsNotApproved() {
    var tooLong = shop.written("Mug", "far too long");
    var refusal = shop.post("/queue/" + tooLong + "/approve", "{}").is(422);
    assertThat(refusal.at("/errors/0/code")).isEqualTo("caption_too_long");
    assertThat(refusal.at("/errors/0/message")).contains("Shorten it.");

    var without = withPicture("http://shop.example/missing.jpg");
    assertThat(shop.post("/queue/" + without + "/approve", "{}").is(422).field())
        .isEqualTo("product.images[0]");

    var unheard = shop.written("Mug", "A mug.");
    NEIGHBOURS.deaf(shop.id, true);
    shop.post("/queue/" + unheard + "/approve", "{}").is(503);
    assertThat(shop.status(unheard)).isEqualTo("IN_REVIEW");
  }

  @Test
  void aRejectionTellsWhy() {
    var item = shop.written("Mug", "A mug.");

    var rejected = shop.post("/queue/" + item + "/reject", json("{'reason': 'Too dull.'}")).is(200);

    assertThat(rejected.at("/status")).isEqualTo("REJECTED");
    assertThat(rejected.at("/rejection/reason")).isEqualTo("Too dull.");
    assertThat(shop.post("/queue/" + item + "/approve", "{}").is(409).at("/allowed"))
        .contains("reopen")
        .doesNotContain("approve");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'reason': null}", "{'reason': ' '}", "{'reason': 'x', 'y': 1}"})
  void aRejectionWithoutAReasonIsNone(String json) {
    var item = shop.written("Mug", "A mug.");

    shop.post("/queue/" + item + "/reject", json(json)).is(422);

    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
  }

  @Test
  void whateverIsDecidedAtOnceEndsInOneStateThatAgreesWithItself() throws Exception {
    for (int round = 0; round < 15; round++) {
      var item = shop.written("Mug", "before");
      var calls = new ArrayList<Callable<Reply>>();
      calls.add(() -> shop.post("/queue/" + item + "/approve", "{}"));
      calls.add(() -> shop.post("/queue/" + item + "/reject", json("{'reason': 'no'}")));
      calls.add(() -> shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'after'}}}")));
      calls.add(() -> shop.post("/queue/" + item + "/approve", "{}"));
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var reply : threads.invokeAll(calls)) {
          assertThat(reply.get().status()).isIn(200, 409, 412);
        }
      }

      agrees(shop.read(item));
    }
  }

  /** Approved is what it says now; rejected has a reason; in review nothing is decided. */
  private void agrees(Reply item) {
    var approval = item.body().get("approval");
    var rejection = item.body().get("rejection");
    switch (item.at("/status")) {
      case "APPROVED" -> {
        assertThat(rejection.isNull()).isTrue();
        var same = shop.written("Mug", item.at("/captions/INSTAGRAM/caption"));
        assertThat(approval.get("content_hashes"))
            .isEqualTo(
                shop.post("/queue/" + same + "/approve", "{}")
                    .is(200)
                    .body()
                    .get("approval")
                    .get("content_hashes"));
      }
      case "REJECTED" -> {
        assertThat(approval.isNull()).isTrue();
        assertThat(rejection.isNull()).isFalse();
      }
      default -> {
        assertThat(item.at("/status")).isEqualTo("IN_REVIEW");
        assertThat(approval.isNull() && rejection.isNull()).isTrue();
      }
    }
    assertThat(Set.of("before", "after")).contains(item.at("/captions/INSTAGRAM/caption"));
  }

  private Reply approveTikTok(UUID item, String choices) {
    return shop.post("/queue/" + item + "/approve", json("{'tiktok': %s}".formatted(choices)));
  }

  private UUID withPicture(String url) {
    var item =
        shop.post(
                "/queue",
                json(
                    "{'title': 'Mug', 'images': ['%s'], 'platforms': ['INSTAGRAM']}"
                        .formatted(url)))
            .is(201)
            .id();
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'A mug.'}}}")).is(200);
    return item;
  }

  private Reply approve(String token, UUID item) {
    return request(token, "POST", "/queue/" + item + "/approve", "{}", Map.of());
  }

  private static String mug(String price, String more) {
    return json(
        """
        {'external_product_id': 'mug', 'title': 'Mug', 'price': %s, 'currency': 'EUR',
         'platforms': ['INSTAGRAM']%s}"""
            .formatted(price, more));
  }

  private Reply as(String role, UUID item, String act, String json) {
    var token = TestIdentity.instance().token(UUID.randomUUID(), shop.id, role);
    return request(token, "POST", "/queue/" + item + "/" + act, json, Map.of());
  }

  private void choosePolicy(String policy) {
    shop.request(
            "PUT",
            "/queue/settings",
            json(
                """
                {'approval_policy': '%s', 'banned_claims': [], 'product_rule': 'HOLD',
                 'generations_at_once': 2}"""
                    .formatted(policy)),
            Map.of())
        .is(200);
  }
}
