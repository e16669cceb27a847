package com.postpilot.e2e.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.client.Kind;
import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.suite.PostPilot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;

/** Many posts of one shop on several accounts of all platforms, due at the same instant. */
final class Burst {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** On a busy machine: what is not scheduled before it is due is refused. */
  static final Duration TO_SCHEDULE_ONE = Duration.ofMillis(100);

  /** Of which platforms can tell afterwards whether they have gone out. */
  private static final List<Kind> KINDS =
      List.of(Kind.INSTAGRAM_IMAGE, Kind.FACEBOOK_PHOTO, Kind.TIKTOK_VIDEO);

  private final PostPilot postpilot;
  private final Owner owner;
  private final Set<String> handles;
  private final List<Owner.Post> posts;
  private final Instant due;

  private Burst(
      PostPilot postpilot, Owner owner, Set<String> handles, List<Owner.Post> posts, Instant due) {
    this.postpilot = postpilot;
    this.owner = owner;
    this.handles = handles;
    this.posts = posts;
    this.due = due;
  }

  /**
   * Schedules {@code accounts × each} posts.
   *
   * @param each at most five: TikTok takes six of one account in a minute, and a kill may cost one
   * @param in when they are due, once all are scheduled
   */
  static Burst due(PostPilot postpilot, int accounts, int each, Duration in) {
    var owner = postpilot.register();
    var media = new EnumMap<Kind, List<Owner.Media>>(Kind.class);
    var handles = new ArrayList<String>();
    var drafts = new ArrayList<Owner.Post>();
    for (int a = 0; a < accounts; a++) {
      var kind = KINDS.get(a % KINDS.size());
      var account = owner.connect(kind.platform());
      handles.add(account.handle());
      for (int i = 0; i < each; i++) {
        drafts.add(
            owner.createPost(
                account.handle() + " " + i,
                kind,
                media.computeIfAbsent(kind, owner::upload),
                account));
      }
    }
    var due = Instant.now().plus(in).plus(TO_SCHEDULE_ONE.multipliedBy(drafts.size()));
    var scheduled = drafts.stream().map(draft -> owner.schedule(draft, due)).toList();
    return new Burst(postpilot, owner, Set.copyOf(handles), scheduled, due);
  }

  /** Waits until followers see at least {@code count} of them. */
  void awaitPublished(int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> seen().size() >= count);
  }

  private List<String> seen() {
    return postpilot.sandbox().publications().stream()
        .filter(publication -> handles.contains(publication.handle()))
        .peek(publication -> assertThat(publication.publishedAt()).isAfterOrEqualTo(due))
        .map(publication -> publication.caption())
        .toList();
  }

  /** None lost, none doubled, none early, none stuck, and PostPilot knows it. */
  void assertEverythingWentOutOnce() {
    for (var post : posts) {
      owner.awaitStatus(post, "PUBLISHED", PATIENCE);
    }
    assertThat(seen())
        .containsExactlyInAnyOrderElementsOf(posts.stream().map(Owner.Post::caption).toList());
  }
}
