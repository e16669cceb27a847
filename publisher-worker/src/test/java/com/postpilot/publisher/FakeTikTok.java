package com.postpilot.publisher;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** TikTok; its steps are {@code creator_info, init, upload, poll, list}. */
final class FakeTikTok extends FakeServer {
  /** What a published post looked like. */
  record Post(String publishId, String id, JsonNode init, Instant at) {
    String title() {
      var info = init.path("post_info");
      var title = info.path("title").asString("");
      return title.isEmpty() ? info.path("description").asString("") : title;
    }
  }

  private static final class Upload {
    private final JsonNode init;
    private long received;

    private Upload(JsonNode init) {
      this.init = init;
    }

    private long size() {
      return init.path("source_info").path("video_size").asLong();
    }
  }

  private static final JsonMapper JSON = JsonMapper.shared();

  private final AtomicLong ids = new AtomicLong(7_100_000_000_000_000_000L);
  private final Map<String, Upload> uploads = new HashMap<>();
  private final List<Post> posts = new ArrayList<>();
  private final List<String> ranges = new ArrayList<>();
  private boolean shows;

  @Override
  synchronized void reset() {
    super.reset();
    posts.clear();
    ranges.clear();
    shows = true;
  }

  synchronized List<Post> posts() {
    return List.copyOf(posts);
  }

  /** The ranges of the uploads, in the order in which they came. */
  synchronized List<String> ranges() {
    return List.copyOf(ranges);
  }

  /** Whether posts are public and through moderation. */
  synchronized void shows(boolean shown) {
    shows = shown;
  }

  @Override
  void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (path.startsWith("/upload/")) {
      long length = count(exchange);
      synchronized (this) {
        take(exchange, path.substring("/upload/".length()), length);
      }
      return;
    }
    var body = JSON.readTree(body(exchange));
    synchronized (this) {
      switch (path) {
        case "/v2/post/publish/creator_info/query/" ->
            call(exchange, "creator_info", FakeTikTok::creator);
        case "/v2/post/publish/video/init/", "/v2/post/publish/content/init/" ->
            call(exchange, "init", () -> init(body));
        case "/v2/post/publish/status/fetch/" ->
            call(exchange, "poll", () -> status(body.path("publish_id").asString()));
        case "/v2/video/list/" -> call(exchange, "list", this::list);
        default -> answer(exchange, 404, "");
      }
    }
  }

  private static long count(HttpExchange exchange) throws IOException {
    try (var in = exchange.getRequestBody()) {
      long length = 0;
      var piece = new byte[64 * 1024];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        length += read;
      }
      return length;
    }
  }

  private void take(HttpExchange exchange, String publishId, long length) throws IOException {
    var range = exchange.getRequestHeaders().getFirst("Content-Range");
    ranges.add(range);
    var upload = uploads.get(publishId);
    long from = Long.parseLong(range.replaceAll("bytes (\\d+)-.*", "$1"));
    if (from != upload.received) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes 0-%d/%d".formatted(upload.received - 1, upload.size()));
      answer(exchange, 416, "");
      return;
    }
    boolean last = from + length == upload.size();
    call(
        exchange,
        "upload",
        () -> {
          upload.received = from + length;
          if (last) {
            publish(publishId, upload.init);
          }
          return "";
        },
        last ? 201 : 206);
  }

  private static String ok(String data) {
    return "{\"data\": " + data + ", \"error\": {\"code\": \"ok\", \"message\": \"\"}}";
  }

  private static String creator() {
    return ok(
        """
        {"creator_nickname": "Shop", "max_video_post_duration_sec": 60,
         "privacy_level_options": ["PUBLIC_TO_EVERYONE", "SELF_ONLY"]}""");
  }

  private String init(JsonNode body) {
    if (body.path("source_info").path("source").asString().equals("FILE_UPLOAD")) {
      var id = "v_pub_file~v2-1." + ids.incrementAndGet();
      uploads.put(id, new Upload(body));
      return ok(
          "{\"publish_id\": \"%s\", \"upload_url\": \"%s/upload/%s\"}".formatted(id, url(), id));
    }
    var id = "p_pub_url~v2-1." + ids.incrementAndGet();
    publish(id, body);
    return ok("{\"publish_id\": \"" + id + "\"}");
  }

  private void publish(String publishId, JsonNode init) {
    posts.add(new Post(publishId, Long.toString(ids.incrementAndGet()), init, Instant.now()));
  }

  private String status(String publishId) {
    return posts.stream()
        .filter(post -> post.publishId().equals(publishId))
        .findFirst()
        .map(
            post ->
                ok(
                    "{\"status\": \"PUBLISH_COMPLETE\", \"publicaly_available_post_id\": [%s]}"
                        .formatted(shows ? post.id() : "")))
        .orElseGet(
            () ->
                ok(
                    "{\"status\": \"PROCESSING_UPLOAD\", \"uploaded_bytes\": %d}"
                        .formatted(uploads.get(publishId).received)));
  }

  private String list() {
    var data = new ArrayList<String>();
    for (var post : shows ? posts.reversed() : List.<Post>of()) {
      data.add(
          """
          {"id": "%s", "title": "%s", "create_time": %d, "share_url": "https://tt/%s"}"""
              .formatted(post.id(), post.title(), post.at().getEpochSecond(), post.id()));
    }
    return ok("{\"videos\": [" + String.join(",", data) + "], \"has_more\": false}");
  }
}
