package com.postpilot.publisher;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * A Page; its steps are {@code photo, feed, reel_start, reel_upload, reel_finish, video, list,
 * details}.
 */
final class FakeFacebook extends FakeServer {
  static final String APPLICATION = "sandbox-facebook";

  /** What a published post looked like. */
  record Post(String id, String text, List<String> media, String application, Instant at) {}

  private static final class Video {
    private String source = "";
    private long received;
    private boolean complete;
  }

  private final AtomicLong ids = new AtomicLong(100_000_000_000_000L);
  private final Map<String, String> photos = new HashMap<>();
  private final Map<String, Video> videos = new HashMap<>();
  private final List<Post> posts = new ArrayList<>();
  private final List<Map<String, String>> orders = new ArrayList<>();
  private final List<String> offsets = new ArrayList<>();
  private boolean listingLags;
  private long breaksOffAt;

  @Override
  synchronized void reset() {
    super.reset();
    posts.clear();
    orders.clear();
    offsets.clear();
    listingLags = false;
    breaksOffAt = 0;
  }

  synchronized List<Post> posts() {
    return List.copyOf(posts);
  }

  /** The parameters of each post that was asked for, whatever came of it. */
  synchronized List<Map<String, String>> orders() {
    return List.copyOf(orders);
  }

  synchronized void listingLags(boolean lags) {
    listingLags = lags;
  }

  /** Where the uploads of bytes began, in the order in which they came. */
  synchronized List<String> offsets() {
    return List.copyOf(offsets);
  }

  /** The next upload of bytes breaks off behind so many. */
  synchronized void breaksOffAt(long bytes) {
    breaksOffAt = bytes;
  }

  /** Somebody else's post. */
  synchronized void posted(String text, String application) {
    posts.add(new Post("1_" + ids.incrementAndGet(), text, List.of(), application, Instant.now()));
  }

  @Override
  void handle(HttpExchange exchange) throws IOException {
    var body = body(exchange);
    var form = parameters(body);
    var path = exchange.getRequestURI().getPath();
    var name = path.substring(path.lastIndexOf('/') + 1);
    boolean read = exchange.getRequestMethod().equals("GET");
    synchronized (this) {
      switch (name) {
        case "photos" -> call(exchange, "photo", () -> stage(form));
        case "feed" -> call(exchange, "feed", () -> post(form));
        case "published_posts" -> call(exchange, "list", this::list);
        case "video_reels" -> {
          if (form.get("upload_phase").equals("start")) {
            call(exchange, "reel_start", this::start);
          } else {
            call(exchange, "reel_finish", () -> finish(form));
          }
        }
        default -> {
          if (!read) {
            upload(exchange, videos.get(name), body.length());
          } else if (videos.containsKey(name)) {
            call(exchange, "video", () -> status(name));
          } else {
            call(
                exchange,
                "details",
                () ->
                    """
                    {"id": "%s", "permalink_url": "https://fb/%s"}"""
                        .formatted(name, name));
          }
        }
      }
    }
  }

  private String stage(Map<String, String> form) {
    if (!form.get("published").equals("false")) {
      throw new IllegalStateException("published while staging");
    }
    var id = Long.toString(ids.incrementAndGet());
    photos.put(id, form.get("url"));
    return "{\"id\": \"" + id + "\"}";
  }

  private String post(Map<String, String> form) {
    orders.add(form);
    var media = new ArrayList<String>();
    var matcher =
        Pattern.compile("\\{\"media_fbid\":\"(\\d+)\"}")
            .matcher(form.getOrDefault("attached_media", ""));
    while (matcher.find()) {
      media.add(photos.get(matcher.group(1)));
    }
    var id = "1_" + ids.incrementAndGet();
    posts.add(new Post(id, form.getOrDefault("message", ""), media, APPLICATION, Instant.now()));
    return "{\"id\": \"" + id + "\"}";
  }

  private String start() {
    var id = Long.toString(ids.incrementAndGet());
    videos.put(id, new Video());
    return """
        {"video_id": "%s", "upload_url": "%s/upload/%s"}"""
        .formatted(id, url(), id);
  }

  private void upload(HttpExchange exchange, Video video, long length) throws IOException {
    var headers = exchange.getRequestHeaders();
    if (headers.containsKey("file_url")) {
      call(
          exchange,
          "reel_upload",
          () -> {
            video.source = headers.getFirst("file_url");
            video.complete = true;
            return "{\"success\": true}";
          });
      return;
    }
    var offset = headers.getFirst("offset");
    offsets.add(offset);
    if (Long.parseLong(offset) != video.received) {
      answer(exchange, 400, "{\"debug_info\": {\"type\": \"OffsetInvalidError\"}}");
    } else if (breaksOffAt > 0) {
      video.received = breaksOffAt;
      breaksOffAt = 0;
      exchange.close();
    } else {
      video.received += length;
      video.source = video.received + " bytes";
      video.complete = video.received == Long.parseLong(headers.getFirst("file_size"));
      answer(exchange, 200, "{\"success\": true}");
    }
  }

  private String finish(Map<String, String> form) {
    orders.add(form);
    var video = form.get("video_id");
    if (posts.stream().anyMatch(post -> post.id().equals(video))) {
      throw new IllegalStateException("published twice: " + video);
    }
    posts.add(
        new Post(
            video,
            form.get("description"),
            List.of(videos.get(video).source),
            APPLICATION,
            Instant.now()));
    return "{\"success\": true}";
  }

  private String status(String video) {
    var upload = videos.get(video);
    boolean published = posts.stream().anyMatch(post -> post.id().equals(video));
    return """
        {"id": "%s", "permalink_url": "/reel/%s/", "status": {
          "video_status": "%s",
          "uploading_phase": {"status": "%s", "bytes_transfered": %d},
          "processing_phase": {"status": "complete"},
          "publishing_phase": {"status": "%s", "publish_status": "%s"}}}"""
        .formatted(
            video,
            video,
            published ? "ready" : "uploading",
            upload.complete ? "complete" : "not_started",
            upload.received,
            published ? "complete" : "not_started",
            published ? "published" : "draft");
  }

  private String list() {
    var data = new ArrayList<String>();
    for (var post : listingLags ? List.<Post>of() : posts.reversed()) {
      data.add(
          """
          {"id": "%s", "message": "%s", "created_time": "%s", "permalink_url": "https://fb/%s" %s}"""
              .formatted(
                  post.id(),
                  post.text(),
                  graphTime(post.at()),
                  post.id(),
                  post.application().isEmpty()
                      ? ""
                      : ", \"application\": {\"id\": \"" + post.application() + "\"}"));
    }
    return "{\"data\": [" + String.join(",", data) + "]}";
  }
}
