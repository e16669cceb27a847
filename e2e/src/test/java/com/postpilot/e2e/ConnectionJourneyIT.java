package com.postpilot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.e2e.client.Kind;
import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.e2e.suite.PostPilot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an account's connection goes through while posts wait for their time. */
@EndToEnd
class ConnectionJourneyIT {
  /** A shop's account, with one post that is due soon and one of tomorrow. */
  private record Waiting(Owner.Account account, Owner.Post soon, Owner.Post later) {}

  @Test
  void aDisconnectHoldsWhatIsScheduledAndAReconnectResumesIt(PostPilot postpilot) {
    var owner = postpilot.register();
    var sandbox = postpilot.sandbox();
    var waiting =
        Stream.of(Kind.INSTAGRAM_IMAGE, Kind.FACEBOOK_PHOTO, Kind.TIKTOK_PHOTOS)
            .map(
                kind -> {
                  var account = owner.connect(kind.platform());
                  return new Waiting(
                      account,
                      owner.createPost("Soon: " + kind, kind, account),
                      owner.createPost("Later: " + kind, kind, account));
                })
            .toList();
    var tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    waiting.forEach(one -> owner.schedule(one.later(), tomorrow));
    var soon = Instant.now().plusSeconds(6);
    waiting.forEach(one -> owner.schedule(one.soon(), soon));

    waiting.forEach(one -> owner.disconnect(one.account()));
    for (var one : waiting) {
      for (var post : List.of(one.soon(), one.later())) {
        var held = owner.awaitStatus(post, "HELD");
        assertThat(held.target().holdReason()).isEqualTo("NEEDS_REAUTH");
      }
      sandbox.awaitRevoked(one.account());
    }
    assertThat(waiting)
        .allSatisfy(one -> assertThat(sandbox.publicationsOf(one.account().handle())).isEmpty());
    waiting.forEach(one -> owner.connect(one.account().platform(), one.account().handle()));

    for (var one : waiting) {
      owner.awaitStatus(one.soon(), "PUBLISHED");
      var resumed = owner.awaitStatus(one.later(), "SCHEDULED");
      assertThat(Objects.requireNonNull(resumed.schedule()).scheduledAt()).isEqualTo(tomorrow);
      assertThat(sandbox.publicationsOf(one.account().handle()))
          .singleElement()
          .satisfies(seen -> assertThat(seen.caption()).isEqualTo(one.soon().caption()));
    }
  }

  @Test
  void tokensThatLiveForSecondsAreRenewedAndAPostLongAfterTheFirstStillGoesOut(
      PostPilot postpilot) {
    var sandbox = postpilot.sandbox();
    var shortLives =
        Map.of(
            "instagram", Map.of("long_token_seconds", 20, "min_refresh_age_seconds", 0),
            "tiktok", Map.of("token_seconds", 20));
    try (var _ = sandbox.limits(shortLives)) {
      var owner = postpilot.register();
      var instagram = owner.connect("INSTAGRAM");
      var tiktok = owner.connect("TIKTOK");
      var picture = owner.createPost("Still here", Kind.INSTAGRAM_IMAGE, instagram);
      var photos = owner.createPost("Still here", Kind.TIKTOK_PHOTOS, tiktok);
      var due = Instant.now().plusSeconds(25);
      owner.schedule(picture, due);
      owner.schedule(photos, due);

      owner.awaitStatus(picture, "PUBLISHED", Duration.ofSeconds(60));
      owner.awaitStatus(photos, "PUBLISHED");
      assertThat(sandbox.requests("refresh", instagram.handle())).isNotEmpty();
      assertThat(sandbox.requests("refresh", tiktok.handle())).isNotEmpty();
      assertThat(owner.accounts())
          .allSatisfy(account -> assertThat(account.health()).isNotEqualTo("NEEDS_REAUTH"));
    }
  }
}
