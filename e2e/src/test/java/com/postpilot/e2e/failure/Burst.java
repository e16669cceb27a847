package com.postpilot.e2e.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.suite.PostPilot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Many posts of one shop on several accounts of two platforms, all due at the same instant. */
final class Burst {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

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

  /** Schedules {@code accounts × each} posts. */
  static Burst due(PostPilot postpilot, int accounts, int each, Duration in) {
    var owner = postpilot.register();
    var picture = owner.uploadPicture();
    var platforms = List.of("INSTAGRAM", "FACEBOOK"); // TikTok takes six posts a minute
    var handles = new ArrayList<String>();
    var drafts = new ArrayList<Owner.Post>();
    for (int a = 0; a < accounts; a++) {
      var account = owner.connect(platforms.get(a % platforms.size()));
      handles.add(account.handle());
      for (int i = 0; i < each; i++) {
        drafts.add(owner.createPost(account.handle() + " " + i, picture, account));
      }
    }
    var due = Instant.now().plus(in);
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
        .containsExactlyInAnyOrderElementsOf(
            posts.stream().map(Owner.Post::caption).collect(Collectors.toList()));
  }
}
