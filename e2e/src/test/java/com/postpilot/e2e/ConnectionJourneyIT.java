package com.postpilot.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.client.Kind;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.e2e.suite.PostPilot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an account's connection goes through while posts wait for their time. */
@EndToEnd
class ConnectionJourneyIT {
  @ParameterizedTest
  @EnumSource(names = {"INSTAGRAM_IMAGE", "FACEBOOK_PHOTO", "TIKTOK_PHOTOS"})
  void aDisconnectHoldsWhatIsScheduledAndAReconnectResumesIt(Kind kind, PostPilot postpilot) {
    var owner = postpilot.register();
    var account = owner.connect(kind.platform());
    var soon = owner.createPost("Soon", kind, account);
    var later = owner.createPost("Later", kind, account);
    var tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    owner.schedule(later, tomorrow);
    owner.schedule(soon, Instant.now().plusSeconds(6));

    owner.api().delete("/accounts/" + account.id()).expect(204);
    for (var post : List.of(soon, later)) {
      var held = owner.awaitStatus(post, "HELD");
      assertThat(held.target().holdReason()).isEqualTo("NEEDS_REAUTH");
    }
    assertThat(postpilot.sandbox().publicationsOf(account.handle())).isEmpty();
    if (kind != Kind.INSTAGRAM_IMAGE) { // which has nothing to give a token back
      // It ends the person's consent, also one that is given anew while it is on its way.
      await("the token to be given back")
          .until(() -> !postpilot.sandbox().requests("revoke", account.handle()).isEmpty());
    }
    owner.connect(kind.platform(), account.handle());

    owner.awaitStatus(soon, "PUBLISHED");
    var resumed = owner.awaitStatus(later, "SCHEDULED");
    assertThat(Objects.requireNonNull(resumed.schedule()).scheduledAt()).isEqualTo(tomorrow);
    assertThat(postpilot.sandbox().publicationsOf(account.handle()))
        .singleElement()
        .satisfies(seen -> assertThat(seen.caption()).isEqualTo("Soon"));
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
