package com.postpilot.account.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Answer;
import com.postpilot.account.testing.FakeFacebook;
import com.postpilot.account.testing.FakeInstagram;
import com.postpilot.account.testing.FakeTikTok;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsIT extends AccountServiceTest {

  @Test
  void instagramTellsItsQuotaAndIsAskedOnceAMinute() {
    var id = connected(FakeInstagram.Person.named("quota"));

    var limits = limits(id);

    assertThat(limits.status()).as(limits.body()).isEqualTo(200);
    assertThat(limits.json().at("/quota/used").asInt()).isEqualTo(3);
    assertThat(limits.json().at("/quota/total").asInt()).isEqualTo(50);
    assertThat(limits.json().at("/quota/window_seconds").asInt()).isEqualTo(86400);
    assertThat(limits.json().at("/creator").isNull()).isTrue();
    assertThat(limits.text("/asked_at")).isNotEmpty();
    assertThat(limits(id).json()).isEqualTo(limits.json());
    assertThat(instagram.calls(FakeInstagram.Operation.QUOTA)).isEqualTo(1);
  }

  @Test
  void facebookHasNeither() {
    var id = connected(FakeFacebook.Person.with(FakeFacebook.Page.named("none"))).getFirst();

    var limits = limits(id).json();

    assertThat(limits.at("/quota").isNull()).isTrue();
    assertThat(limits.at("/creator").isNull()).isTrue();
    var refused = owner().get("/api/v1/accounts/" + id + "/creator-info");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/code")).isEqualTo("state_conflict");
    assertThat(refused.text("/detail")).contains("TikTok", "Facebook");
  }

  @Test
  void aComposerLearnsWhatTikTokWantsShown() {
    var id = connected(FakeTikTok.Person.named("creator"));

    var creator = owner().get("/api/v1/accounts/" + id + "/creator-info");

    assertThat(creator.status()).as(creator.body()).isEqualTo(200);
    assertThat(creator.text("/nickname")).isEqualTo("Nick");
    assertThat(creator.text("/username")).isEqualTo("creator");
    assertThat(creator.json().at("/privacy_level_options"))
        .hasToString("[\"PUBLIC_TO_EVERYONE\",\"SELF_ONLY\"]");
    assertThat(creator.json().at("/duet_disabled").asBoolean()).isTrue();
    assertThat(creator.json().at("/max_video_duration_seconds").asInt()).isEqualTo(300);
    assertThat(creator.json().at("/can_post").asBoolean()).isTrue();
    assertThat(limits(id).json().at("/creator")).isEqualTo(creator.json());
    assertThat(tiktok.calls(FakeTikTok.Operation.CREATOR)).isEqualTo(1);
  }

  @Test
  void manyWhoAskAtOnceGetOneAnswer() throws Exception {
    var id = connected(FakeTikTok.Person.named("crowd"));
    tiktok.stall(FakeTikTok.Operation.CREATOR);

    List<Future<Answer>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        answers.add(threads.submit(() -> limits(id)));
      }
      await().until(() -> tiktok.calls(FakeTikTok.Operation.CREATOR) == 1);
      tiktok.open(FakeTikTok.Operation.CREATOR);
      for (var answer : answers) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }
    assertThat(tiktok.calls(FakeTikTok.Operation.CREATOR)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spam_risk_too_many_posts", "reached_active_user_cap"})
  void anAccountThatMayNotPostNowIsToldByAnErrorThatLooksLikeSuccess(String code) {
    var id = connected(FakeTikTok.Person.named("barred"));
    tiktok.answerNext(FakeTikTok.Operation.CREATOR, 200, FakeTikTok.errorBody(code));

    var creator = owner().get("/api/v1/accounts/" + id + "/creator-info");

    assertThat(creator.status()).isEqualTo(200);
    assertThat(creator.json().at("/can_post").asBoolean()).isFalse();
    assertThat(creator.text("/reason")).isEqualTo(code);
    assertThat(health(id)).isEqualTo("OK");
  }

  @Test
  void aTokenThatTikTokDoesNotAcceptIsRenewedOrElseTheOwnerIsNeeded() {
    var id = connected(FakeTikTok.Person.named("cured"));
    tiktok.endAccessTokens();
    assertThat(limits(id).status()).isEqualTo(200);
    assertThat(tiktok.calls(FakeTikTok.Operation.REFRESH)).isEqualTo(1);

    var other = connected(FakeTikTok.Person.named("dead"));
    tiktok.endAccessTokens();
    tiktok.answerNext(FakeTikTok.Operation.REFRESH, 400, FakeTikTok.INVALID_GRANT);
    assertThat(limits(other).text("/code")).isEqualTo("account_disconnected");
    assertThat(health(other)).isEqualTo("NEEDS_REAUTH");
  }

  @Test
  void whileAPlatformDoesNotTellNothingIsMadeUpAndNothingRemembered() {
    var id = connected(FakeTikTok.Person.named("away"));
    for (int i = 0; i < 2; i++) {
      tiktok.answerNext(FakeTikTok.Operation.CREATOR, 500, "{}");
    }

    for (int i = 0; i < 2; i++) {
      var answer = limits(id);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text("/code")).isEqualTo("dependency_unavailable");
      assertThat(answer.header("Retry-After")).isNotEmpty();
    }
    assertThat(limits(id).status()).isEqualTo(200);
  }

  @Test
  void whileAPlatformIsDownItIsNotAskedAgainAndAgain() {
    var id = connected(FakeTikTok.Person.named("down"));
    for (int i = 0; i < 12; i++) {
      tiktok.answerNext(FakeTikTok.Operation.CREATOR, 502, "down");
      limits(id);
    }

    assertThat(tiktok.calls(FakeTikTok.Operation.CREATOR)).isEqualTo(10);
  }

  @Test
  void limitsAreThereForThoseWhomTheyConcern() {
    var id = connected(FakeTikTok.Person.named("walls"));

    assertThat(limits(UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(owner().get(internal(id) + "/publishing-limits").status()).isEqualTo(403);
    assertThat(anonymous().get(internal(id) + "/publishing-limits").status()).isEqualTo(401);
    assertThat(anonymous().get("/api/v1/accounts/" + id + "/creator-info").status()).isEqualTo(401);
    assertThat(
            anonymous()
                .user(UUID.randomUUID(), workspace, "VIEWER")
                .get("/api/v1/accounts/" + id + "/creator-info")
                .status())
        .isEqualTo(200);
    assertThat(owner().get("/api/v1/accounts/" + id + "/creator-info?x=1").status()).isEqualTo(422);
    owner().delete("/api/v1/accounts/" + id);
    assertThat(limits(id).text("/code")).isEqualTo("account_disconnected");
  }

  private Answer limits(UUID id) {
    return service().get(internal(id) + "/publishing-limits");
  }
}
