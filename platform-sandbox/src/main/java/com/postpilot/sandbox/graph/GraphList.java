package com.postpilot.sandbox.graph;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** One page of a list as the Graph API answers it. A cursor is the id of the item it stands at. */
public record GraphList(List<Map<String, Object>> data, @Nullable Paging paging) {

  private static final int DEFAULT_SIZE = 25;
  private static final int MAX_SIZE = 100;

  /**
   * @param next the link to the next page, if there is one
   */
  public record Paging(Cursors cursors, @Nullable String next) {}

  public record Cursors(String before, String after) {}

  /**
   * The page that the request's {@code limit} and {@code after} ask for.
   *
   * @param path of the list itself, for the link to the next page
   */
  public static <T> GraphList of(
      List<T> all,
      Function<T, String> id,
      Function<T, Map<String, Object>> show,
      GraphRequest request,
      String path) {
    var limit = request.number("limit", DEFAULT_SIZE);
    if (limit < 1 || limit > MAX_SIZE) {
      throw GraphError.invalidParameter("limit must lie between 1 and " + MAX_SIZE);
    }
    var cursors = all.stream().map(item -> cursor(id.apply(item))).toList();
    var from = request.parameter("after").map(after -> indexAfter(after, cursors)).orElse(0);
    var to = Math.min(all.size(), from + (int) limit);
    var data = all.subList(from, to).stream().map(show).toList();
    if (data.isEmpty()) {
      return new GraphList(data, null);
    }
    var edges = new Cursors(cursors.get(from), cursors.get(to - 1));
    var next = to < all.size() ? next(edges.after(), path, request) : null;
    return new GraphList(data, new Paging(edges, next));
  }

  private static int indexAfter(String after, List<String> cursors) {
    var index = cursors.indexOf(after);
    if (index < 0) {
      throw GraphError.invalidParameter("The after cursor specified doesn't exist");
    }
    return index + 1;
  }

  private static String cursor(String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(id.getBytes(StandardCharsets.US_ASCII));
  }

  /** The link repeats the request, with the token only if that came as a parameter. */
  private static String next(String after, String path, GraphRequest request) {
    var uri = UriComponentsBuilder.fromUriString(request.origin()).path(path);
    for (var name : List.of("access_token", "fields", "limit", "since", "until")) {
      request.parameter(name).ifPresent(value -> uri.queryParam(name, "{" + name + "}"));
    }
    return uri.queryParam("after", after)
        .encode()
        .buildAndExpand(request.parametersByName())
        .toUriString();
  }
}
