package com.postpilot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.e2e.client.Kind;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.e2e.suite.PostPilot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EndToEnd
class EveryKindJourneyIT {
  @ParameterizedTest
  @EnumSource
  void aPostOfEachKindIsSeenOnceWithAllThatBelongsToIt(Kind kind, PostPilot postpilot) {
    var owner = postpilot.register();
    var account = owner.connect(kind.platform());
    var post = owner.createPost("A " + kind, kind, account);

    owner.publishNow(post);

    owner.awaitStatus(post, "PUBLISHED");
    if (kind != Kind.TIKTOK_PHOTOS) { // TikTok lists videos alone
      assertThat(owner.awaitPermalink(post)).startsWith("http");
    }
    assertThat(postpilot.sandbox().publicationsOf(account.handle()))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.platform()).isEqualTo(kind.platform());
              assertThat(seen.caption()).isEqualTo("A " + kind);
              assertThat(seen.mediaCount()).isEqualTo(kind.mediaCount());
              assertThat(seen.link()).isEqualTo(kind.options().get("link"));
            });
  }
}
