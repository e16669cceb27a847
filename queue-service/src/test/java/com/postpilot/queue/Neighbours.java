package com.postpilot.queue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** post-service and account-service as the queue sees them, and what it made them do. */
public final class Neighbours {
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private static final Map<String, String> HOLD_REASONS =
      Map.of("HELD", "PRODUCT_CHANGED", "UNCONFIRMED", "UNCONFIRMED");

  private final HttpServer server;
  private final Map<UUID, String> accounts = new ConcurrentHashMap<>();
  private final Map<String, Post> postsByKey = new ConcurrentHashMap<>();
  private final Map<UUID, Post> posts = new ConcurrentHashMap<>();
  private final List<String> history = new CopyOnWriteArrayList<>();
  private final Map<String, UUID> repainted = new ConcurrentHashMap<>();
  private final Set<String> removed = ConcurrentHashMap.newKeySet();
  private final Set<UUID> media = ConcurrentHashMap.newKeySet();
  private final Set<UUID> deaf = ConcurrentHashMap.newKeySet();
  private final Set<UUID> forgetful = ConcurrentHashMap.newKeySet();
  private final Map<String, Delay> delays = new ConcurrentHashMap<>();
  private final Map<UUID, String> stuck = new ConcurrentHashMap<>();

  /** One that was made here, with what became of it. */
  private static final class Post {
    final UUID id = UUID.randomUUID();
    final List<UUID> targets = new ArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final JsonNode made;
    volatile String status = "SCHEDULED";
    volatile String scheduledAt;

    Post(JsonNode made) {
      this.made = made;
      this.scheduledAt = made.at("/schedule/scheduled_at").asString();
      made.get("targets").forEach(target -> targets.add(UUID.randomUUID()));
    }

    UUID item() {
      return UUID.fromString(made.at("/source/item_id").asString());
    }
  }

  Neighbours() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/internal/workspaces/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public UUID account(String platform) {
    var id = UUID.randomUUID();
    accounts.put(id, platform);
    return id;
  }

  /** Another picture stands at this address from now on. */
  public void repaint(String url) {
    repainted.put(url, UUID.randomUUID());
  }

  /** Nothing stands at this address any more. */
  public void remove(String url) {
    removed.add(url);
  }

  /** A picture or video of somebody's own in the library. */
  public UUID upload() {
    var id = UUID.randomUUID();
    media.add(id);
    return id;
  }

  /** post-service does not answer this workspace, and does nothing for it. */
  public void deaf(UUID workspace, boolean deaf) {
    set(this.deaf, workspace, deaf);
  }

  /** post-service does what this workspace wants, but its answers get lost. */
  public void forgetful(UUID workspace, boolean forgetful) {
    set(this.forgetful, workspace, forgetful);
  }

  /** What takes long; {@link #end} lets it go on. */
  public static final class Delay {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    /** Whether somebody waits for the answer. */
    public boolean isFelt() {
      return asked.getCount() == 0;
    }

    public void end() {
      over.countDown();
    }
  }

  /** Nothing is answered for now about a post, or the picture at this address. */
  public Delay delay(Object postOrUrl) {
    return delays.computeIfAbsent(postOrUrl.toString(), absent -> new Delay());
  }

