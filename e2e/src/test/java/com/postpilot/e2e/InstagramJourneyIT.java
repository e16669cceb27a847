package com.postpilot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.e2e.suite.PostPilot;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@EndToEnd
class InstagramJourneyIT {
  @Test
  void aPostScheduledForInstagramIsSeenByFollowersOnTimeAndOnce(PostPilot postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var picture = owner.uploadPicture();
    var draft = owner.createPost("New in: the blue mug", picture, account);
    assertThat(draft.status()).isEqualTo("DRAFT");
    var due = Instant.now().plusSeconds(5);

    var scheduled = owner.schedule(draft, due);
    assertThat(scheduled.status()).isEqualTo("SCHEDULED");
    assertThat(postpilot.sandbox().publicationsOf(account.handle())).isEmpty();

    var published = owner.awaitStatus(draft, "PUBLISHED");
    assertThat(published.target().publishedAt()).isAfterOrEqualTo(due);
    assertThat(postpilot.sandbox().publicationsOf(account.handle()))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.caption()).isEqualTo("New in: the blue mug");
              assertThat(seen.mediaCount()).isEqualTo(1);
              assertThat(seen.publishedAt()).isBetween(due, due.plus(Duration.ofSeconds(10)));
            });
  }

  @Test
  void aPostPublishedNowGetsItsPermalink(PostPilot postpilot) {
    var owner = postpilot.register();
    var account = owner.connectInstagram();
    var post = owner.createPost("Now!", owner.uploadPicture(), account);

    owner.publishNow(post);

    owner.awaitStatus(post, "PUBLISHED");
    var permalink = owner.awaitPermalink(post);
    assertThat(permalink).startsWith("http").contains("/p/");
  }

  @Test
  void twoShopsSeeNothingOfEachOther(PostPilot postpilot) {
    var mine = postpilot.register();
    var other = postpilot.register();
    var post = mine.createPost("Mine", mine.uploadPicture(), mine.connectInstagram());

    assertThat(other.api().get("/posts/" + post.id()).expect(404).problem()).isEqualTo("not_found");
    assertThat(other.accounts()).isEmpty();
  }
}
