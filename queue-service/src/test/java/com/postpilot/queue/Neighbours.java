package com.postpilot.queue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** post-service and account-service as the queue sees them, and what it made them do. */
public final class Neighbours {
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final Map<UUID, String> accounts = new ConcurrentHashMap<>();
  private final Map<String, String> postsByKey = new ConcurrentHashMap<>();
  private final Map<UUID, List<String>> told = new ConcurrentHashMap<>();
  private final Set<UUID> media = ConcurrentHashMap.newKeySet();
  private final Set<UUID> dispatched = ConcurrentHashMap.newKeySet();
  private final Set<UUID> deaf = ConcurrentHashMap.newKeySet();
  private final Set<UUID> forgetful = ConcurrentHashMap.newKeySet();
  private final List<JsonNode> created = new CopyOnWriteArrayList<>();

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

  /** The post is being published. */
  public void dispatched(UUID post) {
    dispatched.add(post);
  }

  /** What was done to a post, in order. */
  public List<String> told(UUID post) {
    return told.getOrDefault(post, List.of());
  }

  /** The bodies of the posts that were made for this item. */
  public List<JsonNode> postsOf(UUID item) {
    return created.stream()
        .filter(body -> body.get("source").get("item_id").asString().equals(item.toString()))
        .toList();
  }

  /** Whether every post that was made for this item was taken off the schedule again. */
  public boolean unscheduled(UUID item) {
    return postsByKey.values().stream()
        .map(JsonMapper.shared()::readTree)
        .filter(post -> post.get("item").asString().equals(item.toString()))
        .allMatch(post -> told(UUID.fromString(post.get("id").asString())).contains("unschedule"));
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
    if (what.equals("accounts/lookup")) {
      send(exchange, 200, lookup(body));
    } else if (deaf.contains(workspace)) {
      send(exchange, 503, "");
    } else if (what.equals("media/from-url")) {
      mediaFromUrl(exchange, body.get("url").asString());
    } else if (what.equals("posts/check")) {
      check(exchange, body);
    } else if (what.equals("posts")) {
      var post = create(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
      send(exchange, forgetful.contains(workspace) ? 500 : 201, post);
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
    if (url.contains("missing")) {
      send(
          exchange,
          422,
          """
          {"code": "validation_failed", "detail": "url: There is no picture at this address.",
           "errors": [{"field": "url", "code": "not_found", "message": "There is none."}]}""");
    } else {
      media.add(medium(url));
      send(exchange, 200, "{\"id\": \"%s\", \"kind\": \"IMAGE\"}".formatted(medium(url)));
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

  private String create(String key, JsonNode body) {
    return postsByKey.computeIfAbsent(
        key,
        absent -> {
          created.add(body);
          var targets =
              StreamSupport.stream(body.get("targets").spliterator(), false)
                  .map(
                      target ->
                          "{\"id\": \"%s\", \"platform\": \"%s\", \"status\": \"SCHEDULED\"}"
                              .formatted(
                                  UUID.randomUUID(),
                                  accounts.get(
                                      UUID.fromString(target.get("account_id").asString()))))
                  .toList();
          return "{\"id\": \"%s\", \"item\": %s, \"targets\": [%s]}"
              .formatted(UUID.randomUUID(), body.at("/source/item_id"), String.join(",", targets));
        });
  }

  private void act(HttpExchange exchange, UUID post, String act) throws IOException {
    if (dispatched.contains(post)) {
      send(
          exchange,
          409,
          """
          {"code": "already_dispatched", "detail": "It is being published."}""");
    } else {
      told.computeIfAbsent(post, absent -> new CopyOnWriteArrayList<>()).add(act);
      send(exchange, 200, "{\"id\": \"%s\"}".formatted(post));
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
