package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.facebook.account.FacebookApp;
import com.postpilot.sandbox.graph.Fields;
import com.postpilot.sandbox.graph.GraphTime;
import com.postpilot.sandbox.publication.Publication;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A post as the API shows it. */
final class PostShape {

  private PostShape() {}

  /** Links lead to the sandbox, where a person can open them. */
  static Fields<Publication> seenFrom(String origin, FacebookApp app) {
    return new Fields<Publication>()
        .with("id", Publication::remoteId)
        .with("message", post -> post.caption().isEmpty() ? null : post.caption())
        .with("created_time", post -> GraphTime.of(post.publishedAt()))
        .with("updated_time", post -> GraphTime.of(post.publishedAt()))
        .with("permalink_url", post -> origin + post.path())
        .with("application", post -> Map.of("id", app.clientId(), "name", FacebookApp.NAME))
        .with("from", post -> Map.of("id", post.account(), "name", post.handle()))
        .with("is_published", post -> true)
        .with("is_hidden", post -> false)
        .with(
            "status_type", post -> post.media().isEmpty() ? "mobile_status_update" : "added_photos")
        .with("full_picture", post -> picture(post, origin))
        .with("shares", post -> null)
        .with("comments", post -> none())
        .with("reactions", post -> none());
  }

  private static @Nullable String picture(Publication post, String origin) {
    return post.media().isEmpty() ? null : origin + post.media().getFirst().path();
  }

  private static Map<String, Object> none() {
    return Map.of("data", List.of(), "summary", Map.of("total_count", 0));
  }
}
