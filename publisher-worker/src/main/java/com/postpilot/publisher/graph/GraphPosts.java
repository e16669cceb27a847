package com.postpilot.publisher.graph;

import com.postpilot.publisher.platform.Reply;
import com.postpilot.publisher.platform.SocialPlatform.Details;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The newest posts of an account, as a Graph listing shows them. */
public final class GraphPosts {
  /** Posts of an account that are looked at. */
  public static final int PAGE = 50;

  /** How far the platform's clock may be behind ours. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

  private static final DateTimeFormatter GRAPH_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXX");

  private final JsonNode posts;
  private final String timeField;
  private final String permalinkField;

  /**
   * @param listing newest first, {@link #PAGE} at most
   */
  public GraphPosts(JsonNode listing, String timeField, String permalinkField) {
    this.posts = listing.path("data");
    this.timeField = timeField;
    this.permalinkField = permalinkField;
  }

  /**
   * The oldest post that matches and was made since; Lost if the listing does not reach back so far
   * that it would have to show it.
   */
  public Reply<Optional<Details>> oldestSince(Instant since, Predicate<JsonNode> matching) {
    var from = since.minus(CLOCK_SKEW);
    var candidates = new ArrayList<JsonNode>();
    for (var post : posts) {
      if (madeAfter(post, from) && matching.test(post)) {
        candidates.add(post);
      }
    }
    if (!candidates.isEmpty()) {
      return new Reply.Ok<>(Optional.of(details(candidates.getLast())));
    }
    return posts.size() < PAGE || !madeAfter(posts.get(posts.size() - 1), from)
        ? new Reply.Ok<>(Optional.empty())
        : new Reply.Lost<>("Its newest posts do not reach back to the call.");
  }

  private Details details(JsonNode post) {
    return new Details(post.path("id").asString(""), post.path(permalinkField).asString(null));
  }

  /** Whether a post carries a text, as platforms keep it. */
  public static boolean says(JsonNode post, String field, String text) {
    return post.path(field).asString("").strip().equals(text.strip());
  }

  private boolean madeAfter(JsonNode post, Instant since) {
    try {
      return OffsetDateTime.parse(post.path(timeField).asString(""), GRAPH_TIME)
          .toInstant()
          .isAfter(since);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
