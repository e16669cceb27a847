package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.publication.Publication;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One page of an account's posts, newest first. A cursor is the id of the post that it stands at.
 *
 * @param hasMore whether older posts follow
 */
record MediaPage(List<Publication> items, boolean hasMore) {

  private static final int DEFAULT_SIZE = 25;
  private static final int MAX_SIZE = 100;

  static MediaPage of(List<Publication> newestFirst, GraphRequest request) {
    var limit = request.number("limit", DEFAULT_SIZE);
    if (limit < 1 || limit > MAX_SIZE) {
      throw GraphError.invalidParameter("limit must lie between 1 and " + MAX_SIZE);
    }
    var from = request.parameter("after").map(cursor -> indexAfter(cursor, newestFirst)).orElse(0);
    var to = Math.min(newestFirst.size(), from + (int) limit);
    return new MediaPage(newestFirst.subList(from, to), to < newestFirst.size());
  }

  Optional<String> before() {
    return items.isEmpty() ? Optional.empty() : Optional.of(cursor(items.getFirst()));
  }

  Optional<String> after() {
    return items.isEmpty() ? Optional.empty() : Optional.of(cursor(items.getLast()));
  }

  private static String cursor(Publication publication) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(publication.remoteId().getBytes(StandardCharsets.US_ASCII));
  }

  private static int indexAfter(String cursor, List<Publication> newestFirst) {
    for (var index = 0; index < newestFirst.size(); index++) {
      if (cursor(newestFirst.get(index)).equals(cursor)) {
        return index + 1;
      }
    }
    throw GraphError.invalidParameter("The after cursor specified doesn't exist");
  }
}