  private void await(String postOrUrl) {
    var delay = delays.get(postOrUrl);
    if (delay != null) {
      delay.asked.countDown();
      try {
        delay.over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The post is being published. */
  public void dispatched(UUID post) {
    posts.get(post).status = "DISPATCHED";
  }

  /** post-service does not let the post go on, for this reason. */
  public void stuck(UUID post, String code) {
    stuck.put(post, code);
  }

  /** Its author has moved it to another time. */
  public void moved(UUID post, String scheduledAt) {
    posts.get(post).scheduledAt = scheduledAt;
  }

  /** The post is this now, such as {@code PUBLISHED}, or held as {@code UNCONFIRMED}. */
  public void becomes(UUID post, String status) {
    posts.get(post).status = status;
  }

  /** What was done to a post, in order. */
  public List<String> told(UUID post) {
    return posts.get(post).told;
  }

  /** The post that was made for this item last. */
  public UUID postOf(UUID item) {
    return history.reversed().stream()
        .filter(entry -> entry.startsWith("create "))
        .map(entry -> UUID.fromString(entry.split(" ")[1]))
        .filter(post -> posts.get(post).item().equals(item))
        .findFirst()
        .orElseThrow();
  }

  /** The first account's part of this post. */
  public UUID targetOf(UUID post) {
    return posts.get(post).targets.getFirst();
  }

  /** The bodies of the posts that were made for this item, the first one first. */
  public List<JsonNode> postsOf(UUID item) {
    return posts.values().stream()
        .filter(post -> post.item().equals(item))
        .sorted(Comparator.comparing(post -> history.indexOf("create " + post.id)))
        .map(post -> post.made)
        .toList();
  }

  /** What was done for this item, in order, to whichever post. */
  public List<String> history(UUID item) {
    return history.stream()
        .filter(entry -> posts.get(UUID.fromString(entry.split(" ")[1])).item().equals(item))
        .map(entry -> entry.split(" ")[0])
        .toList();
  }

  /** Whether every post that was made for this item was taken off the schedule again. */
  public boolean unscheduled(UUID item) {
    return posts.values().stream()
        .filter(post -> post.item().equals(item))
        .allMatch(post -> post.told.contains("withdraw"));
  }

  private static void set(Set<UUID> members, UUID workspace, boolean in) {
    if (in) {
      members.add(workspace);
    } else {
      members.remove(workspace);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath().split("/", -1);
    var workspace = UUID.fromString(path[3]);
    var bytes = exchange.getRequestBody().readAllBytes();
    var body = JsonMapper.shared().readTree(bytes.length == 0 ? EMPTY : bytes);
    var what = String.join("/", List.of(path).subList(4, path.length));
    await(body.path("url").asString(path.length > 5 ? path[5] : ""));
    if (what.equals("accounts/lookup")) {
      send(exchange, 200, lookup(body));
    } else if (deaf.contains(workspace)) {
      send(exchange, 503, "");
    } else if (what.equals("media/from-url")) {
      mediaFromUrl(exchange, body.get("url").asString());
    } else if (what.equals("posts/check")) {
      check(exchange, body);
    } else if (what.equals("posts")) {
      create(exchange, workspace, body);
    } else if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, resource(posts.get(UUID.fromString(path[5]))));
    } else {
      act(exchange, UUID.fromString(path[5]), path[6]);
    }
  }

  private String lookup(JsonNode body) {
    var found = new ArrayList<String>();
    for (var id : body.get("account_ids")) {
      var platform = accounts.get(UUID.fromString(id.asString()));
      if (platform != null) {
        found.add("{\"id\": \"%s\", \"platform\": \"%s\"}".formatted(id.asString(), platform));
      }
    }
    return "{\"accounts\": [" + String.join(",", found) + "]}";
  }

  private void mediaFromUrl(HttpExchange exchange, String url) throws IOException {
    if (url.contains("missing") || removed.contains(url)) {
      send(
          exchange,
          422,
          """
          {"code": "validation_failed", "detail": "url: There is no picture at this address.",
           "errors": [{"field": "url", "code": "not_found", "message": "There is none."}]}""");
    } else {
      var id = repainted.getOrDefault(url, medium(url));
      media.add(id);
      send(exchange, 200, "{\"id\": \"%s\", \"kind\": \"IMAGE\"}".formatted(id));
    }
  }

  public static UUID medium(String url) {
    return UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8));
  }

  private void check(HttpExchange exchange, JsonNode body) throws IOException {
    int i = 0;
    for (var medium : body.get("media")) {
      if (!media.contains(UUID.fromString(medium.get("id").asString()))) {
        send(
            exchange,
            404,
            """
            {"code": "not_found", "detail": "There is no such medium.", "errors": [
              {"field": "media[%d].id", "code": "not_found", "message": "There is no such medium."}]}"""
                .formatted(i));
        return;
      }
      i++;
    }
    send(exchange, 200, judgement(body));
  }

