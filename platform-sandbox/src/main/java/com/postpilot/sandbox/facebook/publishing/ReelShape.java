package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.graph.Fields;
import com.postpilot.sandbox.graph.GraphTime;
import com.postpilot.sandbox.publication.Publication;
import com.postpilot.sandbox.publication.Publications;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reel as the API shows it: what it is, and how far it got. */
final class ReelShape {

  private static final int POST_ID_DIGITS = 13;

  private ReelShape() {}

  /** Links lead to the sandbox, where a person can open them. */
  static Fields<Reel> seenFrom(String origin, Publications publications, Instant now) {
    Function<Reel, @Nullable Publication> published =
        reel ->
            publications
                .madeOf(reel.id())
                .filter(publication -> publication.isListedAt(now))
                .orElse(null);
    return new Fields<Reel>()
        .with("id", Reel::id)
        .with("status", reel -> status(reel, publications, now))
        .with("description", ReelShape::description)
        .with("created_time", reel -> GraphTime.of(reel.startedAt()))
        .with("updated_time", reel -> GraphTime.of(reel.startedAt()))
        .with("published", reel -> published.apply(reel) != null)
        .with("permalink_url", reel -> permalink(published.apply(reel), origin))
        .with("post_id", reel -> postId(published.apply(reel)));
  }

  /** While the listing lags, a reel looks as it did before the finish. */
  private static ReelStatus status(Reel reel, Publications publications, Instant now) {
    var publication = publications.madeOf(reel.id()).orElse(null);
    if (publication == null || publication.isListedAt(now)) {
      return ReelStatus.of(reel, publication, now);
    }
    var lags = publication.listedAt().isAfter(publication.publishedAt());
    return ReelStatus.of(lags ? reel.finished(null) : reel, null, now);
  }

  private static @Nullable String description(Reel reel) {
    return reel.finish() == null ? null : reel.finish().description();
  }

  private static @Nullable String permalink(@Nullable Publication published, String origin) {
    return published == null ? null : origin + published.path();
  }

  private static @Nullable String postId(@Nullable Publication published) {
    if (published == null) {
      return null;
    }
    var videoId = published.remoteId();
    return published.account() + "_1220" + videoId.substring(videoId.length() - POST_ID_DIGITS);
  }
}
