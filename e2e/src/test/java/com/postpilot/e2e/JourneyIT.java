package com.postpilot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.e2e.client.Kind;
import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.e2e.suite.PostPilot;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

@EndToEnd
class JourneyIT {
  private static final Duration AHEAD = Duration.ofSeconds(4);
  private static final Duration LATE = Duration.ofSeconds(15);

  @Test
  void aPostOfEachKindIsSeenOnTimeAndOnceWithAllThatBelongsToIt(PostPilot postpilot) {
    var owner = postpilot.register();
    var accounts = new EnumMap<Kind, Owner.Account>(Kind.class);
    var posts = new EnumMap<Kind, Owner.Post>(Kind.class);
    for (var kind : Kind.values()) {
      accounts.put(kind, owner.connect(kind.platform()));
      posts.put(kind, owner.createPost("A " + kind, kind, accounts.get(kind)));
    }
    assertThat(posts.values()).allMatch(post -> post.status().equals("DRAFT"));
    var due = Instant.now().plus(AHEAD);

    assertThat(posts.values())
        .allMatch(post -> owner.schedule(post, due).status().equals("SCHEDULED"));

    var softly = new SoftAssertions();
    posts.forEach(
        (kind, post) -> {
          var published = owner.awaitStatus(post, "PUBLISHED");
          softly.assertThat(published.target().publishedAt()).as("%s", kind).isAfterOrEqualTo(due);
          if (kind != Kind.TIKTOK_PHOTOS) { // TikTok lists videos alone
            softly.assertThat(owner.awaitPermalink(post)).as("%s", kind).startsWith("http");
          }
          softly
              .assertThat(postpilot.sandbox().publicationsOf(accounts.get(kind).handle()))
              .as("%s", kind)
              .singleElement()
              .satisfies(
                  seen -> {
                    assertThat(seen.platform()).isEqualTo(kind.platform());
                    assertThat(seen.caption()).isEqualTo("A " + kind);
                    assertThat(seen.mediaCount()).isEqualTo(kind.mediaCount());
                    assertThat(seen.link()).isEqualTo(kind.options().get("link"));
                    assertThat(seen.publishedAt()).isBetween(due, due.plus(LATE));
                  });
        });
    softly.assertAll();
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