  private static String judgement(JsonNode body) {
    var hashes = new ArrayList<String>();
    var findings = new ArrayList<String>();
    for (var target : body.get("targets")) {
      hashes.add("\"%s\": \"%s\"".formatted(target.get("platform").asString(), hash(body, target)));
      if (target.get("caption").asString().contains("too long")) {
        findings.add(
            """
            {"code": "caption_too_long", "severity": "blocked", "platform": "INSTAGRAM",
             "field": "targets[0].caption", "message": "It is too long.", "remedy": "Shorten it."}""");
      }
    }
    return "{\"status\": \"%s\", \"findings\": [%s], \"content_hashes\": {%s}}"
        .formatted(
            findings.isEmpty() ? "ready" : "blocked",
            String.join(",", findings),
            String.join(",", hashes));
  }

  private static String hash(JsonNode body, JsonNode target) {
    return Integer.toHexString(
        (target.get("caption") + "|" + target.get("options") + "|" + body.get("media")).hashCode());
  }

  private void create(HttpExchange exchange, UUID workspace, JsonNode body) throws IOException {
    if (body.at("/schedule/scheduled_at").asString().compareTo("2026") < 0) {
      send(
          exchange,
          422,
          """
          {"code": "due_in_past", "detail": "This time has passed.", "errors": [
            {"field": "schedule.scheduled_at", "code": "due_in_past", "message": "It has passed."}]}""");
      return;
    }
    var post =
        postsByKey.computeIfAbsent(
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            absent -> {
              var made = new Post(body);
              posts.put(made.id, made);
              history.add("create " + made.id);
              return made;
            });
    send(exchange, forgetful.contains(workspace) ? 500 : 201, resource(post));
  }

  private String resource(Post post) {
    var targets = new ArrayList<String>();
    for (int i = 0; i < post.targets.size(); i++) {
      var account = post.made.get("targets").get(i).get("account_id").asString();
      targets.add(
          """
          {"id": "%s", "account_id": "%s", "platform": "%s", "status": "%s"%s}"""
              .formatted(
                  post.targets.get(i),
                  account,
                  accounts.get(UUID.fromString(account)),
                  post.status.equals("UNCONFIRMED") ? "HELD" : post.status,
                  HOLD_REASONS.containsKey(post.status) || post.status.equals("FAILED")
                      ? (HOLD_REASONS.containsKey(post.status)
                              ? ", \"hold_reason\": \"%s\"".formatted(HOLD_REASONS.get(post.status))
                              : "")
                          + ", \"failure\": {\"code\": \"x\","
                          + " \"message\": \"It is not what it was.\", \"action\": \"Look.\"}"
                      : ""));
    }
    return """
        {"id": "%s", "schedule": %s, "targets": [%s]}"""
        .formatted(
            post.id,
            post.status.equals("DRAFT")
                ? null
                : "{\"scheduled_at\": \"%s\", \"timezone\": \"Europe/Vienna\"}"
                    .formatted(post.scheduledAt),
            String.join(",", targets));
  }

  private void act(HttpExchange exchange, UUID id, String act) throws IOException {
    var post = posts.get(id);
    if (post.status.equals("DISPATCHED") && act.equals("unschedule")) {
      send(
          exchange,
          409,
          """
          {"code": "already_dispatched", "detail": "It is being published."}""");
      return;
    }
    if (act.equals("resume") && stuck.containsKey(id)) {
      send(
          exchange,
          409,
          """
          {"code": "%s", "detail": "It does not go on."}"""
              .formatted(stuck.get(id)));
      return;
    }
    post.told.add(act);
    history.add(act + " " + id);
    if (!post.status.equals("DISPATCHED") && !post.status.equals("UNCONFIRMED")) {
      post.status =
          switch (act) {
            case "unschedule", "withdraw" -> "DRAFT";
            case "hold" -> "HELD";
            default -> "SCHEDULED";
          };
    }
    send(exchange, 200, resource(post));
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
