package com.postpilot.post;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * account-service as post-service sees it: its look-up and what platforms say of accounts, with
 * accounts that a test makes up.
 */
public final class FakeAccountService {
  private static final Map<String, String> LIMITS =
      Map.of(
          "INSTAGRAM",
          """
          {"quota": {"used": 2, "total": 50, "window_seconds": 86400}, "creator": null}""",
          "FACEBOOK",
          """
          {"quota": null, "creator": null}""",
          "TIKTOK",
          """
          {"quota": null, "creator": {"nickname": "Shop", "username": "shop", "avatar_url": null,
            "privacy_level_options": ["PUBLIC_TO_EVERYONE", "SELF_ONLY"],
            "comment_disabled": false, "duet_disabled": true, "stitch_disabled": false,
            "max_video_duration_seconds": 60, "can_post": true, "reason": null},
           "asked_at": "2026-11-20T12:00:00Z"}""");

  private record Account(
      UUID workspaceId, UUID id, String platform, String status, String health, long generation) {}

  private final HttpServer server;
  private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();
  private final Map<UUID, String> limits = new ConcurrentHashMap<>();
  private final Map<UUID, Instant> ends = new ConcurrentHashMap<>();
  private final Set<UUID> silent = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean down;

  FakeAccountService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/internal/workspaces/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public UUID connected(UUID workspaceId, String platform) {
    return add(workspaceId, platform, "CONNECTED", "OK");
  }

  public UUID add(UUID workspaceId, String platform, String status, String health) {
    var id = UUID.randomUUID();
    accounts.put(id, new Account(workspaceId, id, platform, status, health, 1));
    return id;
  }

  /** What the platform says of an account from now on. */
  public void limits(UUID account, String json) {
    limits.put(account, json);
  }

  /** The platform of an account does not answer any more. */
  public void silent(UUID account) {
    silent.add(account);
  }

  public void ends(UUID account, Instant at) {
    ends.put(account, at);
  }

  public void down(boolean down) {
    this.down = down;
  }

  public int calls() {
    return calls.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    var path = exchange.getRequestURI().getPath().split("/", -1);
    if (down || !exchange.getRequestHeaders().getFirst("Authorization").startsWith("Bearer ")) {
      refuse(exchange, 500);
    } else if (path[path.length - 1].equals("publishing-limits")) {
      publishingLimits(exchange, UUID.fromString(path[3]), UUID.fromString(path[5]));
    } else {
      lookup(exchange, UUID.fromString(path[3]));
    }
  }

  private void publishingLimits(HttpExchange exchange, UUID workspaceId, UUID id)
      throws IOException {
    var account = accounts.get(id);
    if (account == null || !account.workspaceId().equals(workspaceId)) {
      refuse(exchange, 404);
    } else if (silent.contains(id)) {
      refuse(exchange, 503);
    } else {
      send(exchange, limits.getOrDefault(id, LIMITS.get(account.platform())));
    }
  }

  private static void refuse(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void lookup(HttpExchange exchange, UUID workspaceId) throws IOException {
    var request = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    var found =
        StreamSupport.stream(request.get("account_ids").spliterator(), false)
            .map(id -> accounts.get(UUID.fromString(id.asString())))
            .filter(account -> account != null && account.workspaceId().equals(workspaceId))
            .map(this::json)
            .collect(Collectors.joining(",", "{\"accounts\": [", "]}"));
    send(exchange, found);
  }

  private String json(Account account) {
    var ends = this.ends.get(account.id());
    return """
        {"id": "%s", "platform": "%s", "external_id": "ext-%s", "handle": "shop",
         "status": "%s", "health": "%s", "token_expires_at": %s, "generation": %d,
         "a_new_field": true}"""
        .formatted(
            account.id(),
            account.platform(),
            account.id(),
            account.status(),
            account.health(),
            ends == null ? "null" : "\"" + ends + "\"",
            account.generation());
  }

  private static void send(HttpExchange exchange, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
