package com.postpilot.publisher;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

/** Instagram; its steps are {@code container, poll, publish, list, details, quota}. */
final class FakeInstagram extends FakeServer {
  /** What a published post looked like. */
  record Post(String id, String caption, List<String> media, Instant at) {}

  private record Container(String type, String caption, List<String> media, boolean published) {}

  private final AtomicLong ids = new AtomicLong(17_000_000_000_000_000L);
  private final Map<String, Container> containers = new HashMap<>();
  private final List<Post> posts = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private ToIntFunction<Instant> quota = since -> 0;

  @Override
  synchronized void reset() {
    super.reset();
    posts.clear();
    types.clear();
    quota = since -> 0;
  }

  synchronized List<Post> posts() {
    return List.copyOf(posts);
  }

  synchronized List<Post> postsWith(String caption) {
    return posts.stream().filter(post -> post.caption().equals(caption)).toList();
  }

  /** The {@code media_type} of every container that was asked for. */
  synchronized List<String> types() {
    return List.copyOf(types);
  }

  @Override
  void handle(HttpExchange exchange) throws IOException {
    var form = parameters(body(exchange));
    var path = exchange.getRequestURI().getPath().substring("/v26.0/".length());
    synchronized (this) {
      if (path.endsWith("/media") && exchange.getRequestMethod().equals("POST")) {
        call(exchange, "container", () -> createContainer(form));
      } else if (path.endsWith("/media_publish")) {
        call(exchange, "publish", () -> publish(form.get("creation_id")));
      } else if (path.endsWith("/media")) {
        call(exchange, "list", this::list);
      } else if (path.endsWith("/content_publishing_limit")) {
        call(
            exchange,
            "quota",
            () ->
                """
                {"data": [{"quota_usage": %d, "config": {"quota_total": 50}}]}"""
                    .formatted(used(exchange)));
      } else if (containers.containsKey(path)) {
        call(exchange, "poll", () -> status(path));
      } else {
        call(
            exchange,
            "details",
            () -> "{\"id\": \"%s\", \"permalink\": \"https://ig/p/%s\"}".formatted(path, path));
      }
    }
  }

  /** How many posts count since a given time. */
  synchronized void quota(ToIntFunction<Instant> used) {
    quota = used;
  }

  private int used(HttpExchange exchange) {
    var query = parameters(exchange.getRequestURI().getRawQuery());
    return quota.applyAsInt(Instant.ofEpochSecond(Long.parseLong(query.get("since"))));
  }

  private String createContainer(Map<String, String> form) {
    var id = Long.toString(ids.incrementAndGet());
    var type = form.getOrDefault("media_type", "IMAGE");
    types.add(type);
    var media =
        switch (type) {
          case "CAROUSEL" ->
              List.of(form.get("children").split(",")).stream()
                  .flatMap(child -> containers.get(child).media().stream())
                  .toList();
          case "IMAGE" -> List.of(form.get("image_url"));
          default -> List.of(form.get("video_url"));
        };
    containers.put(id, new Container(type, form.getOrDefault("caption", ""), media, false));
    return "{\"id\": \"" + id + "\"}";
  }

  private String publish(String container) {
    var draft = containers.get(container);
    if (draft.published()) {
      throw new IllegalStateException("published twice: " + container);
    }
    containers.put(container, new Container(draft.type(), draft.caption(), draft.media(), true));
    var id = Long.toString(ids.incrementAndGet());
    posts.add(new Post(id, draft.caption(), draft.media(), Instant.now()));
    return "{\"id\": \"" + id + "\"}";
  }

  private String status(String container) {
    return "{\"status_code\": \"%s\"}"
        .formatted(containers.get(container).published() ? "PUBLISHED" : "FINISHED");
  }

  private String list() {
    var data = new ArrayList<String>();
    for (var post : posts.reversed()) {
      data.add(
          "{\"id\": \"%s\", \"caption\": \"%s\", \"timestamp\": \"%s\", \"permalink\": \"https://ig/p/%s\"}"
              .formatted(post.id(), post.caption(), graphTime(post.at()), post.id()));
    }
    return "{\"data\": [" + String.join(",", data) + "]}";
  }
}
